import { expect, test } from 'vitest';
import { metresFrom, nearestFirst, pointAt } from '../../src/core/ground';

const TOUCHWOOD = { name: 'Touchwood', lat: 52.4114, lon: -1.7797 };
const STATION = { name: 'Solihull station', lat: 52.4144, lon: -1.7884 };
const KNOWLE = { name: 'Knowle High Street', lat: 52.3885, lon: -1.7335 };

// Geodesic distances on WGS 84.
test.each([
  [STATION, 679.6],
  [KNOWLE, 4047.4],
])('the distance from Touchwood to $name is right to a third of a hundredth', (there, geodesic) => {
  const [found] = nearestFirst(TOUCHWOOD, [there]);
  expect(Math.abs(found!.metres / geodesic - 1)).toBeLessThan(0.003);
});

test('the nearest comes first, and what has no known place is left out', () => {
  const moved: { name: string; lat?: number; lon?: number } = { name: 'Moved, nobody knows where' };
  const found = nearestFirst(TOUCHWOOD, [KNOWLE, moved, STATION]);
  expect(found.map(({ there }) => there.name)).toEqual(['Solihull station', 'Knowle High Street']);
});

test('metres east and north lead back to the same place', () => {
  const back = pointAt(TOUCHWOOD, metresFrom(TOUCHWOOD)(KNOWLE));
  expect(back.lat).toBeCloseTo(KNOWLE.lat, 9);
  expect(back.lon).toBeCloseTo(KNOWLE.lon, 9);
});
