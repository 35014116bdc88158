/** Whose time runs on too long, and when it will have ended. */
import { isOverdue, likelyEnd } from '../../core/overdue';
import type { Shift } from '../../core/shift';
import { cell, derived } from '../cell';
import { onScreen } from '../route';
import { me, now, patrol, plans, stops } from '../state';

/** The patrol's end is being asked about: until it is answered, or the officer goes on to another screen. */
export const asksEnd = cell(false);
onScreen((screen) => {
  if (screen !== 'patrol') asksEnd.value = false;
});

/** When the time that was authorised ends, else the sweep's, by this phone's clock. Null: not known. */
export function endsOf({ sweep_id }: Shift): number | null {
  const plan = plans.value.find((one) => one.sweep_id === sweep_id);
  return plan ? (plan.power ?? plan).ends_at - (me.value?.clock?.offset_ms ?? 0) : null;
}

export const overdue = derived(() => patrol.value.filter((shift) => isOverdue(shift, endsOf(shift), now.value)));

/** The last stop of this patrol or the end of the sweep, whichever is later but not to come. Null: neither is known. */
export function proposedEnd(shifts: Shift[]): number | null {
  const walking = patrol.value.map((shift) => shift.shift_id);
  const last = stops.value
    .filter(({ stop }) => walking.includes(stop.shift_id ?? ''))
    .map(({ stop }) => stop.stopped_at);
  const ends = shifts.map(endsOf).filter((at) => at !== null);
  return likelyEnd(Math.min(...shifts.map((shift) => shift.started_at)), [...last, ...ends], now.value);
}
