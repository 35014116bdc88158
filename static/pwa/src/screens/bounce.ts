/**
 * A cold, wet finger bounces: its second tap lands on what the first has just brought under it, or takes back what the
 * first has answered. So the spot where a finger was takes no tap for a moment, and again once the screen has changed;
 * every other spot does at once, and keys and screen readers everywhere. What quick taps are meant for lies above it.
 */
import { onScreen } from './route';

/** The two taps of a bounce lie closer together than that, and nobody has read a new screen so soon. */
const BOUNCE_MS = 300;

/** One for all taps, moved to where it is wanted: making it anew would cost each tap a layout. */
const there = document.createElement('div');
there.className = 'shield';
document.body.append(there);

let last: MouseEvent | undefined;
let turn = 0;

function shield(event = last): void {
  last = event;
  // A key's click has no place.
  if (!event?.detail) return;
  turn += 1;
  const mine = turn;
  there.style.cssText = `visibility:visible;translate:${event.clientX}px ${event.clientY}px`;
  const gone = (): void => void (mine === turn && (there.style.cssText = ''));
  // From the frame that shows what came: a slow phone draws it late.
  requestAnimationFrame(() => setTimeout(gone, BOUNCE_MS));
}

addEventListener('click', shield);
onScreen(() => shield());
