/** Starting, joining, breaks, leaving, ending: one shift per person, whoever carries the phone. */
import { logged } from '../../core/history';
import {
  amendShift,
  endShift,
  isOnBreak,
  isOpen,
  startBreak,
  startShift,
  stopBreak,
  tellEnd,
  voidShift,
  type Shift,
  type Times,
} from '../../core/shift';
import type { Change } from '../../core/operation';
import { newId, record, type Entry } from '../../store/record';
import { keepShift } from '../../store/views';
import { wake } from '../../sync/schedule';
import { askToKeep, storageKept } from '../device';
import { fill, PATROL } from '../../words';
import { moment } from '../moment';
import { inTurn, once } from '../in-turn';
import { onDisk } from '../not-saved';
import { say } from '../said';
import { me, patrol, refresh, sweepId } from '../state';
import { officerName } from './roster';

/** True once they are on the disk, or where a tap before this one has done it all. */
const keep = (make: () => Entry[], at: number): Promise<boolean> =>
  inTurn(async () => {
    const enrolment = me.value;
    const entries = make();
    if (!enrolment || entries.length === 0) return true;
    const done = await onDisk(() => record(enrolment.id, entries, at));
    wake();
    await refresh();
    return done !== null;
  });

const started = (officer_id: string, now: number): Entry => {
  const view: Shift = {
    shift_id: newId(now),
    sweep_id: sweepId.value,
    officer_id,
    started_at: now,
    ended_at: null,
    break_minutes: 0,
    breaks: [],
    head: '',
  };
  return { change: startShift(view), type: 'shift', view };
};

const ended = (shift: Shift, at: number): Entry => {
  const view = endShift(shift, Math.max(at, shift.started_at));
  return { change: tellEnd(view), type: 'shift', view };
};

/** Of these, who still walks, with the breaks as they are by now. */
const walking = (shifts: Shift[]): Shift[] =>
  patrol.value.filter((one) => shifts.some(({ shift_id }) => shift_id === one.shift_id));

/** One `shift.start` for each, all saved together. Somebody walking already is not started twice. */
export async function startPatrol(officerIds: string[]): Promise<boolean> {
  const now = Date.now();
  if (!storageKept.value) void askToKeep();
  return keep(() => {
    const already = new Set(patrol.value.map((shift) => shift.officer_id));
    return officerIds.filter((id) => !already.has(id)).map((id) => started(id, now));
  }, now);
}

/** `at`: when they stopped, in ms; never before they started. Ended now, they may be going on with another phone. */
export async function endShifts(shifts: Shift[], at: number, stays = false): Promise<boolean> {
  const now = Date.now();
  const who = shifts.map((shift) => officerName(shift.officer_id)).join(', ');
  const done = await keep(() => walking(shifts).map((shift) => ended(shift, at)), now);
  const over = fill(PATROL.over, who, moment(at));
  if (done) say(now - at < 1000 ? `${over} ${PATROL.goOn}` : over, !stays);
  return done;
}

/** A second tap on a reason is no second change. */
const keepOnce = (change: Change, view: Shift, now: number): Promise<boolean> =>
  once(view.shift_id, () => keep(() => [{ change, type: 'shift', view }], now));

/** An open or ended one put right. */
export const amend = (shift: Shift, changes: Partial<Times>, why: string): Promise<boolean> => {
  const now = Date.now();
  // Of an ended one the minutes told stand, whatever its end becomes.
  const view = { ...logged(shift, changes, why, now), breaks: isOpen(shift) ? shift.breaks : [] };
  return keepOnce(amendShift(shift, changes, why), view, now);
};

/** It never was: someone joined by mistake. */
export const remove = (shift: Shift, why: string): Promise<boolean> => {
  const now = Date.now();
  const view = logged(shift, { voided: true }, why, now);
  return keepOnce(voidShift(shift, why), view, now);
};

/** A break is known to this phone alone until the shift ends. */
export function toggleBreak(shifts: Shift[], paused: boolean): Promise<void> {
  const now = Date.now();
  const enrolment = me.value;
  return inTurn(async () => {
    for (const shift of walking(shifts)) {
      const next = paused ? startBreak(shift, now) : stopBreak(shift, now);
      if (enrolment && isOnBreak(shift) !== paused) await onDisk(() => keepShift(enrolment.id, next, now));
    }
    await refresh();
  });
}
