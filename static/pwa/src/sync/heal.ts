/**
 * Rule 4: a server that was replaced or rolled back gets again what this phone still holds.
 * Everything held is sent once more, and the ledger answers `duplicate` for what it has.
 */
import type { Result } from '../core/outbox';
import { readEnrolment, updateEnrolment, type Enrolment } from '../store/enrolments';
import { sendAgain } from '../store/outbox';
import { forgetPulled } from '../store/pulled';

/** True when the server's epoch is the phone's. If not, the new one is taken on and everything is sent again. */
export async function meetEpoch(enrolment: Enrolment, epoch: string): Promise<boolean> {
  const known = await readEnrolment(enrolment.id);
  if (!known || known.epoch === epoch) return true;
  // The new epoch is noted last: a phone killed between the steps begins them again.
  await sendAgain(enrolment.id);
  await forgetPulled(enrolment.id);
  await updateEnrolment(enrolment.id, (row) => ({ ...row, epoch, rev: 0 }));
  return false;
}

/**
 * A lower `rev` than seen before, or a new operation given one that had been given out: the server lost something,
 * though it doesn't know it.
 */
export async function meetRev(enrolment: Enrolment, rev: number, results: Result[]): Promise<void> {
  const known = await readEnrolment(enrolment.id);
  if (!known) return;
  const givenTwice = results.some(
    (result) => result.status === 'accepted' && result.rev !== null && result.rev <= known.rev,
  );
  if (rev < known.rev || givenTwice) {
    await sendAgain(enrolment.id);
    await forgetPulled(enrolment.id);
  }
  await updateEnrolment(enrolment.id, (row) => ({ ...row, rev }));
}
