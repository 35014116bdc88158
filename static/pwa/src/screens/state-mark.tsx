/** The states of a record: a shape and its words, never colour alone. */
import type { JSX } from 'preact';
import type { RecordState } from '../core/outbox';
import { SHAPES } from '../ui/icons';
import { STATE } from '../words';

export function StateMark({ state }: { state: RecordState }): JSX.Element {
  const Shape = SHAPES[state];
  return (
    <span class={`mark mark--${state}`}>
      <Shape />
      {STATE[state]}
    </span>
  );
}
