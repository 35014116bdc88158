/** Where a stop was, how far that can be trusted, and which of two fixes is better. */
import type { LocationSource, WhyNone } from './codes';

export interface Place {
  lat: number;
  lon: number;
  accuracy_m: number | null;
  source: Exclude<LocationSource, 'none'>;
  fix_age_s: number | null;
}

export interface NoPlace {
  source: 'none';
  why_none: WhyNone;
}

export type Location = Place | NoPlace;

export type Light = 'good' | 'fair' | 'poor';

/** How far a fix can be trusted: to the pavement, to the street, or not even that. */
export const light = (accuracy_m: number): Light => (accuracy_m <= 20 ? 'good' : accuracy_m <= 100 ? 'fair' : 'poor');

/**
 * Metres by which a fix may miss the child: its own accuracy, and half a metre for each second between it and the
 * stop, for who talks with a child hardly walks.
 */
export const doubtOf = (accuracy_m: number, apart_ms: number): number => accuracy_m + Math.abs(apart_ms) / 2000;

/** Less than this is noise, and each better place sent is a record that waits once more. */
const MARGIN_M = 10;

/** Is `next` worth sending after `known`: any place beats none, and a fix twice and clearly sharper beats a fix. */
export function isBetter(next: Place, known: Location): boolean {
  if (known.source === 'none') return true;
  if (known.source !== 'gps') return false;
  const [sharp, blunt] = [next.accuracy_m ?? Infinity, known.accuracy_m ?? Infinity];
  return sharp * 2 <= blunt && blunt - sharp >= MARGIN_M;
}

/** A saved stop that would be glad of a better fix. All times in ms. */
export interface Wanting {
  has: Location;
  stopped_at: number;
  /** When the fix it has was found; null where it has none. */
  fixed_at: number | null;
  /** Later the officer has moved on. */
  until: number;
}

/** A fix further from the stop's own time tells where the phone was, not where the child was. */
const NEAR_MS = 5 * 60_000;

/** May this fix, found at `foundAt`, be given to a stop that was saved already? Never the one it has. */
export function isLateFix(next: Place, foundAt: number, { has, stopped_at, fixed_at }: Wanting): boolean {
  return foundAt !== fixed_at && Math.abs(foundAt - stopped_at) <= NEAR_MS && isBetter(next, has);
}
