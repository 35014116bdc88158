/**
 * A connection to a database that is kept open and outlives being lost: phones kill connections in the background,
 * another tab may wipe, a person may clear the site's storage. May not know what is stored.
 */
import type { OpenDBCallbacks } from 'idb';

/** What a lost connection looks like from inside a transaction; the last: another version has the database. */
const LOST = ['InvalidStateError', 'UnknownError', 'AbortError', 'VersionError'];
/** Work that takes longer is stuck behind something that no event tells of, such as an open that never ends. */
const STUCK_MS = 10_000;

const isLost = (error: unknown): boolean => error instanceof DOMException && LOST.includes(error.name);

export interface Keeper<DB> {
  /** Runs work, once more on a fresh connection where the first was lost: it must bear being done twice. */
  <T>(work: (db: DB) => Promise<T>): Promise<T>;
  drop(): void;
}

/**
 * `tell` hears true when a connection is lost twice running or work is stuck, false when work succeeds. `mend` is the
 * last resort of a database that can be had again: it is thrown away, and the work is tried a third time.
 */
export function keeper<DB>(
  open: (lost: () => void) => Promise<DB>,
  tell: (lost: boolean) => void,
  mend?: () => Promise<unknown>,
): Keeper<DB> {
  let current: Promise<DB> | null = null;
  const drop = (): void => {
    current = null;
  };
  const attempt = async <T>(work: (db: DB) => Promise<T>): Promise<T> => {
    current ??= open(drop);
    current.catch(drop);
    return work(await current);
  };
  const attempts = async <T>(work: (db: DB) => Promise<T>): Promise<T> => {
    for (const before of [drop, mend]) {
      try {
        return await attempt(work);
      } catch (error) {
        if (!isLost(error) || !before) throw error;
        drop();
        await before();
      }
    }
    return attempt(work);
  };
  const use = async <T>(work: (db: DB) => Promise<T>): Promise<T> => {
    const watch = setTimeout(tell, STUCK_MS, true);
    try {
      const done = await attempts(work);
      tell(false);
      return done;
    } catch (error) {
      if (isLost(error)) tell(true);
      throw error;
    } finally {
      clearTimeout(watch);
    }
  };
  return Object.assign(use, { drop });
}

/** Another tab wants to wipe, or the system took the connection: let go, and open again when next needed. */
export const givingWay = (lost: () => void): Pick<OpenDBCallbacks<unknown>, 'blocking' | 'terminated'> => ({
  blocking: (_from, _to, event) => {
    (event.target as IDBDatabase).close();
    lost();
  },
  terminated: lost,
});
