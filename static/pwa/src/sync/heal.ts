/**
 * Rule 4: a server that was replaced or rolled back gets again what this phone still holds.
 * Everything held is in doubt from then on: `reconcile` asks about it, and what the server lacks is sent once more.
 */
import type { Result } from '../core/outbox';
import { readEnrolment, updateEnrolment, type Enrolment } from '../store/enrolments';
import { doubtAll } from '../store/outbox';
import { forgetPulled } from '../store/pulled';

/** True when the server's epoch is the phone's. If not, the new one is taken on and everything held is in doubt. */
export async function meetEpoch(enrolment: Enrolment, epoch: string): Promise<boolean> {
  const known = await readEnrolment(enrolment.id);
  if (!known || known.epoch === epoch) return true;
  // The new epoch is noted last: a phone killed between the steps begins them again.
  await doubtAll(enrolment.id);
  await forgetPulled(enrolment.id);
  await updateEnrolment(enrolment.id, (row) => ({ ...row, epoch, rev: 0 }));
  return false;
}

const taken = ({ status }: Result): boolean => status === 'accepted' || status === 'duplicate';

/**
 * A lower `rev` than seen before, or an operation given one that had been given out: the server lost something,
 * though it doesn't know it. `results` of what had no receipt so far. A false alarm costs one question.
 */
export async function meetRev(enrolment: Enrolment, rev: number, results: Result[]): Promise<void> {
  const known = await readEnrolment(enrolment.id);
  if (!known) return;
  const givenTwice = results.some((result) => taken(result) && result.rev !== null && result.rev <= known.rev);
  if (rev < known.rev || givenTwice) {
    await doubtAll(enrolment.id);
    await forgetPulled(enrolment.id);
  }
  await updateEnrolment(enrolment.id, (row) => ({ ...row, rev }));
}
