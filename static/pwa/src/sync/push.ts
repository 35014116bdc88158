/** Empties one enrolment's outbox: which batch next, halving, parking. Every wait is `schedule`'s. */
import { halve, howFast, nextBatch, nextPace } from '../core/batch';
import { isDoubted } from '../core/doubt';
import type { OperationRow } from '../store/db';
import type { Enrolment } from '../store/enrolments';
import { heldBy, parkOperation } from '../store/outbox';
import { knownLimits } from './hello';
import type { Miss } from './miss';
import type { Verdict } from './refused';
import { reconcile } from './reconcile';
import { sendBatch, type Sent } from './send';

/** `done`: nothing waits. `later`: something does, or the server wasn't reached. */
export type Pushing = { end: 'done' } | ({ end: 'later' } & Miss) | { end: Verdict };

interface Pace {
  /** Operations to try at once. */
  most: number;
  /** Answers 400/500 running. */
  bad: number;
}

const TRIES = 3;
const paces = new Map<string, Pace>();

/** A day's outbox begins as one batch: on a weak signal each round trip costs more than the bytes. */
function paceOf(enrolment: Enrolment): Pace {
  const pace = paces.get(enrolment.id) ?? { most: knownLimits().ops, bad: 0 };
  paces.set(enrolment.id, pace);
  return pace;
}

/** The screen has the words. */
const UNSENDABLE = { code: 'not_taken', title: '', detail: '' };
/** Not these operations, it seems, but the server. */
const AT_FAULT: Pushing = { end: 'later', wait: 0, why: 'server_fault' };
/** The server has it in its hands that these come later. */
const ASKED_TO_WAIT: Pushing = { end: 'later', wait: 0, why: 'busy' };

function ending(sent: Exclude<Sent, { went: 'through' }>): Pushing {
  return sent.went === 'away' ? { end: sent.verdict } : { end: 'later', wait: sent.wait, why: sent.why };
}

/** One look for what in a batch can't be sent: whether anything went through, was parked, or was left for later. */
interface Search {
  through: boolean;
  parked: boolean;
  left: boolean;
}

/**
 * Parks a lone operation, but only once an empty batch has gone through: else the server is at fault, not it. A second
 * one only where others have gone through since: a server that takes nothing but empty batches is at fault too.
 */
async function suspect(enrolment: Enrolment, row: OperationRow, search: Search): Promise<Pushing | null> {
  if (search.parked && !search.through) {
    search.left = true;
    return null;
  }
  const empty = await sendBatch(enrolment, []);
  if (empty.went !== 'through') return ending(empty);
  await parkOperation(enrolment.id, row.op_id, UNSENDABLE);
  search.parked = true;
  return null;
}

/** Finds what in a failing batch can't be sent, half by half without waiting. Null: the search went to its end. */
async function isolate(enrolment: Enrolment, batch: OperationRow[], search: Search): Promise<Pushing | null> {
  if (batch.length === 1) return suspect(enrolment, batch[0]!, search);
  for (const half of halve(batch)) {
    const sent = await sendBatch(enrolment, half);
    search.through ||= sent.went === 'through';
    if (sent.went === 'through') continue;
    if (sent.went !== 'badly' && sent.went !== 'too big') return ending(sent);
    const ended = await isolate(enrolment, half, search);
    if (ended) return ended;
  }
  return null;
}

/**
 * After a batch that failed: split it now, or come back later. Null: carry on. One that took too long is halved
 * and goes at once: waiting makes no signal faster, and a minute has been waited already.
 */
async function afterFailure(
  enrolment: Enrolment,
  batch: OperationRow[],
  sent: Exclude<Sent, { went: 'through' }>,
  pace: Pace,
): Promise<Pushing | null> {
  pace.bad = sent.went === 'badly' ? pace.bad + 1 : 0;
  const slow = sent.went === 'too slowly';
  pace.most = nextPace(
    slow ? Math.min(pace.most, batch.length) : pace.most,
    knownLimits(),
    slow ? 'too slowly' : 'wrong',
  );
  if (slow && batch.length > 1) return null;
  const split = batch.length > 0 && (sent.went === 'too big' || pace.bad >= TRIES);
  if (!split) return ending(sent);
  const search = { through: false, parked: false, left: false };
  const ended = await isolate(enrolment, batch, search);
  if (search.left) return ended ?? AT_FAULT;
  if (!ended) pace.bad = 0;
  return ended;
}

const unsent = async (enrolment: Enrolment, later: Set<string>): Promise<OperationRow[]> =>
  (await heldBy(enrolment.id)).filter((row) => row.state === 'unsent' && !later.has(row.op_id));

/**
 * Sends batch after batch until nothing waits. At least one goes, if empty: it tells the server what this phone
 * holds, and the phone what is safe there. What was answered `retry` is left for the next time.
 */
export async function push(enrolment: Enrolment): Promise<Pushing> {
  const pace = paceOf(enrolment);
  const later = new Set<string>();
  let asked = false;
  for (let first = true; ; first = false) {
    let waiting = await unsent(enrolment, later);
    if (!asked && waiting.some(isDoubted)) {
      asked = true;
      const away = await reconcile(enrolment);
      if (away) return { end: away };
      waiting = await unsent(enrolment, later);
    }
    if (waiting.length === 0 && !first) return later.size > 0 ? ASKED_TO_WAIT : { end: 'done' };
    const batch = nextBatch(waiting, knownLimits(), pace.most);
    const began = performance.now();
    const sent = await sendBatch(enrolment, batch);
    if (sent.went === 'through') {
      sent.again.forEach((id) => later.add(id));
      pace.bad = 0;
      pace.most = nextPace(pace.most, knownLimits(), howFast(performance.now() - began));
      continue;
    }
    const ended = await afterFailure(enrolment, batch, sent, pace);
    if (ended) return ended;
  }
}
