/**
 * One sender at a time among this phone's tabs. A tab the system has frozen may keep the lock for ever, so after
 * a while it is taken from it: two senders do no harm, the server's ledger counts each operation once.
 */
const PATIENCE_MS = 65_000;

let patience = new AbortController();

/** Somebody is waiting: if the lock isn't ours in `ms`, it is taken. */
export function takeSoon(ms: number): void {
  const now = patience;
  setTimeout(() => now.abort(), ms);
}

export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work();
  const { signal } = (patience = new AbortController());
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  let begun: Promise<T> | undefined;
  const run = (): Promise<T> => {
    clearTimeout(timer);
    return (begun = work());
  };
  // Who is robbed of the lock in the middle of the work finishes it all the same.
  const orBegun = (error: unknown): Promise<T> => begun ?? Promise.reject(error);
  try {
    return await navigator.locks.request(name, { signal }, run).catch(orBegun);
  } catch (error) {
    if (!signal.aborted) throw error;
    return navigator.locks.request(name, { steal: true }, run).catch(orBegun);
  }
}
