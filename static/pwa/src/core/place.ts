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

/** Is `next` worth sending after `known`: any place beats none, and a fix at least twice as sharp beats a fix. */
export function isBetter(next: Place, known: Location): boolean {
  if (known.source === 'none') return true;
  if (known.source !== 'gps') return false;
  return (next.accuracy_m ?? Infinity) * 2 <= (known.accuracy_m ?? Infinity);
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
