/** One person's patrol time: what it says, what became of it, put it right with a reason, remove it. */
import type { JSX } from 'preact';
import { needsOfficer, recordState } from '../../core/outbox';
import { breakMinutes, officerMinutes, type Shift } from '../../core/shift';
import { Facts } from '../../ui/lists';
import { Page } from '../../ui/page';
import { APP, duration, fill, PATROL } from '../../words';
import { Deeds } from '../deeds';
import { History, type Field } from '../history';
import { moment } from '../moment';
import { Remark } from '../remarks';
import { go, goInstead, route } from '../route';
import { say } from '../said';
import { held, now, shifts } from '../state';
import { StateMark } from '../state-mark';
import { correcting, correctTimes, CorrectTimes } from './correct';
import { remove } from './keeping';
import { officerName } from './roster';

const FIELDS: Field[] = [
  ['started_at', PATROL.from, moment],
  ['ended_at', PATROL.to, moment],
  ['break_minutes', PATROL.breaks, duration],
];

const rows = (shift: Shift): [string, string][] => [
  [PATROL.from, moment(shift.started_at)],
  [PATROL.to, shift.ended_at === null ? PATROL.notOver : moment(shift.ended_at)],
  [PATROL.breaks, duration(breakMinutes(shift, now.value))],
  [PATROL.time, duration(officerMinutes([shift], now.value))],
];

async function removeTime(shift: Shift, why: string): Promise<void> {
  if (!(await remove(shift, why))) return;
  say(fill(PATROL.removed, officerName(shift.officer_id)));
  goInstead('today');
}

export function ShiftScreen(): JSX.Element {
  const shift = shifts.value.find((one) => one.shift_id === route.value.id);
  const back = { label: APP.today, onBack: () => go('today') };
  if (!shift)
    return (
      <Page title={PATROL.gone} back={back}>
        <p />
      </Page>
    );
  if (correcting.value === shift.shift_id) return <CorrectTimes shift={shift} />;
  const operations = held.value.filter((one) => one.record_id === shift.shift_id);
  return (
    <Page title={officerName(shift.officer_id)} back={back} aside={<StateMark state={recordState(operations)} />}>
      {operations.filter(needsOfficer).map((one) => (
        <Remark key={one.op_id} one={one} />
      ))}
      <Facts rows={rows(shift)} />
      <Deeds
        id={shift.shift_id}
        change={PATROL.correct}
        onChange={() => correctTimes(shift)}
        onRemove={(why) => void removeTime(shift, why)}
      />
      <History id={shift.shift_id} record={shift} fields={FIELDS} />
    </Page>
  );
}
