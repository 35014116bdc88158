/** Step 4 of a stop's way: one batch to the server, and what its answer means. Doesn't decide what to try next. */
import { isDoubted } from '../core/doubt';
import { countHeld } from '../core/outbox';
import { wireTime } from '../core/times';
import { noteContact, readEnrolments, setStanding, type Enrolment } from '../store/enrolments';
import { heldBy, parkOperation, settleResults, textOf } from '../store/outbox';
import { newId } from '../store/record';
import type { OperationRow } from '../store/db';
import { isUnreadable } from '../store/seal';
import { call, type Reply } from './call';
import { meetEpoch, meetRev } from './heal';
import { missOf, type Miss } from './miss';
import { heed, type Verdict } from './refused';
import { fit, pushed, type Pushed } from './shapes';

export type Sent =
  | { went: 'through'; again: string[] }
  | ({ went: 'too big' | 'badly' | 'too slowly' | 'nowhere' } & Miss)
  | { went: 'away'; verdict: Verdict };

declare const __APP_VERSION__: string;

let acknowledged = 0;

/** How many operations a server has answered for since the app was opened: who asks twice knows if any has moved. */
export const acknowledgedSoFar = (): number => acknowledged;

async function envelope(enrolment: Enrolment, batchId: string): Promise<Record<string, unknown>> {
  const counts = countHeld(await heldBy(enrolment.id));
  const all = await readEnrolments();
  const made = all.find(({ id }) => id === enrolment.id)?.made ?? enrolment.made;
  // Another authority's desk has no business with them.
  const { new_la_code } = enrolment.authority;
  const others = all.filter(({ id, authority }) => id !== enrolment.id && authority.new_la_code === new_la_code);
  return {
    protocol: 1,
    batch_id: batchId,
    app_version: __APP_VERSION__,
    sent_at: wireTime(Date.now()),
    unsent: counts.unsent + counts.parked,
    made,
    held: counts.bySweep,
    beside: others.map(({ device_id }) => device_id),
  };
}

/** Only results of operations in this very batch count; an answer of another epoch settles nothing. */
async function take(enrolment: Enrolment, batch: OperationRow[], answer: Pushed, sentAt: number): Promise<Sent> {
  await noteContact(enrolment.id, sentAt, Date.now(), answer.server_time);
  const ours = new Set(batch.map((row) => row.op_id));
  if (!(await meetEpoch(enrolment, answer.epoch))) return { went: 'nowhere', wait: 0, why: 'server_fault' };
  const results = answer.results.filter((result) => ours.has(result.op_id));
  const doubted = new Set(batch.filter(isDoubted).map((row) => row.op_id));
  const first = results.filter((result) => !doubted.has(result.op_id));
  await meetRev(enrolment, answer.rev, first);
  await settleResults(enrolment.id, results, answer);
  const standing = answer.device_left ? 'leaving' : 'active';
  if (enrolment.standing !== standing) await setStanding(enrolment.id, standing);
  const answered = new Set(results.filter((result) => result.status !== 'retry').map((result) => result.op_id));
  acknowledged += answered.size;
  return { went: 'through', again: [...ours].filter((id) => !answered.has(id)) };
}

async function refused(enrolment: Enrolment, reply: Reply, batchId: string): Promise<Sent> {
  const verdict = await heed(enrolment, reply, batchId);
  if (verdict) return { went: 'away', verdict };
  return { went: howItWent(reply), ...missOf(reply) };
}

function howItWent({ status, tookTooLong }: Reply): 'too big' | 'badly' | 'too slowly' | 'nowhere' {
  if (status === 413) return 'too big';
  if (status === 400 || status === 422 || status === 500) return 'badly';
  return tookTooLong ? 'too slowly' : 'nowhere';
}

/** Their texts. One that this phone can't read any more is set aside, so that it holds up no other. */
async function openAll(enrolment: Enrolment, batch: OperationRow[]): Promise<[OperationRow[], string[]]> {
  const rows: OperationRow[] = [];
  const texts: string[] = [];
  for (const row of batch) {
    try {
      texts.push(await textOf(row));
      rows.push(row);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      await parkOperation(enrolment.id, row.op_id, { code: 'unreadable_here', title: '', detail: '' });
    }
  }
  return [rows, texts];
}

/** Sends these operations (or none, to hear how things stand). */
export async function sendBatch(enrolment: Enrolment, wanted: OperationRow[]): Promise<Sent> {
  const [batch, ops] = await openAll(enrolment, wanted);
  const sentAt = Date.now();
  const batchId = newId(sentAt);
  const reply = await call('/sync/push', enrolment.token, { ...(await envelope(enrolment, batchId)), ops });
  if (reply.status !== 200) return refused(enrolment, reply, batchId);
  const answer = fit(pushed, reply.body);
  if (!answer || answer.batch_id !== batchId) return { went: 'nowhere', ...missOf(reply) };
  return take(enrolment, batch, answer, sentAt);
}
