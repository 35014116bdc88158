/** A line that stays until it has served: saved, a new version, something wrong. */
import type { ComponentChildren, JSX } from 'preact';
import { SHAPES } from './icons';

interface NoticeProps {
  tone: 'good' | 'bad' | 'plain';
  children: ComponentChildren;
}

export function Notice({ tone, children }: NoticeProps): JSX.Element {
  return (
    <div class={`notice notice--${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
      {children}
    </div>
  );
}

/** To be had in mind, and no hindrance. */
export const Warning = ({ text }: { text: string }): JSX.Element => (
  <p class="warning">
    <SHAPES.needs_you />
    <strong>{text}</strong>
  </p>
);

interface OfferProps {
  tone?: NoticeProps['tone'];
  text: string;
  action: string;
  onTake: () => void;
}

export function Offer({ tone = 'plain', text, action, onTake }: OfferProps): JSX.Element {
  return (
    <Notice tone={tone}>
      <p role={tone === 'bad' ? undefined : 'status'}>{text}</p>
      <button class="button button--quiet" onClick={onTake}>
        {action}
      </button>
    </Notice>
  );
}
