/** What the server last told this enrolment: sweeps, sites, rosters, areas, and the officer's own records. */
import { announce } from './changes';
import { pulled, type PulledRow } from './db';
import { seal, unsealEach } from './seal';

/** One change as the server sends it; its other fields depend on `type`. */
export interface Change {
  type: string;
  id: string;
  rev: number;
  deleted: boolean;
  [field: string]: unknown;
}

const label = (enrolment: string, { type, id }: { type: string; id: string }): string =>
  `pulled ${enrolment} ${type} ${id}`;

async function sealed(enrolment: string, change: Change): Promise<PulledRow> {
  const { type, id, rev, deleted } = change;
  return { enrolment, type, id, rev, deleted, sealed: await seal(label(enrolment, change), change) };
}

export async function readCursor(enrolment: string): Promise<string | null> {
  return (await pulled((db) => db.get('cursors', enrolment)))?.cursor ?? null;
}

/**
 * One page of changes and the cursor after it, together. A row never goes back to an older `rev`.
 * False, and nothing is kept, where `asked` is not the cursor any more: another tab went on from it, or the storage
 * was emptied meanwhile, and all that came before this page is gone. `whole`: no more pages come after it.
 */
export async function keepPage(
  enrolment: string,
  asked: string | null,
  changes: Change[],
  cursor: string,
  whole = true,
): Promise<boolean> {
  const rows = await Promise.all(changes.map((change) => sealed(enrolment, change)));
  let news = rows.length > 0;
  const kept = await pulled(async (db) => {
    const tx = db.transaction(['changes', 'cursors'], 'readwrite');
    const before = await tx.objectStore('cursors').get(enrolment);
    if ((before?.cursor ?? null) !== asked) return false;
    news ||= before?.whole !== whole;
    for (const row of rows) {
      const known = await tx.objectStore('changes').get([enrolment, row.type, row.id]);
      if (!known || known.rev <= row.rev) void tx.objectStore('changes').put(row);
    }
    void tx.objectStore('cursors').put({ enrolment, cursor, whole });
    await tx.done;
    return true;
  });
  if (kept && news) announce();
  return kept;
}

/** Forgets all that was pulled, to pull from the start. */
export async function forgetPulled(enrolment: string): Promise<void> {
  await pulled(async (db) => {
    const tx = db.transaction(['changes', 'cursors'], 'readwrite');
    for (const key of await tx.objectStore('changes').index('enrolment').getAllKeys(enrolment))
      void tx.objectStore('changes').delete(key);
    void tx.objectStore('cursors').delete(enrolment);
    await tx.done;
  });
}

export interface Pulled {
  changes: Change[];
  /** All that the server has for this officer is here: what isn't, it doesn't have. */
  whole: boolean;
}

/** What a whole authority shares: in a city hundreds of rows, and none that the first screen shows. */
const GROUND = ['school', 'term'];

/** Everything pulled, or all but the ground; deleted ones too: they tell that a record is gone. */
export async function readPulled(enrolment: string, ground = true): Promise<Pulled> {
  const [rows, cursor] = await pulled((db) => {
    const tx = db.transaction(['changes', 'cursors']);
    const changes = tx.objectStore('changes').index('enrolment').getAll(enrolment);
    return Promise.all([changes, tx.objectStore('cursors').get(enrolment)]);
  });
  const wanted = rows.filter(({ type }) => ground || !GROUND.includes(type));
  const changes = await unsealEach<Change>(wanted.map((row) => [label(enrolment, row), row.sealed]));
  return { changes, whole: cursor?.whole === true };
}
