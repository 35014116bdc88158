/** Step 3 of a stop's way: always there, always in words. */
import type { JSX } from 'preact';
import { Tick, Waiting, Warning } from './icons';

export interface BadgeProps {
  text: string;
  /** A second line, such as the time of the last contact. */
  aside: string;
  state: 'sent' | 'waiting' | 'needs_you';
  sendNow: string | null;
  onSend: () => void;
  onTrouble: () => void;
}

const SHAPES = { sent: Tick, waiting: Waiting, needs_you: Warning };

export function SyncBadge({ text, aside, state, sendNow, onSend, onTrouble }: BadgeProps): JSX.Element {
  const Shape = SHAPES[state];
  const words = (
    <>
      <Shape />
      <span>
        <strong role="status">{text}</strong> <small>{aside}</small>
      </span>
    </>
  );
  return (
    <div class={`badge badge--${state}`}>
      {state === 'needs_you' ? (
        <button type="button" class="badge__words" onClick={onTrouble}>
          {words}
        </button>
      ) : (
        <div class="badge__words">{words}</div>
      )}
      {sendNow && (
        <button type="button" class="badge__send" onClick={onSend}>
          {sendNow}
        </button>
      )}
    </div>
  );
}
