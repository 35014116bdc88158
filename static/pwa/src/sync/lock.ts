/**
 * One sender at a time among this phone's tabs. A tab the system has frozen may keep the lock for ever, so after
 * a while it is taken from it: two senders do no harm, the server's ledger counts each operation once.
 */
const PATIENCE_MS = 65_000;

export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work();
  let started = false;
  const run = (): Promise<T> => {
    started = true;
    return work();
  };
  try {
    return await navigator.locks.request(name, { signal: AbortSignal.timeout(PATIENCE_MS) }, run);
  } catch (error) {
    if (started) throw error;
    return navigator.locks.request(name, { steal: true }, run);
  }
}
