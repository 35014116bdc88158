/** Ending the patrol: now, or when it really ended if that was forgotten. */
import { cell } from '../cell';
import type { JSX } from 'preact';
import { officerMinutes, type Shift } from '../../core/shift';
import { londonClock, londonDate } from '../../core/times';
import { Page } from '../../ui/page';
import { APP, PATROL, duration, fill } from '../../words';
import { goInstead } from '../route';
import { now } from '../state';
import { endShifts } from './keeping';
import { officerName } from './roster';

const earlier = cell('');
const problem = cell('');

async function end(shifts: Shift[], at: number, onDone: () => void): Promise<void> {
  if (!(await endShifts(shifts, at))) return;
  earlier.value = '';
  problem.value = '';
  onDone();
  goInstead('today');
}

/** Now, to be turned back, until another time is given; as the field wants it. */
function given(): string {
  const zone = new Date(now.value).getTimezoneOffset() * 60_000;
  return earlier.value || new Date(now.value - zone).toISOString().slice(0, 16);
}

/** The time given, on the phone's own clock and in its zone, as its field shows it. */
function endEarlier(shifts: Shift[], onDone: () => void): void {
  const at = new Date(given()).getTime();
  const start = Math.min(...shifts.map((shift) => shift.started_at));
  // The field knows whole minutes; an end in the minute of the start is clamped to it.
  if (!(at > start - 60_000 && at <= Date.now())) {
    problem.value = PATROL.badTime;
    return;
  }
  void end(shifts, at, onDone);
}

function Earlier({ shifts, onDone }: { shifts: Shift[]; onDone: () => void }): JSX.Element {
  return (
    <details class="earlier">
      <summary>{PATROL.earlier}</summary>
      <div class="field">
        <label for="ended">{PATROL.when}</label>
        {problem.value && (
          <p class="missing" id="ended-problem" role="alert">
            {problem.value}
          </p>
        )}
        <input
          id="ended"
          type="datetime-local"
          value={given()}
          aria-describedby={problem.value ? 'ended-problem' : undefined}
          onInput={(event) => {
            earlier.value = event.currentTarget.value;
          }}
        />
      </div>
      <button class="button" onClick={() => endEarlier(shifts, onDone)}>
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
              <small>{fill(PATROL.since, `${londonClock(shift.started_at)}, ${londonDate(shift.started_at)}`)}</small>
            </dt>
            <dd>{duration(officerMinutes([shift], now.value))}</dd>
          </div>
        ))}
      </dl>
      <div class="stack">
        <button class="button button--main" onClick={() => void end(shifts, Date.now(), onDone)}>
          {PATROL.endNow}
        </button>
        <button class="button button--quiet" onClick={onDone}>
          {PATROL.keepOn}
        </button>
        <Earlier shifts={shifts} onDone={onDone} />
      </div>
    </Page>
  );
}
