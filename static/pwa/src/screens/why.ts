/** Why what waits on this phone has not gone, and when it is tried next, as every screen says it. */
import type { Why } from '../core/why';
import { derived } from './cell';
import { me, now, storageLost, timing } from './state';

/** Null: nothing has been tried yet. What the server last said of this officer stays true when the app is closed. */
export const whyWaiting = derived<Why | null>(() => {
  if (storageLost.value) return 'storage';
  const { standing, id } = me.value ?? {};
  if (standing === 'sign_in_needed') return 'sign_in';
  if (standing === 'left') return 'signed_off';
  return (id && timing.value.why[id]) || null;
});

/** `0:20` until the next try; empty when none is due. */
export function countdown(): string {
  if (timing.value.next_try === null) return '';
  const seconds = Math.max(0, Math.round((timing.value.next_try - now.value) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
