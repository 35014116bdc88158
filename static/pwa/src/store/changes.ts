/** Says that something stored has changed, to this tab and to every other of this phone. */
import type { Shift } from '../core/shift';
import type { Stop } from '../core/stop';
import type { OperationRow, ViewType } from './db';
import { called } from './practice';

/** What was saved, as the screens show it. */
export interface Written {
  operation: OperationRow;
  type: ViewType;
  shown: Stop | Shift;
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(called('sweep-changes'));
/** `written`: what this tab has just saved, where that is all that changed. */
type Listener = (written?: Written[]) => void;
const listeners = new Set<Listener>();
const tell: Listener = (written) => listeners.forEach((listener) => listener(written));
let wiped = false;
if (channel)
  channel.onmessage = ({ data }) => {
    wiped ||= data === 'wiped';
    tell();
  };

export function announce(written?: Written[]): void {
  tell(written);
  channel?.postMessage(null);
}

/** This phone was reported lost and has just been cleared. */
export function announceWipe(): void {
  wiped = true;
  tell();
  channel?.postMessage('wiped');
}

/** Was it we who cleared this phone, in whichever tab? Asked once. */
export function takeWiped(): boolean {
  const was = wiped;
  wiped = false;
  return was;
}

/** Calls back after every change, whoever made it. Returns how to stop. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
