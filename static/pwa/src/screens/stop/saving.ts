/** Steps 1 and 2 of a stop's way, as the screens call them: save, locate, amend, void, and the line that says so. */
import { cell } from '../cell';
import { isBetter, type Location } from '../../core/place';
import { amendStop, createStop, locateStop, stopFrom, voidStop, type Complete, type Draft, type Stop } from '../../core/stop';
import { record } from '../../store/record';
import { wake } from '../../sync/schedule';
import { caughtUp, me, stops } from '../state';
import { AFTER_SAVE_MS, locationNow, onEveryFix, placeOf, stopLookingSoon } from './position';

/** The last stop saved, for the line that stays: until the next one, or until it is undone. */
export const saved = cell<Stop | null>(null);
/** Saving failed: nothing was written. Shown until a save succeeds. */
export const saveFailed = cell(false);

/** Stops that would be glad of a better fix, with the place they have so far. Later the officer has moved on. */
const wanting = new Map<string, { has: Location; until: number }>();

const current = (stopId: string): Stop | undefined => stops.value.find(({ stop }) => stop.stop_id === stopId)?.stop;

async function keep(change: ReturnType<typeof createStop>, view: Stop): Promise<boolean> {
  const enrolment = me.value;
  if (!enrolment) return false;
  try {
    await record(enrolment.id, [{ change, type: 'stop', view }], Date.now());
  } catch {
    saveFailed.value = true;
    return false;
  }
  saveFailed.value = false;
  await caughtUp();
  wake();
  return true;
}

/** True once the stop is on the disk. The position is not waited for. */
export async function saveStop(draft: Draft, choices: Complete): Promise<boolean> {
  const stop = stopFrom(draft, choices, draft.location ?? locationNow(Date.now()));
  if (!(await keep(createStop(stop), stop))) return false;
  saved.value = stop;
  navigator.vibrate?.(60);
  if (stop.location.source === 'none' || stop.location.source === 'gps') {
    wanting.set(stop.stop_id, { has: stop.location, until: Date.now() + AFTER_SAVE_MS });
  }
  stopLookingSoon();
  return true;
}

export async function changeStop(stop: Stop, changes: Partial<Complete>, why: string): Promise<boolean> {
  return keep(amendStop(stop, changes, why), { ...stop, ...changes });
}

export async function removeStop(stop: Stop, why: string): Promise<boolean> {
  const shown = current(stop.stop_id) ?? stop;
  wanting.delete(stop.stop_id);
  const done = await keep(voidStop(shown, why), { ...shown, voided: true });
  if (done && saved.value?.stop_id === stop.stop_id) saved.value = null;
  return done;
}

async function locate(stopId: string, location: Location): Promise<void> {
  const stop = current(stopId);
  if (stop) await keep(locateStop(stop, location), { ...stop, location });
}

/** A fix that came after Save fills a missing or poorer one. */
export function addLateFixes(): void {
  onEveryFix((found) => {
    const now = Date.now();
    const place = placeOf(found, now);
    for (const [stopId, { has, until }] of wanting) {
      if (now > until) wanting.delete(stopId);
      else if (isBetter(place, has)) {
        wanting.set(stopId, { has: place, until });
        void locate(stopId, place);
      }
    }
  });
}
