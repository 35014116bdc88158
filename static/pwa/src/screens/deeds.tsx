/** Changing an own record, or removing it with a reason. */
import type { ComponentChildren, JSX } from 'preact';
import { RECORD } from '../words';
import { cell } from './cell';
import { onScreen } from './route';
import { Why } from './stop/why';

const removing = cell(false);
const toggle = (): void => {
  removing.value = !removing.value;
};
onScreen(() => {
  removing.value = false;
});

/** `children`: how it is changed; not there while its removal is asked about. */
export function Deeds({
  children,
  onRemove,
}: {
  children: ComponentChildren;
  onRemove: (why: string) => void;
}): JSX.Element {
  const asks = removing.value;
  return (
    <div class="stack">
      {asks ? <Why kind="remove" onWhy={onRemove} /> : children}
      <button class={asks ? 'button button--quiet' : 'button button--warn'} onClick={toggle}>
        {asks ? RECORD.keep : RECORD.remove}
      </button>
    </div>
  );
}
