/** Says that something stored has changed, to this tab and to every other of this phone. */

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('sweep-changes');
const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listener) => listener());
if (channel) channel.onmessage = tell;

export function announce(): void {
  tell();
  channel?.postMessage(null);
}

/** Calls back after every change, whoever made it. Returns how to stop. */
export function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
