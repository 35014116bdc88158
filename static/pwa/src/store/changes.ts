/** Says that something stored has changed, to this tab and to every other of this phone. */
import type { Shift } from '../core/shift';
import type { Stop } from '../core/stop';
import type { OperationRow, ViewType } from './db';

/** What was saved, as the screens show it. */
export interface Written {
  operation: OperationRow;
  type: ViewType;
  shown: Stop | Shift;
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('sweep-changes');
/** `written`: what this tab has just saved, where that is all that changed. */
type Listener = (written?: Written[]) => void;
const listeners = new Set<Listener>();
const tell: Listener = (written) => listeners.forEach((listener) => listener(written));
if (channel) channel.onmessage = () => tell();

export function announce(written?: Written[]): void {
  tell(written);
  channel?.postMessage(null);
}

/** Calls back after every change, whoever made it. Returns how to stop. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
