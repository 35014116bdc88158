/** What the screens show, read afresh from the stores after every change: no number is counted twice. */
import { afterDrawing, cell, derived } from './cell';
import { countHeld, type Counts, type Held } from '../core/outbox';
import { endedHow, NO_SWEEPS, placing, type KnownSweeps } from '../core/placing';
import { isIn, isOpen, officerMinutes, partOf, type Shift } from '../core/shift';
import type { Stop } from '../core/stop';
import { tally, type Totals } from '../core/tally';
import { boundsOf, londonDay } from '../core/times';
import { onChange, takeWiped, type Written } from '../store/changes';
import type { Enrolment } from '../store/enrolments';
import { readAll, writeChoice, type Choice, type Reading } from '../store/reading';
import { withStop, type StopRecord } from '../store/records';
import type { Timing } from '../sync/schedule';
import { NO_GROUND, readGround, readKnownSweeps, readPlans, type Ground, type Plan } from './plans';

export const ready = cell(false);
export const me = cell<Enrolment | null>(null);
export const everyone = cell<Enrolment[]>([]);
export const stops = cell<StopRecord[]>([]);
export const removed = cell<StopRecord[]>([]);
/** Removed ones too. */
export const allShifts = cell<Shift[]>([]);
export const shifts = derived(() => allShifts.value.filter((shift) => !shift.voided));
/** Own time on others' phones: shown, and in no figure, for the stops of it are theirs. */
export const byOthers = cell<Shift[]>([]);
export const held = cell<Held[]>([]);
export const plans = cell<Plan[]>([]);
export const ground = cell<Ground>(NO_GROUND);
export const timing = cell<Timing>({ sending: false, next_try: null, why: {} });
export const storageLost = cell(false);
/**
 * There were officers on this phone and now there are none. `wiped`: it was reported lost. `cleared`: the browser or
 * a person emptied its storage, and with it `unsent` entries that no server had.
 */
export const gone = cell<{ how: 'wiped' | 'cleared'; unsent: number } | null>(null);
/** How much waits of the other officers of this phone, by enrolment. */
export const others = cell<Record<string, number>>({});
/** Ticks, so that minutes and days move on by themselves. */
export const now = cell(Date.now());

/** What the server's clock showed, as far as known, at a moment of this phone's: plans are made by that one. */
export const byServer = (ms: number): number => ms + (me.value?.clock?.offset_ms ?? 0);

const choice = cell<Choice | null>(null);
const known = cell<KnownSweeps>(NO_SWEEPS);

export const counts = derived<Counts>(() => countHeld(held.value));
export const today = derived(() => londonDay(now.value));
export const hasChosen = derived(() => choice.value?.day === today.value || patrol.value.length > 0);
/** Where a record made now goes: the one value that screens show and records carry. */
export const placed = derived(() => placing(patrol.value[0]?.sweep_id ?? null, choice.value?.sweep_id, known.value));
/** Null: records name no sweep, and a coordinator places them. */
export const sweepId = derived(() => placed.value.sweep_id);
/** Its plan; null also while that has not been fetched. */
export const plan = derived(() => plans.value.find((one) => one.sweep_id === sweepId.value) ?? null);
/** The same sweep while it takes records, null once it doesn't. */
export const stillOpen = (id: string | null): string | null => (id && endedHow(id, known.value) === null ? id : null);

const isOwn = (shift: Shift): boolean => shift.officer_id === me.value?.officer.id;
/** Everyone walking with this phone now, its own officer first. */
export const patrol = derived(() =>
  shifts.value.filter(isOpen).sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || a.started_at - b.started_at),
);
export function stopsOf(day: string, list = stops.value): StopRecord[] {
  const [from, to] = boundsOf(day);
  return list.filter(({ stop }) => stop.stopped_at >= from && stop.stopped_at < to);
}
/** Whether it stands or was removed. */
export const stopOf = (id: string): StopRecord | undefined =>
  [...stops.value, ...removed.value].find(({ stop }) => stop.stop_id === id);
