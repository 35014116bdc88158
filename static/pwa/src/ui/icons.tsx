/** Shapes that say a state without colour. Decoration: the words always stand beside them. Drawn as `_frame` says. */
import type { JSX } from 'preact';

const icon =
  (line: string, area = '') =>
  (): JSX.Element => (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path class="icon__area" d={area} />
      <path d={line} />
    </svg>
  );

const Tick = icon('M4 12.5l5.5 5.5L20 6.5');
const Waiting = icon('M12 3.5a8.5 8.5 0 1 0 .01 0M12 7v5l3.5 2');
const WithPerson = icon('', 'M12 2.5L21.5 12 12 21.5 2.5 12z');
const Remark = icon('M3 4h18v12h-9l-5 5v-5H3z');
const Warning = icon('', 'M12 2L23 21.5H1zM10.8 9v6h2.4V9zM10.8 17v2.4h2.4V17z');
/** One shape for each state of a record, and of the badge. */
export const SHAPES = {
  sent: Tick,
  waiting: Waiting,
  with_coordinator: WithPerson,
  to_read: Remark,
  needs_you: Warning,
};

/** How well a place is known. */
export const LIGHTS = {
  good: Tick,
  fair: icon('M12 5a7 7 0 1 0 .01 0M12 1v5M12 18v5M1 12h5M18 12h5M12 11v2'),
  poor: Warning,
  none: Waiting,
};
export const Onward = icon('M8 4l8 8-8 8');
export const Back = icon('M16 4l-8 8 8 8');
