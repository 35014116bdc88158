/** A line of a list that can be opened. */
import type { ComponentChildren, JSX } from 'preact';
import { Onward } from './icons';

interface RowProps {
  title: ComponentChildren;
  /** Before the words, such as the time. */
  lead?: ComponentChildren;
  aside: ComponentChildren;
  children?: ComponentChildren;
  onOpen: () => void;
}

export function Row({ title, lead, aside, children, onOpen }: RowProps): JSX.Element {
  return (
    <button class={lead ? 'row' : 'row row--small'} onClick={onOpen}>
      {lead}
      <span class="row__what">
        <strong>{title}</strong>
        <small>{aside}</small>
        {children}
      </span>
      <Onward />
    </button>
  );
}
