/** The officer's own records as last written on this phone. */
import type { Shift } from '../core/shift';
import type { Stop } from '../core/stop';
import { announce } from './changes';
import { outbox, type ViewRow, type ViewType } from './db';
import type { Change } from './pulled';
import { seal, unsealEach } from './seal';

export async function viewRow(enrolment: string, type: ViewType, view: Stop | Shift, now: number): Promise<ViewRow> {
  const id = 'stop_id' in view ? view.stop_id : view.shift_id;
  return { enrolment, type, id, written_at: now, sealed: await seal(`view ${id}`, view) };
}

async function readViews(enrolment: string, type: ViewType): Promise<(Stop | Shift)[]> {
  const rows = await outbox((db) => db.getAllFromIndex('views', 'enrolment', enrolment));
  return unsealEach(rows.filter((row) => row.type === type).map((row) => [`view ${row.id}`, row.sealed]));
}

export const readOwnStops = (enrolment: string): Promise<Stop[]> => readViews(enrolment, 'stop') as Promise<Stop[]>;
export const readOwnShifts = (enrolment: string): Promise<Shift[]> => readViews(enrolment, 'shift') as Promise<Shift[]>;

/** For what is only known here, such as a break that is not over: no operation, so no number. */
export async function keepShift(enrolment: string, shift: Shift, now: number): Promise<void> {
  const row = await viewRow(enrolment, 'shift', shift, now);
  await outbox(async (db) => {
    const tx = db.transaction('views', 'readwrite', { durability: 'strict' });
    void tx.store.put(row);
    await tx.done;
  });
  announce();
}

/** What the server has erased is not kept here either. */
export async function dropErased(enrolment: string, changes: Change[]): Promise<void> {
  const erased = changes.filter((change) => change['erased']);
  if (erased.length === 0) return;
  await outbox(async (db) => {
    const tx = db.transaction('views', 'readwrite');
    for (const { type, id } of erased) void tx.store.delete([enrolment, type, id]);
    await tx.done;
  });
}

const KEEP_MS = 14 * 24 * 3600 * 1000;

/** Records older than `keep` ms leave the phone once nothing of them waits here any more. */
export async function dropOldViews(enrolment: string, now: number, keep = KEEP_MS): Promise<void> {
  await outbox(async (db) => {
    const tx = db.transaction(['operations', 'views'], 'readwrite');
    const held = await tx.objectStore('operations').index('enrolment').getAll(enrolment);
    const needed = new Set(held.map((row) => row.record_id));
    for (const row of await tx.objectStore('views').index('enrolment').getAll(enrolment)) {
      if (row.written_at < now - keep && !needed.has(row.id))
        void tx.objectStore('views').delete([enrolment, row.type, row.id]);
    }
    await tx.done;
  });
}
