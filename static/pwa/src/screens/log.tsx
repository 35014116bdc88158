/** The rows of the log: stops, those that were removed, and patrol times. */
import type { JSX } from 'preact';
import { reference } from '../core/ids';
import { recordState } from '../core/outbox';
import { officerMinutes, type Shift } from '../core/shift';
import { londonClock, londonDay } from '../core/times';
import type { StopRecord } from '../store/records';
import { Row } from '../ui/row';
import { duration, fill, FINDING, HOME, londonDate, OUTCOME, plural, REASON, TODAY, URGENCY, WITH } from '../words';
import { cell } from './cell';
import { asked, day, listed } from './day';
import { officerName, times } from './patrol/roster';
import { go, onScreen } from './route';
import { allShifts, byOthers, held, minutesOf, now, removed, shiftsOf } from './state';
import { StateMark } from './state-mark';

const AT_ONCE = 60;
const most = cell(AT_ONCE);
onScreen(() => {
  most.value = AT_ONCE;
});

function StopRow({ record: { stop, state } }: { record: StopRecord }): JSX.Element {
  const known = [
    asked.value && londonDate(stop.stopped_at),
    reference(stop.stop_id),
    stop.reason && REASON[stop.reason],
    WITH[stop.accompanied_by],
    stop.outcome && OUTCOME[stop.outcome],
  ];
  return (
    <Row
      lead={<time>{londonClock(stop.stopped_at)}</time>}
      title={FINDING[stop.finding]}
      aside={known.filter(Boolean).join(' · ')}
      onOpen={() => go('record', stop.stop_id)}
    >
      {stop.urgent && <strong>{fill(HOME.urgent, URGENCY[stop.urgent])}</strong>}
      <StateMark state={state} />
    </Row>
  );
}

const Rows = ({ list }: { list: StopRecord[] }): JSX.Element => (
  <ul class="rows">
    {list.map((record) => (
      <li key={record.stop.stop_id}>
        <StopRow record={record} />
      </li>
    ))}
  </ul>
);

export function Stops({ list }: { list: StopRecord[] }): JSX.Element {
  return (
    <>
      <Rows list={list.slice(0, most.value)} />
      {list.length > most.value && (
        <button
          class="button button--quiet"
          onClick={() => {
            most.value += AT_ONCE;
          }}
        >
          {plural(list.length - most.value, TODAY.more)}
        </button>
      )}
    </>
  );
}

/** Whose time it is; of one's own on another phone, whose phone. */
const whose = ({ officer_id, recorded_by }: Shift): string =>
  recorded_by === undefined ? officerName(officer_id) : recorded_by ? fill(TODAY.onPhoneOf, recorded_by) : TODAY.atDesk;

function ShiftRow({ shift }: { shift: Shift }): JSX.Element {
  const { shift_id, voided } = shift;
  // Of what never was, nobody wants to know how long it went on.
  const minutes = voided ? '' : ` · ${duration(officerMinutes([shift], now.value))}`;
  return (
    <Row
      small
      title={whose(shift)}
      aside={times(shift) + minutes}
      onOpen={shift.recorded_by === undefined ? () => go('shift', shift_id) : undefined}
    >
      <StateMark state={recordState(held.value.filter((one) => one.record_id === shift_id))} />
    </Row>
  );
}

const ShiftRows = ({ list }: { list: Shift[] }): JSX.Element => (
  <ul class="rows rows--lists">
    {list.map((shift) => (
      <li key={shift.shift_id}>
        <ShiftRow shift={shift} />
      </li>
    ))}
  </ul>
);

/** Not counted, and not hidden. */
export function Removed(): JSX.Element | null {
  const list = listed(removed.value);
  const isRemoved = ({ voided, started_at }: Shift): boolean => voided === true && londonDay(started_at) === day.value;
  const times = asked.value.trim() ? [] : allShifts.value.filter(isRemoved);
  const many = list.length + times.length;
  if (many === 0) return null;
  return (
    <details class="rest">
      <summary>{plural(many, TODAY.removed)}</summary>
      <Rows list={list} />
      <ShiftRows list={times} />
    </details>
  );
}

const timesOf = (day: string, list: Shift[], words: string): JSX.Element | false =>
  list.length > 0 && (
    <details class="rest">
      <summary>
        <b>{duration(minutesOf(day, list))}</b> {words}
      </summary>
      <ShiftRows list={list} />
    </details>
  );

export const PatrolTimes = ({ day }: { day: string }): JSX.Element => (
  <>
    {timesOf(day, shiftsOf(day), TODAY.officerTime)}
    {timesOf(day, shiftsOf(day, byOthers.value), TODAY.byOthers)}
  </>
);
