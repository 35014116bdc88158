/**
 * The two databases of the phone. The outbox has its own, whose version never changes: nothing an update does can
 * touch unsent operations. What was pulled can be fetched again, so its version may rise.
 * May not know what is sealed, nor why.
 */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type OpenDBCallbacks } from 'idb';
import type { ClockReading } from '../core/clock';
import type { Held } from '../core/outbox';

/** What `seal` makes of a text: only this phone's key opens it. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  box: ArrayBuffer;
}

export type Standing = 'active' | 'sign_in_needed' | 'left';

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
  cursors: { key: string; value: { enrolment: string; cursor: string } };
}

export type OutboxDB = IDBPDatabase<OutboxSchema>;
export type PulledDB = IDBPDatabase<PulledSchema>;

const OUTBOX = 'sweep-outbox';
const PULLED = 'sweep-pulled';

let troubled: (lost: boolean) => void = () => undefined;

/** Told true when a connection is lost twice running, false when one works again. */
export function onStorageTrouble(listener: (lost: boolean) => void): void {
  troubled = listener;
}

function isConnectionLost(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'UnknownError');
}

/**
 * Runs work on a connection kept open. iOS kills connections in the background: then it is opened again once,
 * and the work repeated; work must therefore bear being done twice. A second failure is reported and thrown.
 */
function keeper<DB>(
  open: (lost: () => void) => Promise<DB>,
): (<T>(work: (db: DB) => Promise<T>) => Promise<T>) & { drop(): void } {
  let current: Promise<DB> | null = null;
  const drop = (): void => {
    current = null;
  };
  const connection = (): Promise<DB> => {
    current ??= open(drop);
    current.catch(drop);
    return current;
  };
  const use = async <T>(work: (db: DB) => Promise<T>): Promise<T> => {
    try {
      return await work(await connection());
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      drop();
    }
    try {
      const done = await work(await connection());
      troubled(false);
      return done;
    } catch (error) {
      troubled(true);
      throw error;
    }
  };
  return Object.assign(use, { drop });
}

/** Another tab wants to wipe, or the system took the connection: let go, and open again when next needed. */
const givingWay = (lost: () => void): Pick<OpenDBCallbacks<unknown>, 'blocking' | 'terminated'> => ({
  blocking: (_from, _to, event) => {
    (event.target as IDBDatabase).close();
    lost();
  },
  terminated: lost,
});

/** The outbox: operations, their numbers, the views written with them, the sealing key. */
export const outbox = keeper<OutboxDB>((lost) =>
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
);

/** What the server told us. Can be thrown away and pulled again. */
export const pulled = keeper<PulledDB>((lost) =>
  openDB<PulledSchema>(PULLED, 1, {
    upgrade(db) {
      for (const name of Array.from(db.objectStoreNames)) db.deleteObjectStore(name);
      db.createObjectStore('changes', { keyPath: ['enrolment', 'type', 'id'] }).createIndex('enrolment', 'enrolment');
      db.createObjectStore('cursors', { keyPath: 'enrolment' });
    },
    ...givingWay(lost),
  }),
);

async function close(keep: typeof outbox | typeof pulled): Promise<void> {
  await (keep as typeof outbox)(async (db) => db.close()).catch(() => undefined);
  keep.drop();
}

/** Removes everything from this phone. Only for a device reported lost. */
export async function wipeDatabases(): Promise<void> {
  await Promise.all([close(outbox), close(pulled)]);
  await Promise.all([deleteDB(OUTBOX), deleteDB(PULLED)]);
}
