/** One-tap answers. Tiles: exactly one, real radio buttons under large labels. Chips: one or none, pressed again to undo. */
import type { ComponentChildren, JSX } from 'preact';

export interface Option<T extends string> {
  value: T;
  label: string;
}

interface TilesProps<T extends string> {
  name: string;
  legend: string;
  options: Option<T>[];
  chosen: T | null;
  onChoose: (value: T) => void;
  /** Said when Save was tapped without an answer. */
  missing?: string | undefined;
  hint?: string;
  /** Enter on an answer, as in any form: else who has only keys passes every question on the way to Save. */
  onEnter?: () => void;
}

export function Tiles<T extends string>(props: TilesProps<T>): JSX.Element {
  const { name, legend, options, chosen, onChoose, missing, hint, onEnter } = props;
  return (
    <fieldset class={`tiles tiles--${name}${missing ? ' tiles--missing' : ''}`}>
      <legend>{legend}</legend>
      {missing && (
        <p class="missing" id={`${name}-missing`}>
          {missing}
        </p>
      )}
      <div class="tiles__grid">
        {options.map(({ value, label }) => (
          <label class="tile" key={value}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
              onKeyDown={({ key }) => key === 'Enter' && onEnter?.()}
              aria-describedby={missing ? `${name}-missing` : undefined}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {hint !== undefined && (
        <p class="tiles__hint" aria-live="polite">
          {hint}
        </p>
      )}
    </fieldset>
  );
}

interface ChipsProps<T extends string> {
  legend: string;
  options: Option<T>[];
  chosen: T | null;
  onChoose: (value: T | null) => void;
  children?: ComponentChildren;
}

export function Chips<T extends string>({ legend, options, chosen, onChoose, children }: ChipsProps<T>): JSX.Element {
  return (
    <fieldset class="chips">
      <legend>{legend}</legend>
      {children}
      <div class="chips__row">
        {options.map(({ value, label }) => (
          <button
            class="chip"
            key={value}
            aria-pressed={value === chosen}
            onClick={() => onChoose(value === chosen ? null : value)}
          >
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** One option for each of `values`; all that there are words for, in their order, unless given. */
export function options<T extends string>(
  words: Record<T, string>,
  values: readonly T[] = Object.keys(words) as T[],
): Option<T>[] {
  return values.map((value) => ({ value, label: words[value] }));
}
