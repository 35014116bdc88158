/** How Sweep comes onto the Home Screen: in steps, for the officer's own phone. */
import type { JSX } from 'preact';
import { isApple } from '../core/phones';
import { INSTALL } from '../words';
import { counts } from './state';

const isInBrowserTab = (): boolean => !matchMedia('(display-mode: standalone)').matches;

export const onApple = (): boolean => isApple(navigator.userAgent, navigator.maxTouchPoints);

/** Nothing where it is there already. */
export function HowToInstall(): JSX.Element | null {
  if (!isInBrowserTab()) return null;
  const { why, steps } = INSTALL[onApple() ? 'iphone' : 'android'];
  return (
    <section class="install">
      <h2>{INSTALL.title}</h2>
      <p>{why}</p>
      {onApple() && counts.value.unsent > 0 && <p class="missing">{INSTALL.sendFirst}</p>}
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
