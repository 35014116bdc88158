import { expect, test } from 'vitest';
import { metresFrom } from '../../src/core/ground';
import { moved, pinned, scaleBar, viewOf, viewOfAll, zoomed, type View } from '../../src/core/view';

const TOUCHWOOD = { lat: 52.4114, lon: -1.7797 };
const KNOWLE = { lat: 52.3885, lon: -1.7335 };

/** Where the pin stands on the screen, in hundredths of what is seen, east and north of the middle. */
function onScreen({ at, span, pin }: View): number[] {
  const { x, y } = metresFrom(at)(pin!);
  return [x, y].map((metres) => Math.round((100 * metres) / span));
}

test('the plan opens on the place, and as far around as that is in doubt', () => {
  expect(viewOf(TOUCHWOOD, 12)).toEqual({ at: TOUCHWOOD, span: 600, pin: TOUCHWOOD });
  expect(viewOf(TOUCHWOOD, 900).span).toBe(2700);
});

test('without a place it opens on all that is known, with room to spare, and there is no pin', () => {
  const view = viewOfAll([TOUCHWOOD, KNOWLE])!;
  expect(view.at.lat).toBeCloseTo((TOUCHWOOD.lat + KNOWLE.lat) / 2, 9);
  expect(view.pin).toBeNull();
  const { x, y } = metresFrom(view.at)(KNOWLE);
  expect(view.span / 2).toBeGreaterThan(Math.max(Math.abs(x), Math.abs(y)));
  expect(view.span).toBeLessThan(5000);
});

test('where nothing is known there is no plan', () => {
  expect(viewOfAll([])).toBeNull();
});

test('a tap sets the pin where it was tapped, and the plan stays where it is', () => {
  const before = viewOfAll([TOUCHWOOD])!;
  const view = pinned(before, 0.25, -0.45);
  expect(view.at).toEqual(before.at);
  expect(onScreen(view)).toEqual([25, -45]);
});

test('keys move the pin from where it is, and the plan stays', () => {
  const view = moved(pinned(viewOf(TOUCHWOOD, 12), 0.25, 0), 0, -0.04);
  expect(view.at).toEqual(TOUCHWOOD);
  expect(onScreen(view)).toEqual([25, -4]);
});

test('keys without a pin set one beside the middle', () => {
  expect(onScreen(moved(viewOfAll([TOUCHWOOD])!, 0.04, 0))).toEqual([4, 0]);
});

test('a pin that keys move to the rim takes the plan along, and stays in sight', () => {
  let view = viewOf(TOUCHWOOD, 12);
  for (let i = 0; i < 30; i++) view = moved(view, 0.04, 0);
  expect(onScreen(view)).toEqual([40, 0]);
  expect(Math.round(metresFrom(TOUCHWOOD)(view.pin!).x)).toBe(720);
});

test('coming nearer leaves the pin where it is on the screen', () => {
  const view = zoomed(pinned(viewOf(TOUCHWOOD, 12), 0.25, -0.12), 0.5);
  expect(view.span).toBe(300);
  expect(onScreen(view)).toEqual([25, -12]);
});

test('coming nearer sets no pin, and goes no nearer or further than makes sense', () => {
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
