/** Today's own stops and what they come to. */
import type { JSX } from 'preact';
import { truantsAnHour } from '../core/tally';
import { londonClock } from '../core/times';
import type { StopRecord } from '../store/records';
import { Onward } from '../ui/icons';
import { Empty } from '../ui/lists';
import { Page } from '../ui/page';
import { duration, fill, FINDING, HOME, REASON, TODAY, URGENCY, WITH } from '../words';
import { PatrolEnded } from './patrol/ended';
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
      {minutes.value > 0 && (
        <p>
          {anHour ? (
            <>
              <b>{anHour}</b> {TODAY.anHour}
            </>
          ) : (
            TODAY.tooEarly
          )}
        </p>
      )}
    </div>
  );
}

function Row({ record: { stop, state } }: { record: StopRecord }): JSX.Element {
  return (
    <li>
      <button class="row" onClick={() => go('record', stop.stop_id)}>
        <time>{londonClock(stop.stopped_at)}</time>
        <span class="row__what">
          <strong>{FINDING[stop.finding]}</strong>
          <small>{[stop.reason && REASON[stop.reason], WITH[stop.accompanied_by]].filter(Boolean).join(' · ')}</small>
          {stop.urgent && <strong>{fill(HOME.urgent, URGENCY[stop.urgent])}</strong>}
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
      <PatrolEnded />
      <Totals />
      {list.length === 0 && <Empty text={TODAY.none} hint={TODAY.noneHint} />}
      <ul class="rows">
        {list.map((record) => (
          <Row key={record.stop.stop_id} record={record} />
        ))}
      </ul>
    </Page>
  );
}
