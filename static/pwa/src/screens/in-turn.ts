/** Changes of what is recorded, one after the other. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Each is made of what the one before has left: a second tap finds that it is done already, and what comes by itself,
 * such as a fix, doesn't bring back what was just being changed.
 */
export const inTurn = <T>(change: () => Promise<T>): Promise<T> => (last = last.then(change, change)) as Promise<T>;

const busy = new Set<string>();

/** False, and nothing is done, while the record of this id is being written: a second tap on Save is none. */
export async function once(id: string, write: () => Promise<boolean>): Promise<boolean> {
  if (busy.has(id)) return false;
  busy.add(id);
  return write().finally(() => busy.delete(id));
}
