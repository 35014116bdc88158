/** Asks the server which of what it had answered for it still has, so that only the rest is sent again. */
import { isDoubted } from '../core/doubt';
import type { OperationRow } from '../store/db';
import { readEnrolment, type Enrolment } from '../store/enrolments';
import { heldBy, settleFound } from '../store/outbox';
import { call } from './call';
import { meetEpoch, meetRev } from './heal';
import { heed, type Verdict } from './refused';
import { fit, reconciled } from './shapes';

const AT_ONCE = 1000;

/**
 * True when these were answered for. What the answer doesn't settle is pushed as it is, and the ledger answers
 * `duplicate`: so an older server, a portal or an old copy of an answer costs time and nothing else.
 */
async function ask(enrolment: Enrolment, rows: OperationRow[]): Promise<boolean | Verdict> {
  const ops = rows.map(({ op_id, sha256 }) => ({ op_id, sha256 }));
  const reply = await call('/sync/reconcile', enrolment.token, { ops });
  const answer = reply.status === 200 ? fit(reconciled, reply.body) : null;
  if (!answer) return (await heed(enrolment, reply, null)) ?? false;
  const known = await readEnrolment(enrolment.id);
  // Nothing in it echoes this very question, but an answer from before the last one heard is no answer to it.
  if (!known || answer.server_time < (known.heard_at ?? 0)) return false;
  if (!(await meetEpoch(enrolment, answer.epoch))) return false;
  await meetRev(enrolment, answer.rev, []);
  const asked = new Set(rows.map((row) => row.op_id));
  await settleFound(
    enrolment.id,
    answer.results.filter((one) => asked.has(one.op_id)),
    answer,
  );
  return true;
}

/** Asks about all that is in doubt. Null: what still waits may be pushed. */
export async function reconcile(enrolment: Enrolment): Promise<Verdict | null> {
  const doubted = (await heldBy(enrolment.id)).filter(isDoubted);
  for (let from = 0; from < doubted.length; from += AT_ONCE) {
    const asked = await ask(enrolment, doubted.slice(from, from + AT_ONCE));
    if (asked !== true) return asked || null;
  }
  return null;
}
