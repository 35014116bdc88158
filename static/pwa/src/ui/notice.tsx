/** A line that stays until it has served: saved, a new version, something wrong. */
import type { ComponentChildren, JSX } from 'preact';

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

export function UpdateBanner({
  text,
  action,
  onUse,
}: {
  text: string;
  action: string;
  onUse: () => void;
}): JSX.Element {
  return (
    <Notice tone="plain">
      <p role="status">{text}</p>
      <button type="button" class="button button--quiet" onClick={onUse}>
        {action}
      </button>
    </Notice>
  );
}
