/**
 * The two databases of the phone. The outbox has its own, whose version never changes: nothing an update does can
 * touch unsent operations. What was pulled can be fetched again, so its version may rise.
 * May not know what is sealed, nor why.
 */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { ClockReading } from '../core/clock';
import type { Held } from '../core/outbox';
import type { PublicKey } from './jwe';
import { givingWay, keeper, type Keeper } from './keeper';
import { called, practised } from './practice';

/** What `seal` makes of a text: only this phone's key opens it. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  box: ArrayBuffer;
}

/**
 * `leaving`: signed off at the desk a short while ago; what it sends is taken, and kept out until a coordinator
 * decides. `left`: signed off so long ago that nothing of it is taken.
 */
export type Standing = 'active' | 'sign_in_needed' | 'leaving' | 'left';

/** One officer on this phone. Never deleted but by a wipe. */
export interface EnrolmentRow {
  id: string;
  device_id: string;
  standing: Standing;
  /** Highest `seq` given out. */
  made: number;
  epoch: string;
  /** Highest `rev` of the authority seen in this epoch. */
  rev: number;
  clock: ClockReading | null;
  contact_at: number | null;
  /** The server's own time in its last answer, in ms. */
  heard_at?: number;
  /** What a rescue file is sealed to. Not with what was pulled: it must be there when there is no network. */
  rescue_key?: PublicKey;
  sealed: Sealed;
}

export interface OperationRow extends Held {
  sealed: Sealed;
}

export type ViewType = 'stop' | 'shift';

export interface ViewRow {
  enrolment: string;
  type: ViewType;
  id: string;
  written_at: number;
  sealed: Sealed;
}

export interface PulledRow {
  enrolment: string;
  type: string;
  id: string;
  rev: number;
  deleted: boolean;
  sealed: Sealed;
}

interface OutboxSchema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  enrolments: { key: string; value: EnrolmentRow };
  operations: { key: string; value: OperationRow; indexes: { enrolment: string } };
  views: { key: [string, string, string]; value: ViewRow; indexes: { enrolment: string } };
  notes: { key: string; value: Sealed };
}

interface PulledSchema extends DBSchema {
  changes: { key: [string, string, string]; value: PulledRow; indexes: { enrolment: string } };
  /** `whole`: with this cursor's page all that the server had was here. */
  cursors: { key: string; value: { enrolment: string; cursor: string; whole?: boolean } };
}

export type OutboxDB = IDBPDatabase<OutboxSchema>;
export type PulledDB = IDBPDatabase<PulledSchema>;

const NAMES = ['sweep-outbox', 'sweep-pulled'] as const;
const [OUTBOX, PULLED] = NAMES.map(called) as [string, string];

let troubled = false;
let onTrouble: (lost: boolean) => void = () => undefined;

/** Told true when nothing can be saved on this phone, false when it can again. */
export function onStorageTrouble(listener: (lost: boolean) => void): void {
  onTrouble = listener;
  // The databases are opened before anybody can listen.
  if (troubled) listener(true);
}

function tell(lost: boolean): void {
  if (lost === troubled) return;
  troubled = lost;
  onTrouble(lost);
}

/** The outbox: operations, their numbers, the views written with them, the sealing key. */
export const outbox = keeper<OutboxDB>(
  (lost) =>
    openDB<OutboxSchema>(OUTBOX, 1, {
      upgrade(db) {
        db.createObjectStore('keys');
        db.createObjectStore('enrolments', { keyPath: 'id' });
        db.createObjectStore('operations', { keyPath: 'op_id' }).createIndex('enrolment', 'enrolment');
        db.createObjectStore('views', { keyPath: ['enrolment', 'type', 'id'] }).createIndex('enrolment', 'enrolment');
        db.createObjectStore('notes');
      },
      ...givingWay(lost),
    }),
  tell,
);

/** Throws away what was pulled, and its space with it. */
export async function deletePulled(): Promise<void> {
  await close(pulled);
  await deleteDB(PULLED);
}

/** What the server told us. Can be thrown away and pulled again, so its troubles are nobody's. */
export const pulled = keeper<PulledDB>(
  (lost) =>
    openDB<PulledSchema>(PULLED, 1, {
      upgrade(db) {
        for (const name of Array.from(db.objectStoreNames)) db.deleteObjectStore(name);
        db.createObjectStore('changes', { keyPath: ['enrolment', 'type', 'id'] }).createIndex('enrolment', 'enrolment');
        db.createObjectStore('cursors', { keyPath: 'enrolment' });
      },
      ...givingWay(lost),
    }),
  () => undefined,
  () => deleteDB(PULLED),
);

async function close(keep: Keeper<OutboxDB> | Keeper<PulledDB>): Promise<void> {
  await (keep as Keeper<OutboxDB>)(async (db) => db.close()).catch(() => undefined);
  keep.drop();
}

const STORES = ['keys', 'enrolments', 'operations', 'views', 'notes'] as const;

/** Removes everything from this phone. Only for a device reported lost. */
export async function wipeDatabases(): Promise<void> {
  // Emptied first: a frozen tab that can't let go would hold up the deleting.
  await outbox(async (db) => {
    const tx = db.transaction(STORES, 'readwrite', { durability: 'strict' });
    await Promise.all([...STORES.map((name) => tx.objectStore(name).clear()), tx.done]);
  }).catch(() => undefined);
  await close(outbox);
  await Promise.all([deleteDB(OUTBOX), deletePulled()]);
}

/** Removes what was practised on this phone. Touches nothing real. */
export const deletePractice = (): void => NAMES.forEach((name) => void deleteDB(practised(name)));
