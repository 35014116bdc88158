import { expect, test } from 'vitest';
import { isInside, standing, toEdge, type Polygon } from '../../src/core/area';
import { pointAt, type Metres } from '../../src/core/ground';

const square = (from: number, to: number): [number, number][] => [
  [from, from],
  [to, from],
  [to, to],
  [from, to],
  [from, from],
];

/** A kilometre each way from the middle of Chelmsley Wood. */
const MIDDLE = { lat: 52.48, lon: -1.737 };
const corner = (x: number, y: number): [number, number] => {
  const { lat, lon } = pointAt(MIDDLE, { x, y });
  return [lon, lat];
};
const box = (half: number): [number, number][] => [
  corner(-half, -half),
  corner(half, -half),
  corner(half, half),
  corner(-half, half),
  corner(-half, -half),
];
const area: Polygon = { type: 'Polygon', coordinates: [box(1000)] };
const at = (
  where: Metres,
  accuracy_m: number | null = null,
): { lat: number; lon: number; accuracy_m: number | null } => ({
  ...pointAt(MIDDLE, where),
  accuracy_m,
});

const stateAt = (place: ReturnType<typeof at>, of: Polygon): string => standing(place, of).state;

test('inside the outline is inside, inside a hole is not', () => {
  const holed: Polygon = { type: 'Polygon', coordinates: [square(0, 10), square(4, 6)] };
  expect(isInside(1, 1, holed)).toBe(true);
  expect(isInside(5, 5, holed)).toBe(false);
  expect(isInside(11, 5, holed)).toBe(false);
});

test('each part of an area in several parts is inside', () => {
  const parts: Polygon = { type: 'Polygon', coordinates: [square(0, 2), square(4, 6)] };
  expect([1, 3, 5].map((one) => isInside(one, one, parts))).toEqual([true, false, true]);
});

test('the distance to the edge is in metres, from inside and outside alike, to a side or to a corner', () => {
  expect(toEdge(at({ x: 0, y: 0 }), area)).toBeCloseTo(1000, 0);
  expect(toEdge(at({ x: 900, y: 0 }), area)).toBeCloseTo(100, 0);
  expect(toEdge(at({ x: 1200, y: 0 }), area)).toBeCloseTo(200, 0);
  expect(toEdge(at({ x: 1300, y: 1400 }), area)).toBeCloseTo(500, 0);
});

test('the edge of a hole is an edge', () => {
  const holed: Polygon = { type: 'Polygon', coordinates: [box(1000), box(200)] };
  expect(toEdge(at({ x: 250, y: 0 }), holed)).toBeCloseTo(50, 0);
});

test('a place that is sharper than its distance to the edge is inside or outside', () => {
  expect(stateAt(at({ x: 900, y: 0 }, 99), area)).toBe('inside');
  expect(stateAt(at({ x: 1100, y: 0 }, 99), area)).toBe('outside');
});

test('a place that may lie on either side of the edge can’t be told', () => {
  expect(stateAt(at({ x: 900, y: 0 }, 110), area)).toBe('unsure');
  expect(stateAt(at({ x: 1100, y: 0 }, 110), area)).toBe('unsure');
  expect(stateAt(at({ x: 0, y: 0 }, 20_000), area)).toBe('unsure');
});

test('a place that a person chose has no such doubt', () => {
  expect(stateAt(at({ x: 999, y: 0 }), area)).toBe('inside');
});

test('an outline that names a point twice in a row has the same edges', () => {
  const doubled: Polygon = { type: 'Polygon', coordinates: [box(1000).flatMap((point) => [point, point])] };
  expect(toEdge(at({ x: 900, y: 0 }), doubled)).toBeCloseTo(100, 0);
});
