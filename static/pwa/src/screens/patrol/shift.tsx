/** One person's patrol time: what became of it, and putting it right with a reason. An open one has only its start. */
import type { JSX } from 'preact';
import { recordState, toRead } from '../../core/outbox';
import { isOpen, officerMinutes, type Shift, type Times } from '../../core/shift';
import { fromLondon, londonWall } from '../../core/times';
import { Page } from '../../ui/page';
import { APP, duration, fill, PATROL, RECORD, STOP, TODAY } from '../../words';
import { cell } from '../cell';
import { Deeds } from '../deeds';
import { History, type Field } from '../history';
import { moment } from '../moment';
import { Remark } from '../remarks';
import { go, goInstead, onScreen, route } from '../route';
import { say } from '../said';
import { held, now, shiftOf } from '../state';
import { StateMark } from '../state-mark';
import { Why } from '../stop/why';
import { amend, remove } from './keeping';
import { officerName, times } from './roster';
import { TimeField } from './time-field';

const FIELDS: Field[] = [
  ['started_at', PATROL.from, moment],
  ['ended_at', PATROL.to, moment],
  ['break_minutes', PATROL.breaks, String],
];

/** What was typed, by field; what was left alone keeps its seconds. */
const typed = cell<Record<string, string>>({});
const problem = cell('');
onScreen(() => {
  typed.value = {};
  problem.value = '';
});

const isBreak = (key: string): boolean => key === 'break_minutes';

const changes = (): Partial<Times> =>
  Object.fromEntries(
    Object.entries(typed.value)
      .filter(([, text]) => text)
      .map(([key, text]) => [key, isBreak(key) ? Math.max(0, Math.round(+text)) || 0 : fromLondon(text)]),
  );

async function correct(shift: Shift, why: string): Promise<void> {
  const next = { ...shift, ...changes() };
  const end = next.ended_at ?? Date.now();
  // Also false of what is no time at all.
  const fits = next.started_at <= end && end <= Date.now();
  problem.value = !fits ? PATROL.badTime : Object.keys(changes()).length === 0 ? STOP.nothingChanged : '';
  if (problem.value || !(await amend(shift, changes(), why))) return;
  typed.value = {};
  say(fill(PATROL.corrected, officerName(shift.officer_id)), false);
}

async function takeBack(shift: Shift, why: string): Promise<void> {
  if (!(await remove(shift, why))) return;
  say(fill(PATROL.removed, officerName(shift.officer_id)));
  goInstead('today');
}

/** The breaks of an open one are this phone's own: they are told at its end. */
function Fields({ shift }: { shift: Shift }): JSX.Element[] {
  return FIELDS.filter(([key]) => !isOpen(shift) || key === 'started_at').map(([key, label]) => {
    const value = shift[key as keyof Times]!;
    return (
      <TimeField
        key={key}
        id={key}
        label={label}
        minutes={isBreak(key)}
        value={typed.value[key] ?? (isBreak(key) ? `${value}` : londonWall(value))}
        problem={key === 'started_at' ? problem.value : ''}
        onType={(text) => {
          typed.value = { ...typed.value, [key]: text };
        }}
      />
    );
  });
}

export function ShiftScreen(): JSX.Element {
  const shift = shiftOf(route.value.id);
  const back = { label: APP.today, onBack: () => go('today') };
  if (!shift)
    return (
      <Page title={PATROL.gone} back={back}>
        <p />
      </Page>
    );
  const operations = held.value.filter((one) => one.record_id === shift.shift_id);
  return (
    <Page title={officerName(shift.officer_id)} back={back} aside={<StateMark state={recordState(operations)} />}>
      {toRead(operations).map((one) => (
        <Remark key={one.op_id} one={one} />
      ))}
      {shift.voided ? (
        <>
          <p class="flag">{RECORD.isRemoved}</p>
          <p>{times(shift)}</p>
        </>
      ) : (
        <>
          <p>
            <b>{duration(officerMinutes([shift], now.value))}</b> {TODAY.officerTime}{' '}
            {isOpen(shift) && `· ${PATROL.notOver}`}
          </p>
          <Deeds onRemove={(why) => void takeBack(shift, why)}>
            <Fields shift={shift} />
            <Why kind="times" onWhy={(why) => void correct(shift, why)} />
          </Deeds>
        </>
      )}
      <History id={shift.shift_id} record={shift} fields={FIELDS} />
    </Page>
  );
}
