/** The form times itself, from the tap that opened it to Save. */
import type { Pace } from '../../core/stop';

let opened = 0;
let taps = 0;

export function startPace(): void {
  opened = performance.now();
  taps = 1;
}

/** As long as a double tap may take. */
const DOUBLE_MS = 500;

/** The second half of a double tap on what opened the form: it answers no question of the form. */
function ignoreDouble(event: MouseEvent): void {
  if (event.detail < 2 || event.timeStamp - opened > DOUBLE_MS) return;
  event.preventDefault();
  event.stopPropagation();
}

/** A finger that scrolls ends in no `pointerup`, so it is no tap. */
export function countTaps(): void {
  addEventListener('click', ignoreDouble, true);
  for (const kind of ['pointerup', 'keydown'])
    addEventListener(kind, () => {
      taps += 1;
    });
}

export const paceNow = (): Pace => ({ ms: Math.round(performance.now() - opened), taps });
