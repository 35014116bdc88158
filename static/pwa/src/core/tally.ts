/** Whole counts and whole minutes, rounded once for display by an integer half-up, as `sweep/core/tally.py` does. */
import { truanting, type Accompanied, type Finding } from './codes';

export interface Counted {
  finding: Finding;
  accompanied_by: Accompanied;
}

export interface Totals {
  stopped: number;
  truanting: number;
  withParent: number;
}

/** Stopped and truanting are different numbers, so they are only ever made together. */
export function tally(stops: Counted[]): Totals {
  return {
    stopped: stops.length,
    truanting: stops.filter((stop) => truanting(stop.finding) === true).length,
    withParent: stops.filter((stop) => stop.accompanied_by === 'parent').length,
  };
}

/** `part / whole` as text with `places` decimals, halves rounded up, by integers only. */
export function ratio(part: number, whole: number, places: number): string {
  const scale = 10 ** places;
  const units = Math.floor((2 * part * scale + whole) / (2 * whole));
  const text = String(units).padStart(places + 1, '0');
  return places ? `${text.slice(0, -places)}.${text.slice(-places)}` : text;
}

/** Below this a rate says nothing: three truants in two minutes would be ninety an hour. */
const ENOUGH_MINUTES = 30;

/** Truants per officer-hour for display, or null below half an officer-hour. */
export function truantsAnHour(truants: number, minutes: number): string | null {
  return minutes >= ENOUGH_MINUTES ? ratio(truants * 60, minutes, 2) : null;
}
