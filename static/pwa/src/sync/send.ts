/** Step 4 of a stop's way: one batch to the server, and what its answer means. Doesn't decide what to try next. */
import { countHeld } from '../core/outbox';
import { wireTime } from '../core/times';
import { noteContact, readEnrolment, setStanding, type Enrolment } from '../store/enrolments';
import { heldBy, settleResults, textOf } from '../store/outbox';
import { newId } from '../store/record';
import type { OperationRow } from '../store/db';
import { call, type Reply } from './call';
import { meetEpoch, meetRev } from './heal';
import { heed, type Verdict } from './refused';
import { fit, pushed, type Pushed } from './shapes';

export type Sent =
  | { went: 'through'; again: string[] }
  | { went: 'too big' | 'badly' | 'too slowly' }
  | { went: 'nowhere'; wait: number }
  | { went: 'away'; verdict: Verdict };

declare const __APP_VERSION__: string;

async function envelope(
  enrolment: Enrolment,
  batchId: string,
  batch: OperationRow[],
): Promise<Record<string, unknown>> {
  const counts = countHeld(await heldBy(enrolment.id));
  const made = (await readEnrolment(enrolment.id))?.made ?? enrolment.made;
  return {
    protocol: 1,
    batch_id: batchId,
    app_version: __APP_VERSION__,
    sent_at: wireTime(Date.now()),
    unsent: counts.unsent + counts.parked,
    made,
    held: counts.bySweep,
    ops: await Promise.all(batch.map(textOf)),
  };
}

/** Only results of operations in this very batch count; an answer of another epoch settles nothing. */
async function take(enrolment: Enrolment, batch: OperationRow[], answer: Pushed, sentAt: number): Promise<Sent> {
  await noteContact(enrolment.id, sentAt, Date.now(), answer.server_time);
  const ours = new Set(batch.map((row) => row.op_id));
  if (!(await meetEpoch(enrolment, answer.epoch))) return { went: 'nowhere', wait: 0 };
  const results = answer.results.filter((result) => ours.has(result.op_id));
  const doubted = new Set(batch.filter((row) => row.doubted).map((row) => row.op_id));
  const first = results.filter((result) => !doubted.has(result.op_id));
  await meetRev(enrolment, answer.rev, first);
  await settleResults(enrolment.id, results, answer);
  if (enrolment.standing !== 'active') await setStanding(enrolment.id, 'active');
  const answered = new Set(results.filter((result) => result.status !== 'retry').map((result) => result.op_id));
  return { went: 'through', again: [...ours].filter((id) => !answered.has(id)) };
}

async function refused(enrolment: Enrolment, reply: Reply, batchId: string): Promise<Sent> {
  const verdict = await heed(enrolment, reply, batchId);
  if (verdict) return { went: 'away', verdict };
  if (reply.status === 413) return { went: 'too big' };
  if (reply.status === 400 || reply.status === 422 || reply.status === 500) return { went: 'badly' };
  if (reply.tookTooLong) return { went: 'too slowly' };
  return { went: 'nowhere', wait: reply.retryAfter };
}

/** Sends these operations (or none, to hear how things stand). */
export async function sendBatch(enrolment: Enrolment, batch: OperationRow[]): Promise<Sent> {
  const sentAt = Date.now();
  const batchId = newId(sentAt);
  const reply = await call('/sync/push', enrolment.token, await envelope(enrolment, batchId, batch));
  if (reply.status !== 200) return refused(enrolment, reply, batchId);
  const answer = fit(pushed, reply.body);
  if (!answer || answer.batch_id !== batchId) return { went: 'nowhere', wait: 0 };
  return take(enrolment, batch, answer, sentAt);
}
