/** Whether a place lies inside the authorised area, and when that can't be told. */
import { metresFrom, type Metres, type Point } from './ground';

/**
 * GeoJSON: outlines and holes alike are closed rings of [longitude, latitude]. The rings of an area in several parts
 * may stand in one list: the even-odd rule tells them apart.
 */
export interface Polygon {
  type: 'Polygon';
  coordinates: [number, number][][];
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

/** Metres from here (0, 0) to the straight line between two points. */
function toLine(a: Metres, b: Metres): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  // The same point twice is no line: 0 / 0.
  const along = Math.min(1, Math.max(0, -(a.x * dx + a.y * dy) / (dx * dx + dy * dy) || 0));
  return Math.hypot(a.x + along * dx, a.y + along * dy);
}

/** Metres to the nearest edge of the area, from either side; the edge of a hole is one. */
export function toEdge(at: Point, area: Polygon): number {
  const flat = metresFrom(at);
  return area.coordinates.reduce((least, ring) => {
    const corners = ring.map(([lon, lat]) => flat({ lat, lon }));
    return corners.reduce((near, corner, i) => Math.min(near, toLine(corners[i && i - 1]!, corner)), least);
  }, Infinity);
}

export type AreaState = 'inside' | 'outside' | 'unsure';

/** `unsure`: the edge is nearer than the place is accurate. A place chosen by a person has no such doubt. */
export function standing(
  at: Point & { accuracy_m: number | null },
  area: Polygon,
): { state: AreaState; edge_m: number } {
  const edge_m = toEdge(at, area);
  const sure = (at.accuracy_m ?? 0) <= edge_m;
  return { state: !sure ? 'unsure' : isInside(at.lat, at.lon, area) ? 'inside' : 'outside', edge_m };
}
