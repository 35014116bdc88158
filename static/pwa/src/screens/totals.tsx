/** What a day came to: stopped and truanting always together, and the yield with its 95 % interval. */
import type { JSX } from 'preact';
import { truantsAnHour } from '../core/tally';
import { duration, HOME, TODAY } from '../words';
import { minutesOf, totalsOf } from './state';

function AnHour({ day }: { day: string }): JSX.Element {
  const totals = totalsOf(day);
  const rate = truantsAnHour(totals, minutesOf(day));
  if (!rate) return <p>{TODAY.tooEarly}</p>;
  return totals.truanting ? (
    <p>
      <b>{rate.anHour}</b> {TODAY.anHour} ({rate.low}–{rate.high})
    </p>
  ) : (
    <p>
      {TODAY.atMost} <b>{rate.high}</b> {TODAY.anHour}
    </p>
  );
}

export function Totals({ day }: { day: string }): JSX.Element {
  const { stopped, truanting, withParent } = totalsOf(day);
  const minutes = minutesOf(day);
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
      <p>
        <b>{duration(minutes)}</b> {TODAY.officerTime}
      </p>
      {minutes > 0 && <AnHour day={day} />}
    </div>
  );
}
