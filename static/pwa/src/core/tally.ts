/** Whole counts and whole minutes, rounded once for display by an integer half-up, as `sweep/core/tally.py` does. */
import { truanting, type Accompanied, type Finding } from './codes';
import { garwood } from './garwood';

export interface Counted {
  finding: Finding;
  accompanied_by: Accompanied;
  encounter_id: string;
}

export interface Totals {
  stopped: number;
  truanting: number;
  withParent: number;
  /** φ = Σg² / Σg over the truanting of each encounter; 1 where none was met together. */
  phi: number;
}

function phiOf(encounters: string[]): number {
  const sizes = new Map<string, number>();
  for (const id of encounters) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  const squares = [...sizes.values()].reduce((sum, size) => sum + size * size, 0);
  return squares / encounters.length || 1;
}

/** Stopped and truanting are different numbers, so they are only ever made together. */
export function tally(stops: Counted[]): Totals {
  const truants = stops.filter((stop) => truanting(stop.finding) === true);
  return {
    stopped: stops.length,
    truanting: truants.length,
    withParent: stops.filter((stop) => stop.accompanied_by === 'parent').length,
    phi: phiOf(truants.map((stop) => stop.encounter_id)),
  };
}

/** `part / whole` as text with `places` decimals, halves rounded up, by integers only. */
export function ratio(part: number, whole: number, places: number): string {
  const scale = 10 ** places;
  const units = Math.floor((2 * part * scale + whole) / (2 * whole));
  const text = String(units).padStart(places + 1, '0');
  return places ? `${text.slice(0, -places)}.${text.slice(-places)}` : text;
}

/** Below this a rate has more chance in it than sense: three truants in two minutes would be ninety an hour. */
const ENOUGH_MINUTES = 30;

/** Truants per officer-hour and its 95 % limits, as text. */
export interface Yield {
  anHour: string;
  low: string;
  high: string;
}

/** Null below half an officer-hour. Limits as in `sweep/core/rates.py`: children met together count as one event. */
export function truantsAnHour(totals: Pick<Totals, 'truanting' | 'phi'>, minutes: number, places = 1): Yield | null {
  const { truanting: truants, phi } = totals;
  if (minutes < ENOUGH_MINUTES) return null;
  const [low, high] = garwood(truants / phi).map((events) => (events * phi * 60) / minutes) as [number, number];
  // Of a limit, which is no fraction of whole numbers, the same half-up.
  const text = (limit: number): string => ratio(Math.floor(limit * 10 ** places + 0.5), 10 ** places, places);
  return { anHour: ratio(truants * 60, minutes, places), low: text(low), high: text(high) };
}
