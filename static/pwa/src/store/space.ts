/** What to do when the phone's storage is full: what the server can give again makes way for what it hasn't got. */
import { deletePulled, outbox, pulled, type PulledRow } from './db';
import { dropOldViews } from './views';

const DAY_MS = 24 * 3600 * 1000;
/** Below this there is room for some two thousand entries more, if the phone's word is good. */
const LOW_BYTES = 10_000_000;
/** The plan of the day: a street without its roster and area would be the poorer for it, and it is small. */
const PLAN = ['sweep', 'site', 'roster', 'authorisation'];

/** Did the phone refuse to write because it is full? */
export const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';

/** Each step for itself: on a full phone even making room may fail. */
async function dropPulled(): Promise<PulledRow[]> {
  const rows = await pulled((db) => db.getAll('changes'));
  // The database as a whole: its space comes back at once, that of single rows some time.
  await deletePulled();
  return rows.filter((row) => PLAN.includes(row.type));
}

/** Without a cursor, so that all the rest is pulled again. */
async function putBack(plan: PulledRow[]): Promise<void> {
  await pulled(async (db) => {
    const tx = db.transaction('changes', 'readwrite');
    for (const row of plan) void tx.store.put(row);
    await tx.done;
  });
}

/** Frees what can be had again. Resolves with how to put back the plan of the day once the save is done. */
export async function makeRoom(now: number): Promise<() => Promise<void>> {
  try {
    const ids = await outbox((db) => db.getAllKeys('enrolments'));
    for (const id of ids) await dropOldViews(id, now, DAY_MS);
  } catch (error) {
    if (!isFull(error)) throw error;
  }
  const plan = await dropPulled().catch(() => []);
  return () => putBack(plan).catch(() => undefined);
}

/** Is there little room left? Null: the phone doesn't say. */
export async function isNearlyFull(): Promise<boolean | null> {
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  return quota === undefined || usage === undefined ? null : quota - usage < LOW_BYTES;
}
