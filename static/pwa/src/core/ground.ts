/** Distances within one town, as on flat ground: out by less than three metres in a kilometre. */

/** WGS 84 degrees. */
export interface Point {
  lat: number;
  lon: number;
}

/** Metres east and north of some point. */
export interface Metres {
  x: number;
  y: number;
}

const DEGREE_M = 111_320;
const degreeEast = ({ lat }: Point): number => DEGREE_M * Math.cos((lat * Math.PI) / 180);

export const metresFrom =
  (origin: Point) =>
  ({ lat, lon }: Point): Metres => ({ x: (lon - origin.lon) * degreeEast(origin), y: (lat - origin.lat) * DEGREE_M });

export const pointAt = (origin: Point, { x, y }: Metres): Point => ({
  lat: origin.lat + y / DEGREE_M,
  lon: origin.lon + x / degreeEast(origin),
});

export interface Near<T> extends Metres {
  there: T;
  metres: number;
}

/** Each with its distance and direction, the nearest first. What has no known place is left out. */
export function nearestFirst<T extends Partial<Point>>(from: Point, all: readonly T[]): Near<T>[] {
  const flat = metresFrom(from);
  return all
    .filter(({ lat, lon }) => Number.isFinite(lat) && Number.isFinite(lon))
    .map((there) => {
      const { x, y } = flat(there as Point);
      return { there, x, y, metres: Math.hypot(x, y) };
    })
    .sort((a, b) => a.metres - b.metres);
}
