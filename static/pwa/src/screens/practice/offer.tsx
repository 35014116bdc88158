/** The way into practice. */
import type { JSX } from 'preact';
import { goIn } from '../../store/practice';
import { PRACTICE } from '../../words';
import { me } from '../state';

/** One practises in one's own role; who has none yet, in that of the most. */
const enter = (): void => goIn(`${me.value?.officer.role ?? 'constable'} ${Date.now()}`);

export const Practise = (): JSX.Element => (
  <section class="stack">
    <h2>{PRACTICE.title}</h2>
    <p>{PRACTICE.offer}</p>
    <button class="button button--quiet" onClick={enter}>
      {PRACTICE.enter}
    </button>
  </section>
);
