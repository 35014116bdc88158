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

const HAIRS = 'M12 1v6M12 17v6M1 12h6M17 12h6';
/** How well a place is known: a full disc, a ring, a question, a ring struck out. */
export const LIGHTS = {
  good: icon(HAIRS, 'M12 5a7 7 0 1 0 .01 0z'),
  fair: icon('M12 5a7 7 0 1 0 .01 0' + HAIRS),
  poor: icon('M12 2a10 10 0 1 0 .01 0M9 9.5a3 3 0 1 1 3 3.2v1.6M12 16.5v2'),
  none: icon('M12 4a8 8 0 1 0 .01 0M4 4l16 16'),
};
export const Onward = icon('M8 4l8 8-8 8');
export const Back = icon('M16 4l-8 8 8 8');
