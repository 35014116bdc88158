/** Step 3 of a stop's way: always there, always in words. */
import type { JSX } from 'preact';
import { SHAPES } from './icons';

export interface BadgeProps {
  text: string;
  /** A second line, such as the time of the last contact. */
  aside: string;
  /** `to_read`: a remark that asks for nothing else. */
  state: 'sent' | 'waiting' | 'to_read' | 'needs_you';
  sendNow: string | null;
  onSend: () => void;
  /** Null: there is nothing to see, or we are there. */
  onTrouble: (() => void) | null;
}

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
      {onTrouble ? (
        <button class="badge__words" onClick={onTrouble}>
          {words}
        </button>
      ) : (
        <div class="badge__words">{words}</div>
      )}
      {sendNow && (
        <button class="badge__send" onClick={onSend}>
          {sendNow}
        </button>
      )}
    </div>
  );
}
