import { expect, test } from 'vitest';
import { metresFrom } from '../../src/core/ground';
import { moved, scaleBar, viewOf, viewOfAll, zoomed } from '../../src/core/view';

const TOUCHWOOD = { lat: 52.4114, lon: -1.7797 };
const KNOWLE = { lat: 52.3885, lon: -1.7335 };

test('the plan opens on the place, and as far around as that is in doubt', () => {
  expect(viewOf(TOUCHWOOD, 12)).toEqual({ at: TOUCHWOOD, span: 600, chosen: true });
  expect(viewOf(TOUCHWOOD, 900).span).toBe(2700);
});

test('without a place it opens on all that is known, with room to spare, and nobody has chosen it', () => {
  const view = viewOfAll([TOUCHWOOD, KNOWLE])!;
  expect(view.at.lat).toBeCloseTo((TOUCHWOOD.lat + KNOWLE.lat) / 2, 9);
  expect(view.chosen).toBe(false);
  const { x, y } = metresFrom(view.at)(KNOWLE);
  expect(view.span / 2).toBeGreaterThan(Math.max(Math.abs(x), Math.abs(y)));
  expect(view.span).toBeLessThan(5000);
});

test('where nothing is known there is no plan', () => {
  expect(viewOfAll([])).toBeNull();
});

test('the place is moved by parts of what is seen, and chosen by that', () => {
  const view = moved(viewOfAll([TOUCHWOOD])!, 0.25, -0.5);
  const { x, y } = metresFrom(TOUCHWOOD)(view.at);
  expect([Math.round(x), Math.round(y)]).toEqual([150, -300]);
  expect(view.chosen).toBe(true);
});

test('coming nearer chooses nothing, and goes no nearer or further than makes sense', () => {
  const view = viewOfAll([TOUCHWOOD])!;
  expect(zoomed(view, 0.5)).toEqual({ ...view, span: 300 });
  expect(zoomed(view, 0.001).span).toBe(100);
  expect(zoomed(view, 1e6).span).toBe(50_000);
});

test.each([
  [100, 20],
  [300, 100],
  [600, 200],
  [1600, 500],
  [9000, 2000],
])('of %i m seen the bar is %i m long', (span, metres) => {
  expect(scaleBar(span)).toBe(metres);
});
