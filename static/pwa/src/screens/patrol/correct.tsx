/** Start, end and breaks of a patrol time put right, with a reason. An open one has only its start. */
import type { JSX } from 'preact';
import { isOpen, type Shift, type Times } from '../../core/shift';
import { fromLondon, londonWall } from '../../core/times';
import { Page } from '../../ui/page';
import { APP, fill, PATROL, STOP } from '../../words';
import { cell } from '../cell';
import { onScreen } from '../route';
import { say } from '../said';
import { Why } from '../stop/why';
import { amend } from './keeping';
import { officerName } from './roster';
import { TimeField } from './time-field';

/** The shift that is being corrected; empty: none. */
export const correcting = cell('');
const given = cell({ from: '', to: '', breaks: '' });
const problem = cell('');

onScreen(() => {
  correcting.value = '';
});

const asShown = ({ started_at, ended_at, break_minutes }: Shift): typeof given.value => ({
  from: londonWall(started_at),
  to: ended_at === null ? '' : londonWall(ended_at),
  breaks: String(break_minutes),
});

export function correctTimes(shift: Shift): void {
  given.value = asShown(shift);
  problem.value = '';
  correcting.value = shift.shift_id;
}

/** Only what differs: a time that was left alone keeps its seconds. */
function changesOf(shift: Shift): Partial<Times> {
  const { from, to, breaks } = given.value;
  const shown = asShown(shift);
  return {
    ...(from !== shown.from && { started_at: fromLondon(from) }),
    ...(to !== shown.to && { ended_at: fromLondon(to) }),
    ...(breaks !== shown.breaks && { break_minutes: Math.max(0, Math.round(+breaks)) || 0 }),
  };
}

async function correct(shift: Shift, why: string): Promise<void> {
  const changes = changesOf(shift);
  const { started_at, ended_at } = { ...shift, ...changes };
  const now = Date.now();
  // Also false of what is no time at all.
  const fits = started_at <= (ended_at ?? now) && (ended_at ?? now) <= now;
  problem.value = !fits ? PATROL.badTime : Object.keys(changes).length === 0 ? STOP.nothingChanged : '';
  if (problem.value || !(await amend(shift, changes, why))) return;
  correcting.value = '';
  say(fill(PATROL.corrected, officerName(shift.officer_id)), false);
}

function close(): void {
  correcting.value = '';
}

export function CorrectTimes({ shift }: { shift: Shift }): JSX.Element {
  const give = (name: keyof typeof given.value) => (value: string) => {
    given.value = { ...given.value, [name]: value };
  };
  return (
    <Page key="correct" title={officerName(shift.officer_id)} back={{ label: APP.cancel, onBack: close }}>
      <TimeField id="from" label={PATROL.from} value={given.value.from} problem={problem.value} onGive={give('from')} />
      {!isOpen(shift) && (
        <>
          <TimeField id="to" label={PATROL.to} value={given.value.to} onGive={give('to')} />
          <div class="field">
            <label for="breaks">{PATROL.breakMinutes}</label>
            <input
              id="breaks"
              type="text"
              inputMode="numeric"
              value={given.value.breaks}
              onInput={(event) => give('breaks')(event.currentTarget.value)}
            />
          </div>
        </>
      )}
      <Why kind="times" onWhy={(why) => void correct(shift, why)} />
    </Page>
  );
}
