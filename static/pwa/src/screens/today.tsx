/** Today's own stops and what they come to. */
import type { JSX } from 'preact';
import { truantsAnHour } from '../core/tally';
import { londonClock } from '../core/times';
import type { StopRecord } from '../store/records';
import { Onward } from '../ui/icons';
import { Page } from '../ui/page';
import { duration, FINDING, HOME, REASON, TODAY, WITH } from '../words';
import { go } from './route';
import { minutes, todaysStops, totals } from './state';
import { StateMark } from './state-mark';

function Totals(): JSX.Element {
  const { stopped, truanting, withParent } = totals.value;
  const anHour = truantsAnHour(truanting, minutes.value);
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
        <b>{duration(minutes.value)}</b> {TODAY.officerTime}
      </p>
      {anHour !== null && (
        <p>
          <b>{anHour}</b> {TODAY.anHour}
        </p>
      )}
    </div>
  );
}

function Row({ record: { stop, state } }: { record: StopRecord }): JSX.Element {
  return (
    <li>
      <button type="button" class="row" onClick={() => go('record', stop.stop_id)}>
        <time>{londonClock(stop.stopped_at)}</time>
        <span class="row__what">
          <strong>{FINDING[stop.finding]}</strong>
          <small>{[stop.reason && REASON[stop.reason], WITH[stop.accompanied_by]].filter(Boolean).join(' · ')}</small>
          <StateMark state={state} />
        </span>
        <Onward />
      </button>
    </li>
  );
}

export function TodayScreen(): JSX.Element {
  const list = todaysStops.value;
  return (
    <Page title={TODAY.title}>
      <Totals />
      {list.length === 0 && (
        <div class="empty">
          <p>
            <strong>{TODAY.none}</strong>
          </p>
          <p>{TODAY.noneHint}</p>
        </div>
      )}
      <ul class="rows">
        {list.map((record) => (
          <Row key={record.stop.stop_id} record={record} />
        ))}
      </ul>
    </Page>
  );
}
