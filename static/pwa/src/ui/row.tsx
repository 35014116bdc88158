/** A line of a list, most of which can be opened. */
import type { ComponentChildren, JSX } from 'preact';
import { Onward } from './icons';

interface RowProps {
  title: ComponentChildren;
  /** Before the words, such as the time. */
  lead?: ComponentChildren;
  aside: ComponentChildren;
  small?: boolean;
  children?: ComponentChildren;
  onOpen?: (() => void) | undefined;
}

export function Row({ title, lead, aside, small, children, onOpen }: RowProps): JSX.Element {
  const Line = onOpen ? 'button' : 'div';
  return (
    <Line class={small ? 'row row--small' : 'row'} onClick={onOpen}>
      {lead}
      <span class="row__what">
        <strong>{title}</strong>
        <small>{aside}</small>
        {children}
      </span>
      {onOpen && <Onward />}
    </Line>
  );
}
