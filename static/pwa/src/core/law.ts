/**
 * What the officer should have in mind about the law here and now: the period of the power, and why a child may
 * rightly be out. It warns; nothing is refused because of it.
 */
import { londonClock, londonDay } from './times';

export interface Period {
  starts_at: number;
  ends_at: number;
}

export interface PeriodNow {
  state: 'before' | 'on' | 'over';
  /** Whole minutes until it begins or ends; 0 when it is over. */
  minutes: number;
}

/** Both ends belong to it, as on the server. Times in ms. */
export function periodNow({ starts_at, ends_at }: Period, now: number): PeriodNow {
  const state = now < starts_at ? 'before' : now <= ends_at ? 'on' : 'over';
  const next = state === 'before' ? starts_at : ends_at;
  return { state, minutes: Math.max(0, Math.floor((next - now) / 60_000)) };
}

/** Days as `2026-11-23`, both ends included. */
export interface Term {
  first_day: string;
  last_day: string;
  days_off: string[];
}

/**
 * Is this a day without school? Weekends are; else the term dates decide. Outside all that is known of them, nobody
 * can say: false.
 */
export function isNoSchoolDay(day: string, terms: readonly Term[]): boolean {
  if (new Date(day).getUTCDay() % 6 === 0) return true;
  const term = terms.find(({ first_day, last_day }) => first_day <= day && day <= last_day);
  if (term) return term.days_off.includes(day);
  return terms.some(({ last_day }) => last_day < day) && terms.some(({ first_day }) => day < first_day);
}

/** Why a child who is out may not be truanting. */
export type Caution = 'no_school_day' | 'no_lessons' | 'lunch' | 'first_hour' | 'near_school';

/**
 * By the clock in London. Schools differ, so these are the hours in which most begin (08:30 to 08:45, and registers
 * stay open for late pupils), break for lunch, and have ended.
 */
const HOURS: [Caution, string, string][] = [
  ['no_lessons', '00:00', '08:30'],
  ['first_hour', '08:30', '09:45'],
  ['lunch', '12:00', '13:30'],
  ['no_lessons', '15:00', '24:00'],
];

/** Pupils who are let out at break or lunch go this far. */
export const NEAR_SCHOOL_M = 250;

/** The weightiest first. `school_m`: metres to the nearest school, Infinity where that is not known. */
export function cautions(now: number, terms: readonly Term[], school_m: number): Caution[] {
  if (isNoSchoolDay(londonDay(now), terms)) return ['no_school_day'];
  const clock = londonClock(now);
  const found = HOURS.filter(([, from, to]) => from <= clock && clock < to).map(([caution]) => caution);
  return school_m <= NEAR_SCHOOL_M ? [...found, 'near_school'] : found;
}
