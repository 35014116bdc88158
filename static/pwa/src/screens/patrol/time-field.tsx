/** A day and a time of day, in London's time wherever the phone thinks it is. */
import type { JSX } from 'preact';
import { PATROL } from '../../words';

interface TimeFieldProps {
  id: string;
  label: string;
  /** As the field has it: `2026-11-23T10:04`. */
  value: string;
  onGive: (value: string) => void;
  problem?: string;
}

export function TimeField({ id, label, value, onGive, problem }: TimeFieldProps): JSX.Element {
  return (
    <div class="field">
      <label for={id}>
        {label} <small>{PATROL.london}</small>
      </label>
      {problem && (
        <p class="missing" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
      <input
        id={id}
        type="datetime-local"
        value={value}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onInput={(event) => onGive(event.currentTarget.value)}
      />
    </div>
  );
}
