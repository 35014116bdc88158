import { expect, test } from 'vitest';
import { doubtOf, isBetter, isLateFix, light, type Location, type Place, type Wanting } from '../../src/core/place';

const TEN = Date.parse('2026-11-23T10:00:00Z');
const MINUTE = 60_000;
const none: Location = { source: 'none', why_none: 'timeout' };
const gps = (accuracy_m: number | null): Place => ({ lat: 52.4, lon: -1.7, accuracy_m, source: 'gps', fix_age_s: 0 });
const wanting = (has: Location, change: Partial<Wanting> = {}): Wanting => ({
  has,
  stopped_at: TEN,
  fixed_at: has.source === 'none' ? null : TEN - 1000,
  until: TEN + MINUTE,
  ...change,
});

test('any place beats none, a fix twice as sharp beats a fix, and nothing beats a place a person chose', () => {
  expect(isBetter(gps(3000), none)).toBe(true);
  expect(isBetter(gps(12), gps(3000))).toBe(true);
  expect(isBetter(gps(12), gps(20))).toBe(false);
  expect(isBetter(gps(1), { ...gps(5), source: 'site' })).toBe(false);
});

test('a few metres are noise, however many times sharper that is, and what is not known is not better', () => {
  expect(isBetter(gps(0), gps(0))).toBe(false);
  expect(isBetter(gps(2), gps(9))).toBe(false);
  expect(isBetter(gps(0), gps(10))).toBe(true);
  expect(isBetter(gps(null), gps(null))).toBe(false);
  expect(isBetter(gps(30), gps(null))).toBe(true);
});

test('a fix that comes soon after fills a missing place and mends a poor one', () => {
  expect(isLateFix(gps(12), TEN + 5000, wanting(none))).toBe(true);
  expect(isLateFix(gps(12), TEN + 5000, wanting(gps(800)))).toBe(true);
  expect(isLateFix(gps(12), TEN + 5000, wanting(gps(14)))).toBe(false);
});

test('the fix that a stop has is never given to it again', () => {
  expect(isLateFix(gps(12), TEN - 1000, wanting(gps(800)))).toBe(false);
  expect(isLateFix(gps(0), TEN - 1000, wanting(gps(0)))).toBe(false);
});

test('a fix from another time tells nothing of where the stop was', () => {
  expect(isLateFix(gps(12), TEN - 6 * MINUTE, wanting(none))).toBe(false);
  expect(isLateFix(gps(12), TEN + 6 * MINUTE, wanting(none))).toBe(false);
  expect(isLateFix(gps(12), TEN - 4 * MINUTE, wanting(none))).toBe(true);
});

test('up to 20 m a place is good, up to 100 m fair, beyond that poor', () => {
  expect([0, 20, 21, 100, 101, 20_000].map(light)).toEqual(['good', 'good', 'fair', 'fair', 'poor', 'poor']);
});

test('a sharp fix a while after the stop tells more than a rough one at once, and less than one nearly as sharp', () => {
  expect(doubtOf(8, 20_000)).toBeLessThan(doubtOf(60, 1000));
  expect(doubtOf(8, 60_000)).toBeGreaterThan(doubtOf(12, 2000));
});

test('a fix from long before the stop tells as little as one from long after', () => {
  expect(doubtOf(10, -60_000)).toBe(doubtOf(10, 60_000));
});
