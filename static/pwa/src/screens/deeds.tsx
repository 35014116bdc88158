/** Change it, or remove it with a reason: what one may do with an own record. */
import type { JSX } from 'preact';
import { RECORD } from '../words';
import { cell } from './cell';
import { Why } from './stop/why';

/** The record whose removal wants a reason. */
const asksWhyOf = cell('');

interface DeedsProps {
  id: string;
  change: string;
  onChange: () => void;
  onRemove: (why: string) => void;
}

export function Deeds({ id, change, onChange, onRemove }: DeedsProps): JSX.Element {
  const ask = (whose: string) => (): void => {
    asksWhyOf.value = whose;
  };
  if (asksWhyOf.value === id)
    return (
      <div class="stack">
        <Why kind="remove" onWhy={onRemove} />
        <button class="button button--quiet" onClick={ask('')}>
          {RECORD.keep}
        </button>
      </div>
    );
  return (
    <div class="pair">
      <button class="button" onClick={onChange}>
        {change}
      </button>
      <button class="button button--warn" onClick={ask(id)}>
        {RECORD.remove}
      </button>
    </div>
  );
}
