/** Above every screen of a practice: that it is one, and the way out. */
import type { JSX } from 'preact';
import { goOut } from '../../store/practice';
import { plural, PRACTICE } from '../../words';
import { held, me, ready } from '../state';

/** Whoever can't see the banner hears it with each screen's heading, which takes the focus. */
const tellWithHeading = (): void =>
  void requestAnimationFrame(() => document.querySelector('h1')?.setAttribute('aria-describedby', 'practice'));

export function PracticeBanner(): JSX.Element {
  tellWithHeading();
  // Its storage was cleared, or another window left it: there is nothing here to practise with.
  if (ready.value && !me.value) goOut();
  return (
    <aside class="practice" aria-label={PRACTICE.title}>
      <strong id="practice">{PRACTICE.banner}</strong>
      <details>
        <summary>{PRACTICE.leave}</summary>
        {held.value.length > 0 && <p>{plural(held.value.length, PRACTICE.deletes)}</p>}
        <button class="button" onClick={goOut}>
          {PRACTICE.leaveNow}
        </button>
      </details>
    </aside>
  );
}
