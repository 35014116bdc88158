/** The form times itself, from the tap that opened it to Save. */
import type { Pace } from '../../core/stop';

let opened = 0;
let taps = 0;

export function startPace(): void {
  opened = performance.now();
  taps = 1;
}

/** A finger that scrolls ends in no `pointerup`, so it is no tap. */
export function countTaps(): void {
  for (const kind of ['pointerup', 'keydown'])
    addEventListener(kind, () => {
      taps += 1;
    });
}

export const paceNow = (): Pace => ({ ms: Math.round(performance.now() - opened), taps });
