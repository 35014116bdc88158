/** Steps 1 and 2 of a stop's way, as the screens call them: save, locate, amend, void, and the line that says so. */
import { afterDrawing, cell, derived } from '../cell';
import { logged } from '../../core/history';
import type { Change } from '../../core/operation';
import { isLateFix, type Location, type Wanting } from '../../core/place';
import {
  amendStop,
  createStop,
  locateStop,
  stopFrom,
  voidStop,
  withoutLeftOut,
  type Complete,
  type Stop,
} from '../../core/stop';
import { record } from '../../store/record';
import { wake } from '../../sync/schedule';
import { inTurn } from '../in-turn';
import { onDisk } from '../not-saved';
import { me, stillOpen, stops, stopsOf, sweepId, today } from '../state';
import type { Form } from './draft';
import { paceNow } from './pace';
import { AFTER_SAVE_MS, foundAt, locationNow, onEveryFix, placeOf } from './position';

const saved = cell('');
/**
 * The last stop saved as it is by now, for the line that stays: until the next one, or until it is undone. Null where
 * it is another officer's of this phone, another day's or another sweep's.
 */
export const lastSaved = derived(() => {
  const stop = stopsOf(today.value).find((one) => one.stop.stop_id === saved.value)?.stop;
  return stop?.sweep_id === sweepId.value ? stop : null;
});

/** Stops that would be glad of a better fix, by id. */
const wanting = new Map<string, Wanting>();

const current = (stopId: string): Stop | undefined => stops.value.find(({ stop }) => stop.stop_id === stopId)?.stop;

/** The `op_id` once it is on the disk, null when it could not be written. */
async function keep(change: Change, view: Stop, enrolment = me.value?.id): Promise<string | null> {
  if (!enrolment) return null;
  const ids = await onDisk(() => record(enrolment, [{ change, type: 'stop', view }], Date.now()));
  afterDrawing(wake);
  return ids && ids[0]!;
}

function wantBetter({ stop_id, location, stopped_at }: Stop, fixed_at: number | null): void {
  if (location.source !== 'none' && location.source !== 'gps') return;
  wanting.set(stop_id, { has: location, stopped_at, fixed_at, until: Date.now() + AFTER_SAVE_MS });
}

/** True once the stop is on the disk. The position is not waited for; its sweep may have closed over the open form. */
export async function saveStop({ draft, enrolment }: Form, choices: Complete): Promise<boolean> {
  const pace = paceNow();
  const fixed_at = draft.location ? null : foundAt();
  const placed = { ...draft, sweep_id: stillOpen(draft.sweep_id) };
  const stop = stopFrom(placed, choices, draft.location ?? locationNow(Date.now()));
  if (!(await keep(createStop(stop, pace), stop, enrolment))) return false;
  saved.value = stop.stop_id;
  navigator.vibrate?.(60);
  wantBetter(stop, fixed_at);
  return true;
}

/** `stop`: as its author saw it. Only its place may have become better known since. */
export function changeStop(stop: Stop, changes: Partial<Stop>, why: string, enrolment?: string): Promise<boolean> {
  // A fix that comes now may not take the place that was chosen.
  if (changes.location) wanting.delete(stop.stop_id);
  return inTurn(async () => {
    const { location } = current(stop.stop_id) ?? stop;
    const view = withoutLeftOut(logged({ ...stop, location }, changes, why, Date.now()));
    return (await keep(amendStop(stop, changes, why), view, enrolment)) !== null;
  });
}

/** False also where it is none of this officer's stops, or not any more. */
export function removeStop({ stop_id }: Stop, why: string): Promise<boolean> {
  wanting.delete(stop_id);
  return inTurn(async () => {
    const shown = current(stop_id);
    const done = shown && (await keep(voidStop(shown, why), logged(shown, { voided: true }, why, Date.now())));
    return Boolean(done);
  });
}

const locate = (stopId: string, location: Location): Promise<unknown> =>
  inTurn(async () => {
    const stop = current(stopId);
    if (stop) await keep(locateStop(stop, location), { ...stop, location });
  });

/** A fix that came after Save fills a missing or poorer one. */
export function addLateFixes(): void {
  onEveryFix((found) => {
    const now = Date.now();
    const place = placeOf(found, now);
    for (const [stopId, wants] of wanting) {
      if (now > wants.until) wanting.delete(stopId);
      else if (isLateFix(place, found.timestamp, wants)) {
        wanting.set(stopId, { ...wants, has: place, fixed_at: found.timestamp });
        void locate(stopId, place);
      }
    }
  });
}
