/** Starting, joining, breaks, leaving, ending: one shift per person, whoever carries the phone. */
import { endShift, isOnBreak, startBreak, startShift, stopBreak, tellEnd, type Shift } from '../../core/shift';
import { newId, record, type Entry } from '../../store/record';
import { keepShift } from '../../store/views';
import { wake } from '../../sync/schedule';
import { askToKeep, storageKept } from '../device';
import { onDisk } from '../not-saved';
import { me, patrol, refresh, sweepId } from '../state';

/** True once they are on the disk. */
async function keep(entries: Entry[], at: number): Promise<boolean> {
  const enrolment = me.value;
  if (!enrolment || entries.length === 0) return true;
  const done = await onDisk(() => record(enrolment.id, entries, at));
  wake();
  await refresh();
  return done !== null;
}

/** One `shift.start` for each, all saved together. Somebody walking already is not started twice. */
export async function startPatrol(officerIds: string[]): Promise<boolean> {
  const now = Date.now();
  const walking = new Set(patrol.value.map((shift) => shift.officer_id));
  const fresh = officerIds
    .filter((id) => !walking.has(id))
    .map((officer_id): Shift => ({
      shift_id: newId(now),
      sweep_id: sweepId.value,
      officer_id,
      started_at: now,
      ended_at: null,
      break_minutes: 0,
      breaks: [],
      head: '',
    }));
  if (!storageKept.value) void askToKeep();
  return keep(
    fresh.map((shift) => ({ change: startShift(shift), type: 'shift', view: shift })),
    now,
  );
}

/** `at`: when they stopped, in ms; never before they started. */
export async function endShifts(shifts: Shift[], at: number): Promise<boolean> {
  const ended = shifts.map((shift) => endShift(shift, Math.max(at, shift.started_at)));
  return keep(
    ended.map((shift) => ({ change: tellEnd(shift), type: 'shift', view: shift })),
    Date.now(),
  );
}

/** A break is known to this phone alone until the shift ends. */
export async function toggleBreak(shifts: Shift[], paused: boolean): Promise<void> {
  const now = Date.now();
  const enrolment = me.value;
  for (const shift of shifts) {
    const next = paused ? startBreak(shift, now) : stopBreak(shift, now);
    if (enrolment && isOnBreak(shift) !== paused) await onDisk(() => keepShift(enrolment.id, next, now));
  }
  await refresh();
}
