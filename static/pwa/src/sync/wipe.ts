/** Clears a phone that was reported lost: both databases, the key with them. */
import { wipeDatabases } from '../store/db';
import { announceWipe } from '../store/changes';

export async function wipe(): Promise<void> {
  await wipeDatabases();
  announceWipe();
}
