/** Starting, joining, breaks, leaving, ending: one shift per person, whoever carries the phone. */
import { endShift, isOnBreak, startBreak, startShift, stopBreak, tellEnd, type Shift } from '../../core/shift';
import { newId, record, type Entry } from '../../store/record';
import { keepShift } from '../../store/views';
import { wake } from '../../sync/schedule';
import { me, patrol, refresh, sweepId } from '../state';

async function keep(entries: Entry[], at: number): Promise<void> {
  if (!me.value || entries.length === 0) return;
  await record(me.value.id, entries, at);
  wake();
  await refresh();
}

/** One `shift.start` for each, all saved together. Somebody walking already is not started twice. */
export async function startPatrol(officerIds: string[]): Promise<void> {
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
  await keep(
    fresh.map((shift) => ({ change: startShift(shift), type: 'shift', view: shift })),
    now,
  );
}

/** `at`: when they stopped, in ms; never before they started. */
export async function endShifts(shifts: Shift[], at: number): Promise<void> {
  const ended = shifts.map((shift) => endShift(shift, Math.max(at, shift.started_at)));
  await keep(
    ended.map((shift) => ({ change: tellEnd(shift), type: 'shift', view: shift })),
    Date.now(),
  );
}

/** A break is known to this phone alone until the shift ends. */
export async function toggleBreak(shifts: Shift[], paused: boolean): Promise<void> {
  const now = Date.now();
  for (const shift of shifts) {
    if (me.value && isOnBreak(shift) !== paused)
      await keepShift(me.value.id, paused ? startBreak(shift, now) : stopBreak(shift, now), now);
  }
  await refresh();
}
