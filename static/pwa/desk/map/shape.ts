/** An area as rings of corners, between GeoJSON and a map. Pure: no map and no page. */

/** WGS 84 degrees, longitude first as GeoJSON has it. */
export type Corner = [number, number];
/** Without the last corner that repeats the first. */
export type Ring = Corner[];
/** Polygons; in each the outline, then its holes. */
export type Area = Ring[][];

const CORNERS_AT_LEAST = 3;
// A metre.
const DECIMALS = 5;

/** The area of a GeoJSON Polygon or MultiPolygon, alone or wrapped as drawing tools wrap it; null for anything else. */
export function read(text: string): Area | null {
  try {
    return area(unwrapped(JSON.parse(text)));
  } catch {
    return null;
  }
}

function unwrapped(said: unknown): { type?: string; coordinates?: unknown } {
  const { type, features, geometry } = said as { type?: string; features?: unknown[]; geometry?: object };
  if (type === 'FeatureCollection' && features?.length === 1) return unwrapped(features[0]);
  return (type === 'Feature' ? geometry : said) as { type?: string; coordinates?: unknown };
}

function area({ type, coordinates }: { type?: string; coordinates?: unknown }): Area | null {
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null;
  if (!Array.isArray(polygons)) return null;
  const rings = polygons.map((polygon: Corner[][]) => polygon.map(open));
  return rings.flat(2).every((corner) => corner.length >= 2 && corner.every(Number.isFinite)) ? rings : null;
}

const open = (ring: Corner[]): Ring => ring.slice(0, -1).map(([lon, lat]) => [lon, lat]);

/** GeoJSON text of the area, to a metre; empty for none. */
export function text(area: Area): string {
  const closed = area
    .filter(([outline]) => outline && outline.length >= CORNERS_AT_LEAST)
    .map((rings) => rings.map(close));
  if (!closed.length) return '';
  const [only] = closed;
  const said =
    closed.length === 1 ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: closed };
  return JSON.stringify(said);
}

const close = (ring: Ring): Corner[] => [...ring, ...ring.slice(0, 1)].map(([lon, lat]) => [tidy(lon), tidy(lat)]);
export const tidy = (degrees: number): number => Number(degrees.toFixed(DECIMALS));

/** Half way between a corner and the next. */
export function middle(ring: Ring, at: number): Corner {
  const [[lon, lat], [nextLon, nextLat]] = [ring[at]!, ring[(at + 1) % ring.length]!];
  return [(lon + nextLon) / 2, (lat + nextLat) / 2];
}

/** Whether an outline's sides cross: such an area has no inside, and the server would not take it. */
export function crossesItself(ring: Ring): boolean {
  const sides = ring.map((corner, at): [Corner, Corner] => [corner, ring[(at + 1) % ring.length]!]);
  return sides.some(([a, b], at) =>
    sides.some(([c, d], other) => {
      const beside = Math.abs(at - other) <= 1 || Math.abs(at - other) === sides.length - 1;
      return !beside && side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
    }),
  );
}

/** On which side of the way from a to b a corner lies. */
const side = ([ax, ay]: Corner, [bx, by]: Corner, [x, y]: Corner): number =>
  Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
