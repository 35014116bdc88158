/** One person's time on the street. Breaks are kept on the phone and told once, as whole minutes, at the end. */

import type { Deed } from './history';
import type { Change } from './operation';
import { wireTime } from './times';

export interface Break {
  from: number;
  to: number | null;
}

export interface Shift {
  shift_id: string;
  sweep_id: string | null;
  officer_id: string;
  started_at: number;
  ended_at: number | null;
  /** As known to the server where the breaks themselves are not on this phone. */
  break_minutes: number;
  breaks: Break[];
  head: string;
  /** It was begun on another phone, or before this one was emptied: this one knows nothing of its breaks. */
  elsewhere?: true;
  /** This officer's time that a colleague's phone (by name) or a desk (null) recorded: to be read, and theirs to change. */
  recorded_by?: string | null;
  /** Removed, by this phone or elsewhere: it never was, and nothing counts it. */
  voided?: boolean;
  log?: Deed[];
}

/** What of an ended shift can be put right. */
export type Times = Pick<Shift, 'started_at' | 'ended_at' | 'break_minutes'>;

const MINUTE = 60_000;

/** Whole minutes, halves up. */
const minutesOf = (ms: number): number => Math.floor((2 * ms + MINUTE) / (2 * MINUTE));

/** Whole break minutes until `now`; an open break counts as far as it has gone, none before the start or after the end. */
export function breakMinutes(shift: Shift, now: number): number {
  if (shift.breaks.length === 0) return shift.break_minutes;
  const end = shift.ended_at ?? now;
  const ms = shift.breaks.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to ?? end, end) - Math.max(from, shift.started_at)),
    0,
  );
  return minutesOf(ms);
}

/** Whole minutes worked until `now`, less breaks, never below zero. */
export function workedMinutes(shift: Shift, now: number): number {
  return officerMinutes([shift], now);
}

interface Stretch {
  from: number;
  to: number;
  breaks: number;
}

/** Runs of shifts that overlap: one stretch of time each, as `sweep/core/effort.py` has it. */
function stretches(shifts: Shift[], now: number): Stretch[] {
  const found: Stretch[] = [];
  for (const shift of [...shifts].sort((a, b) => a.started_at - b.started_at)) {
    const to = Math.max(shift.started_at, shift.ended_at ?? now);
    const last = found.at(-1);
    const breaks = breakMinutes(shift, now);
    if (last && shift.started_at < last.to) {
      last.to = Math.max(last.to, to);
      last.breaks += breaks;
    } else found.push({ from: shift.started_at, to, breaks });
  }
  return found;
}

/** Person-minutes of all shifts: one officer's overlapping shifts count once, two officers' both. */
export function officerMinutes(shifts: Shift[], now: number): number {
  const officers = new Set(shifts.map((shift) => shift.officer_id));
  const all = [...officers].flatMap((officer) =>
    stretches(
      shifts.filter((shift) => shift.officer_id === officer),
      now,
    ),
  );
  return all.reduce((sum, { from, to, breaks }) => sum + Math.max(0, minutesOf(to - from - breaks * MINUTE)), 0);
}

/** The part of a shift that lies between two moments. Breaks known only by their minutes stay where it began. */
export function partOf(shift: Shift, [from, to]: [number, number], now: number): Shift {
  return {
    ...shift,
    started_at: Math.max(shift.started_at, from),
    ended_at: Math.min(shift.ended_at ?? now, to),
    break_minutes: shift.started_at < from ? 0 : shift.break_minutes,
    breaks: shift.breaks.map((pause) => ({ ...pause, from: Math.max(pause.from, from) })),
  };
}

/** Does any of a shift lie between two moments? */
export const isIn = ({ started_at, ended_at }: Shift, [from, to]: [number, number], now: number): boolean =>
  started_at < to && (ended_at ?? Math.max(started_at, now)) >= from;

export const isOpen = (shift: Shift): boolean => shift.ended_at === null;
export const isOnBreak = (shift: Shift): boolean => isOpen(shift) && shift.breaks.some((pause) => pause.to === null);

export function startBreak(shift: Shift, now: number): Shift {
  if (!isOpen(shift) || isOnBreak(shift)) return shift;
  return { ...shift, breaks: [...shift.breaks, { from: now, to: null }] };
}

export function stopBreak(shift: Shift, now: number): Shift {
  return { ...shift, breaks: shift.breaks.map((pause) => (pause.to === null ? { ...pause, to: now } : pause)) };
}

/** The shift ended at `at`; an open break ends with it. */
export function endShift(shift: Shift, at: number): Shift {
  const ended = { ...stopBreak(shift, at), ended_at: at };
  return { ...ended, break_minutes: breakMinutes(ended, at) };
}

export function startShift(shift: Shift): Change {
  const { shift_id, sweep_id, officer_id } = shift;
  return {
    kind: 'shift.start',
    record_id: shift_id,
    sweep_id,
    data: { shift_id, sweep_id, officer_id, started_at: wireTime(shift.started_at) },
  };
}

/** Of a shift already ended by `endShift`. */
export function tellEnd(shift: Shift): Change {
  const { shift_id, sweep_id, break_minutes } = shift;
  return {
    kind: 'shift.end',
    record_id: shift_id,
    sweep_id,
    data: { shift_id, ended_at: wireTime(shift.ended_at!), break_minutes },
  };
}

/** A shift put right. Its breaks are then those minutes, whenever they were. */
export function amendShift({ shift_id, sweep_id, head }: Shift, changes: Partial<Times>, why: string): Change {
  const told = Object.entries(changes).map(([key, value]) => [key, key === 'break_minutes' ? value : wireTime(value!)]);
  const data = { shift_id, base_op: head, changes: Object.fromEntries(told), why };
  return { kind: 'shift.amend', record_id: shift_id, sweep_id, data };
}

/** It never was. */
export function voidShift({ shift_id, sweep_id, head }: Shift, why: string): Change {
  return { kind: 'shift.void', record_id: shift_id, sweep_id, data: { shift_id, base_op: head, why } };
}
