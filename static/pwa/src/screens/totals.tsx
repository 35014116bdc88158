/** What a day came to: stopped and truanting always together, and the yield with its 95 % interval. */
import type { JSX } from 'preact';
import { truantsAnHour } from '../core/tally';
import { HOME, TODAY } from '../words';
import { minutesOf, totalsOf } from './state';

function AnHour({ day }: { day: string }): JSX.Element {
  const totals = totalsOf(day);
  const rate = truantsAnHour(totals, minutesOf(day));
  const { anHour, low, high } = rate ?? {};
  const found = totals.truanting > 0;
  return (
    <p class="totals__wide">
      {rate ? (
        <>
          {!found && TODAY.atMost} <b>{found ? anHour : high}</b> {TODAY.anHour}{' '}
          {found && <span>({`${low}–${high}`})</span>}
        </>
      ) : (
        TODAY.tooEarly
      )}
    </p>
  );
}

export function Totals({ day }: { day: string }): JSX.Element {
  const { stopped, truanting, withParent } = totalsOf(day);
  return (
    <div class="totals">
      <p class="totals__main">
        <span>
          <b>{stopped}</b> {HOME.stopped}
        </span>{' '}
        <span>
          <b>{truanting}</b> {HOME.truanting}
        </span>
      </p>
      <p>
        <b>{withParent}</b> {TODAY.withParent}
      </p>
      {minutesOf(day) > 0 && <AnHour day={day} />}
    </div>
  );
}