export const shiftOf = (id: string): Shift | undefined => allShifts.value.find((shift) => shift.shift_id === id);
export function shiftsOf(day: string, list = shifts.value): Shift[] {
  const bounds = boundsOf(day);
  return list.filter((shift) => isIn(shift, bounds, now.value));
}
/** Officer time of one day: of a shift over midnight, the part that lies in it. */
export function minutesOf(day: string, list = shiftsOf(day)): number {
  const bounds = boundsOf(day);
  const parts = list.map((shift) => partOf(shift, bounds, now.value));
  return officerMinutes(parts, now.value);
}
export const totalsOf = (day: string): Totals => tally(stopsOf(day).map(({ stop }) => stop));
export const todaysShifts = derived(() => shiftsOf(today.value));
export const totals = derived(() => totalsOf(today.value));
export const minutes = derived(() => minutesOf(today.value));

let reading: Promise<void> | null = null;
let changedMeanwhile = false;

/** Rises with each own stop shown without reading. */
let shownUnread = 0;

/** An own stop stands on the screen as soon as it is on the disk; the reading that follows finds the same. */
function showWritten(written: Written[]): void {
  for (const { operation, type, shown } of written) {
    if (type !== 'stop' || operation.enrolment !== me.value?.id) continue;
    shownUnread += 1;
    held.value = [...held.value, operation];
    stops.value = withStop(stops.value, shown as Stop, operation);
  }
}

function noteGone(left: number): void {
  if (left > 0) gone.value = null;
  else if (everyone.value.length > 0)
    gone.value = { how: takeWiped() ? 'wiped' : 'cleared', unsent: counts.value.unsent + counts.value.parked };
}

function show({ all, current, choice: chosen, records, others: waiting, ground: whole }: Reading): void {
  noteGone(all.length);
  everyone.value = all;
  others.value = waiting;
  choice.value = chosen;
  stops.value = records.stops;
  removed.value = records.removed;
  allShifts.value = records.shifts;
  byOthers.value = records.byOthers;
  held.value = records.held;
  plans.value = readPlans(records.pulled.changes);
  if (whole) ground.value = readGround(records.pulled.changes);
  known.value = readKnownSweeps(records.pulled);
  me.value = current;
  now.value = Date.now();
  ready.value = true;
}

/** Begun before this was there to begin it. */
let begun: Promise<Reading> | null = null;

async function readAndShow(): Promise<void> {
  const before = shownUnread;
  const first = begun;
  begun = null;
  const found = await (first ?? readAll(true));
  // Begun before the last stop was saved: it would take that stop away again, and another reading is due anyway.
  if (before === shownUnread) show(found);
}

async function readUntilCurrent(): Promise<void> {
  try {
    while (changedMeanwhile) {
      changedMeanwhile = false;
      await readAndShow();
    }
  } finally {
    reading = null;
  }
}

/** Reads everything again and resolves once it is shown; calls that come during a reading are answered by one more. */
export function refresh(): Promise<void> {
  changedMeanwhile = true;
  reading ??= readUntilCurrent();
  return reading;
}

export async function chooseSweep(sweep_id: string | null): Promise<void> {
  if (!me.value) return;
  await writeChoice(me.value.id, { sweep_id, day: londonDay(Date.now()) });
  await refresh();
}

const TICK_MS = 15_000;

/** Every second while a countdown is shown, else now and then. */
function tick(): void {
  // A clock that was set back must not stand still until it is where it was.
  if (timing.value.next_try !== null || Math.abs(Date.now() - now.value) >= TICK_MS) now.value = Date.now();
}

/** `early`: a reading that has begun, of what the first screen needs. Resolves once that is shown. */
export function startState(early: Promise<Reading> | null = null): Promise<void> {
  begun = early;
  onChange((written) => {
    if (!written) return void refresh();
    showWritten(written);
    afterDrawing(refresh);
  });
  setInterval(tick, 1000);
  document.addEventListener('visibilitychange', () => void refresh());
  return refresh();
}
