/** What became of a record, deed by deed: when, why, from what to what. */
import type { JSX } from 'preact';
import type { Deed, Logged } from '../core/history';
import { madeAt } from '../core/ids';
import { fill, HISTORY } from '../words';
import { moment } from './moment';

/** A field of a record: its key, its name, and the words of its values. */
export type Field = [key: string, name: string, words: object | ((value: never) => string)];

/** A value in words; empty where there is none. */
export function inWords(value: unknown, words: Field[2]): string {
  if (value === null || value === undefined || value === '') return '';
  return typeof words === 'function' ? words(value as never) : (words as Record<string, string>)[String(value)]!;
}

function steps({ was, is }: Deed, fields: Field[]): string[] {
  return fields
    .filter(([key]) => key in is)
    .map(([key, name, words]) => [name, inWords(was[key], words), inWords(is[key], words)])
    .filter(([, before, after]) => before !== after)
    .map(([name, before, after]) => fill(HISTORY.step, name!, before || HISTORY.nothing, after || HISTORY.nothing));
}

function said({ at, why, is }: Deed): string {
  if (at === null) return is['voided'] ? HISTORY.removedElsewhere : HISTORY.changedElsewhere;
  const changed = is['voided'] === false ? HISTORY.putBack : HISTORY.changed;
  const words = fill(is['voided'] ? HISTORY.removed : changed, moment(at));
  return why ? words : fill(HISTORY.atDesk, words);
}

interface HistoryProps {
  id: string;
  record: Logged;
  fields: Field[];
}

export function History({ id, record, fields }: HistoryProps): JSX.Element {
  return (
    <section class="history">
      <h2>{HISTORY.title}</h2>
      <ol>
        <li>{fill(HISTORY.recorded, moment(madeAt(id)))}</li>
        {(record.log ?? []).map((deed, i) => (
          <li key={i}>
            {said(deed)}
            {deed.why && ` · ${deed.why}`}
            {steps(deed, fields).map((step) => (
              <small key={step}>{step}</small>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
