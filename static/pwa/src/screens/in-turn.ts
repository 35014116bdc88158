/** Changes of what is recorded, one after the other. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Storage that a system has frozen may let a write never end, and the officer's next tap must not hang on that. Going
 * on is safe: what is changed next is made of what is shown, and storage keeps the order of its writes.
 */
const PATIENCE_MS = 10_000;

/** Ends when the change has ended, well or not, or has had its time. */
const endedOrLate = (change: Promise<unknown>): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(done, PATIENCE_MS);
    const end = (): void => {
      clearTimeout(timer);
      done();
    };
    change.then(end, end);
  });

/**
 * Each is made of what the one before has left: a second tap finds that it is done already, and what comes by itself,
 * such as a fix, doesn't bring back what was just being changed.
 */
export function inTurn<T>(change: () => Promise<T>): Promise<T> {
  const changing = last.then(change);
  last = last.then(() => endedOrLate(changing));
  return changing;
}

const busy = new Set<string>();

/** False, and nothing is done, while the record of this id is being written: a second tap on Save is none. */
export async function once(id: string, write: () => Promise<boolean>): Promise<boolean> {
  if (busy.has(id)) return false;
  busy.add(id);
  return write().finally(() => busy.delete(id));
}
