import { expect, test } from 'vitest';
import { nudged, pinned, scaleBar, viewAround, viewOfAll, zoomed } from '../../src/core/view';

const TOUCHWOOD = { lat: 52.4114, lon: -1.7797 };
const KNOWLE = { lat: 52.3885, lon: -1.7335 };

test('the plan opens on the place, and as far around as that is in doubt', () => {
  expect(viewAround(TOUCHWOOD, 12, null)).toEqual({ origin: TOUCHWOOD, centre: { x: 0, y: 0 }, span: 600, pin: null });
  expect(viewAround(TOUCHWOOD, 900, null).span).toBe(2700);
});

test('without a place it opens on all that is known, with room to spare', () => {
  const view = viewOfAll([TOUCHWOOD, KNOWLE])!;
  expect(view.origin.lat).toBeCloseTo((TOUCHWOOD.lat + KNOWLE.lat) / 2, 4);
  expect(view.span).toBeGreaterThan(3000);
  expect(view.span).toBeLessThan(4500);
});

test('where nothing is known there is no plan', () => {
  expect(viewOfAll([])).toBeNull();
});

test('a step is the same part of what is seen, and starts in the middle', () => {
  const view = viewAround(TOUCHWOOD, 0, null);
  expect(nudged(view, 1, 0).pin).toEqual({ x: 24, y: 0 });
  expect(nudged(nudged(view, 1, 0), 0, -1).pin).toEqual({ x: 24, y: -24 });
});

test('the plan stands still while the pin is well within it, and follows beyond', () => {
  const view = viewAround(TOUCHWOOD, 0, null);
  expect(pinned(view, { x: 200, y: 0 }).centre).toEqual({ x: 0, y: 0 });
  expect(pinned(view, { x: 0, y: 290 }).centre).toEqual({ x: 0, y: 290 });
});

test('it comes nearer to the pin, and goes no nearer or further than makes sense', () => {
  const view = pinned(viewAround(TOUCHWOOD, 0, null), { x: 100, y: 50 });
  expect(zoomed(view, 0.5)).toMatchObject({ centre: { x: 100, y: 50 }, span: 300 });
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
