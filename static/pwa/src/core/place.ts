/** Where a stop was, which of two fixes is better, and whether a point lies inside the authorised area. */
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

/** GeoJSON: the first ring is the outline, others are holes; positions are [longitude, latitude]. */
export interface Polygon {
  type: 'Polygon';
  coordinates: [number, number][][];
}

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

/** Even-odd rule over every ring, so holes fall out by themselves. */
export function isInside(lat: number, lon: number, area: Polygon): boolean {
  let inside = false;
  for (const ring of area.coordinates) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [x1, y1] = ring[i]!;
      const [x2, y2] = ring[j]!;
      if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}
