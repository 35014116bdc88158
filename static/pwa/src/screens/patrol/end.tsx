/** Ending the patrol: now, or when it really ended if that was forgotten. */
import type { JSX } from 'preact';
import { officerMinutes, type Shift } from '../../core/shift';
import { fromLondon, londonWall } from '../../core/times';
import { Page } from '../../ui/page';
import { APP, PATROL, duration, fill } from '../../words';
import { cell } from '../cell';
import { moment } from '../moment';
import { goInstead, onScreen } from '../route';
import { now } from '../state';
import { overdue, proposedEnd } from './ending';
import { endShifts } from './keeping';
import { officerName } from './roster';
import { TimeField } from './time-field';

const earlier = cell('');
const problem = cell('');
onScreen(() => {
  earlier.value = problem.value = '';
});

async function end(shifts: Shift[], at: number): Promise<void> {
  if (await endShifts(shifts, at)) goInstead('today');
}

/** The time given; until then when it will have ended, or now, to be turned back. */
const given = (shifts: Shift[]): string =>
  earlier.value || londonWall((overdue.value.length > 0 && proposedEnd(shifts)) || now.value);

function endEarlier(shifts: Shift[]): void {
  const at = fromLondon(given(shifts));
  const start = Math.min(...shifts.map((shift) => shift.started_at));
  // The field knows whole minutes; an end in the minute of the start is clamped to it.
  if (at > start - 60_000 && at <= Date.now()) void end(shifts, at);
  else problem.value = PATROL.badTime;
}

function Earlier({ shifts }: { shifts: Shift[] }): JSX.Element {
  return (
    <details class="earlier" open={overdue.value.length > 0}>
      <summary>{PATROL.earlier}</summary>
      <TimeField
        id="ended"
        label={PATROL.when}
        value={given(shifts)}
        problem={problem.value}
        onType={(value) => {
          earlier.value = value;
        }}
      />
      <button class="button" onClick={() => endEarlier(shifts)}>
        {PATROL.endAt}
      </button>
    </details>
  );
}

export function EndPatrol({ shifts, onDone }: { shifts: Shift[]; onDone: () => void }): JSX.Element {
  return (
    <Page title={PATROL.endTitle} back={{ label: APP.back, onBack: onDone }}>
      <dl class="facts facts--times">
        {shifts.map((shift) => (
          <div key={shift.shift_id}>
            <dt>
              {officerName(shift.officer_id)}
              <small>{fill(PATROL.since, moment(shift.started_at))}</small>
            </dt>
            <dd>{duration(officerMinutes([shift], now.value))}</dd>
          </div>
        ))}
      </dl>
      <div class="stack">
        <button class="button button--main" onClick={() => void end(shifts, Date.now())}>
          {PATROL.endNow}
        </button>
        <button class="button button--quiet" onClick={onDone}>
          {PATROL.keepOn}
        </button>
        <Earlier shifts={shifts} />
      </div>
    </Page>
  );
}
