/** A day and a time of day, in London's time wherever the phone thinks it is; or a number of minutes. */
import type { JSX } from 'preact';
import { PATROL } from '../../words';

interface TimeFieldProps {
  id: string;
  label: string;
  minutes?: boolean;
  /** As the field has it: `2026-11-23T10:04`, or `20`. */
  value: string;
  onType: (value: string) => void;
  problem: string;
}

export function TimeField({ id, label, minutes, value, onType, problem }: TimeFieldProps): JSX.Element {
  return (
    <div class="field">
      <label for={id}>
        {label} <small>{minutes ? PATROL.inMinutes : PATROL.london}</small>
      </label>
      {problem && (
        <p class="missing" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
      <input
        id={id}
        type={minutes ? 'number' : 'datetime-local'}
        value={value}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </div>
  );
}
