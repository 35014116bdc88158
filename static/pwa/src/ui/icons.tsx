/** Shapes that say a state without colour. Decoration: the words always stand beside them. */
import type { ComponentChildren, JSX } from 'preact';

function Icon({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const Tick = (): JSX.Element => (
  <Icon>
    <path d="M4 12.5l5.5 5.5L20 6.5" fill="none" stroke="currentColor" stroke-width="3.5" />
  </Icon>
);
export const Waiting = (): JSX.Element => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="3" stroke-dasharray="4.2 2.5" />
  </Icon>
);
export const WithPerson = (): JSX.Element => (
  <Icon>
    <path d="M12 2.5L21.5 12 12 21.5 2.5 12z" fill="currentColor" />
  </Icon>
);
export const Warning = (): JSX.Element => (
  <Icon>
    <path d="M12 2L23 21.5H1z" fill="currentColor" />
    <path d="M12 9v6M12 17v2.4" stroke="#fff" stroke-width="2.4" />
  </Icon>
);
export const Target = (): JSX.Element => (
  <Icon>
    <circle cx="12" cy="12" r="7" fill="none" stroke="currentColor" stroke-width="2.5" />
    <circle cx="12" cy="12" r="2.5" fill="currentColor" />
    <path d="M12 1v5M12 18v5M1 12h5M18 12h5" stroke="currentColor" stroke-width="2.5" />
  </Icon>
);
export const Onward = (): JSX.Element => (
  <Icon>
    <path d="M8 4l8 8-8 8" fill="none" stroke="currentColor" stroke-width="3" />
  </Icon>
);
export const Back = (): JSX.Element => (
  <Icon>
    <path d="M16 4l-8 8 8 8" fill="none" stroke="currentColor" stroke-width="3" />
  </Icon>
);
