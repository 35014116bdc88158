/** Which of the days on this phone the log shows, and what in it is looked for. */
import { reference } from '../core/ids';
import { daysOf, isFound } from '../core/search';
import type { StopRecord } from '../store/records';
import { FINDING, REASON, WITH } from '../words';
import { cell, derived } from './cell';
import { onScreen } from './route';
import { allShifts, byOthers, now, removed, stops, stopsOf, today } from './state';

const chosen = cell('');
/** What is looked for; empty: nothing. */
export const asked = cell('');

export const day = derived(() => chosen.value || today.value);
export const chooseDay = (next: string): void => {
  chosen.value = next;
};

/** Back at work, it is today's again. */
onScreen((screen) => {
  if (screen === 'home') asked.value = chosen.value = '';
});

const startsOf = ({ stop }: StopRecord): number => stop.stopped_at;
/** Today, and every earlier day of which something is still here. */
export const days = derived(() =>
  daysOf([
    now.value,
    ...[...stops.value, ...removed.value].map(startsOf),
    ...[...allShifts.value, ...byOthers.value].map((shift) => shift.started_at),
  ]),
);

const matches = ({ stop }: StopRecord): boolean =>
  isFound(asked.value.trim(), reference(stop.stop_id), [
    FINDING[stop.finding],
    WITH[stop.accompanied_by],
    stop.reason ? REASON[stop.reason] : '',
    stop.note,
  ]);

/** Of the day shown, or wherever on this phone what is looked for was found. */
export const listed = (list: StopRecord[]): StopRecord[] =>
  asked.value.trim() ? list.filter(matches) : stopsOf(day.value, list);
