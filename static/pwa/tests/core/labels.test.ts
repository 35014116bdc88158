import { expect, test } from 'vitest';
import { labels, type Label, type Named } from '../../src/core/labels';

const LETTER = 4;
const PARK = { name: 'Meriden Park', x: -20, y: 0 };
const SCHOOL = { name: 'Arbor Way School', x: 10, y: 10 };

/** From left to right and from top to bottom, by the widest letters that a phone has. */
const extent = ({ name, x, y, side }: Label): [number, number, number, number] => {
  const [near, far] = [x, x + side * name.length * 2.4];
  return [Math.min(near, far), y - 2, Math.max(near, far), y + 2];
};

/** Names strewn over the plan and beyond it, always the same ones. */
function strewn(many: number): Named[] {
  let seed = 7;
  const next = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
  return Array.from({ length: many }, (_, i) => ({
    name: `School ${'of the parish '.repeat(i % 3)}${i}`,
    x: next() * 140 - 70,
    y: next() * 140 - 70,
  }));
}

test('a name is written on the side where there is more room', () => {
  expect(labels([PARK], [SCHOOL], LETTER, []).map(({ side }) => side)).toEqual([1, -1]);
});

test('no name lies across another, nor over the rim', () => {
  const written = labels(strewn(20), strewn(60), LETTER, []).map(extent);
  expect(written.length).toBeGreaterThan(8);
  for (const [i, a] of written.entries()) {
    expect(Math.max(...a.map(Math.abs))).toBeLessThanOrEqual(50);
    for (const b of written.slice(i + 1))
      expect(a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]).toBe(true);
  }
});

test('of names in one place the first of the main ones are written, one on each side', () => {
  const heap = ['Mell Square', 'Tudor Grange Park', 'Touchwood'].map((name) => ({ name, x: 1, y: 1 }));
  expect(labels(heap, [{ ...SCHOOL, x: 1, y: 1 }], LETTER, []).map(({ name }) => name)).toEqual([
    'Mell Square',
    'Tudor Grange Park',
  ]);
});

test('a school is not written over the mark of another', () => {
  const [near, behind] = [
    { ...SCHOOL, x: 30, y: 0 },
    { name: 'B', x: 20, y: 0 },
  ];
  expect(labels([], [near, behind], LETTER, []).map(({ name }) => name)).toEqual(['B']);
});

test('nothing is written over the pin', () => {
  expect(labels([PARK], [], LETTER, [[-10, -4, 0, 5]])).toEqual([]);
});

test('a name for which there is no room is cut', () => {
  const [label] = labels(
    [{ name: 'Saint Anne’s Catholic Voluntary Aided Primary School', x: -40, y: 0 }],
    [],
    LETTER,
    [],
  );
  expect(label!.name).toBe('Saint Anne’s Cath…');
});

test('larger letters leave room for fewer names', () => {
  const small = labels([], strewn(60), LETTER, []).length;
  expect(labels([], strewn(60), 2 * LETTER, []).length).toBeLessThan(small);
});
