import { expect, test } from 'vitest';
import { isOverdue, likelyEnd } from '../../src/core/overdue';
import { amendShift, endShift, isIn, officerMinutes, partOf, voidShift, type Shift } from '../../src/core/shift';
import { boundsOf, fromLondon, londonWall } from '../../src/core/times';

const at = (text: string): number => Date.parse(text);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const aShift = (from: string, to: string | null = null, change: Partial<Shift> = {}): Shift => ({
  shift_id: 'shift-1',
  sweep_id: 'sweep-1',
  officer_id: 'amara',
  started_at: at(from),
  ended_at: to === null ? null : at(to),
  break_minutes: 0,
  breaks: [],
  head: 'start-1',
  ...change,
});
const minutesOn = (day: string, shift: Shift, now: number): number =>
  officerMinutes([partOf(shift, boundsOf(day), now)], now);

test('a day of London’s is 24 hours long, but 23 in spring and 25 in autumn', () => {
  const hours = (day: string): number => {
    const [from, to] = boundsOf(day);
    return (to - from) / HOUR;
  };
  expect(['2026-11-23', '2026-03-29', '2026-10-25', '2026-06-30'].map(hours)).toEqual([24, 23, 25, 24]);
  expect(boundsOf('2026-06-30')[0]).toBe(at('2026-06-29T23:00:00Z'));
});

test('a time is London’s wherever the phone is, in summer as in winter', () => {
  for (const [wall, moment] of [
    ['2026-11-23T10:04', '2026-11-23T10:04:00Z'],
    ['2026-06-30T10:04', '2026-06-30T09:04:00Z'],
    ['2026-07-01T00:30', '2026-06-30T23:30:00Z'],
  ] as const) {
    expect(fromLondon(wall)).toBe(at(moment));
    expect(londonWall(at(moment))).toBe(wall);
  }
});

test('the hour that October has twice is its first, and one that March leaves out is the hour after', () => {
  expect(fromLondon('2026-10-25T01:30')).toBe(at('2026-10-25T00:30:00Z'));
  expect(fromLondon('2026-10-25T02:30')).toBe(at('2026-10-25T02:30:00Z'));
  expect(fromLondon('2026-03-29T01:30')).toBe(at('2026-03-29T01:30:00Z'));
  expect(londonWall(fromLondon('2026-03-29T01:30'))).toBe('2026-03-29T02:30');
});

test('what is no time is no number', () => {
  expect(fromLondon('')).toBeNaN();
  expect(fromLondon('soon')).toBeNaN();
});

test('minutes go on through midnight, and each day has its own part', () => {
  const shift = aShift('2026-11-23T23:10:00Z', '2026-11-24T00:45:00Z');
  expect(officerMinutes([shift], at('2026-11-24T09:00:00Z'))).toBe(95);
  expect(minutesOn('2026-11-23', shift, at('2026-11-24T09:00:00Z'))).toBe(50);
  expect(minutesOn('2026-11-24', shift, at('2026-11-24T09:00:00Z'))).toBe(45);
});

test('a summer’s midnight is London’s', () => {
  const shift = aShift('2026-06-30T22:30:00Z', '2026-06-30T23:30:00Z');
  expect(minutesOn('2026-06-30', shift, 0)).toBe(30);
  expect(minutesOn('2026-07-01', shift, 0)).toBe(30);
});

test('the clocks go forward and back, and no minute is won or lost', () => {
  const spring = aShift('2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z');
  expect([londonWall(spring.started_at), londonWall(spring.ended_at!)]).toEqual([
    '2026-03-29T00:30',
    '2026-03-29T02:30',
  ]);
  expect(officerMinutes([spring], 0)).toBe(60);
  const autumn = aShift('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z');
  expect(londonWall(autumn.started_at)).toBe(londonWall(autumn.ended_at!));
  expect(officerMinutes([autumn], 0)).toBe(60);
  expect(minutesOn('2026-10-25', autumn, 0)).toBe(60);
});

test('a break belongs to the day in which it was', () => {
  const pause = { from: at('2026-11-23T23:50:00Z'), to: at('2026-11-24T00:20:00Z') };
  const shift = aShift('2026-11-23T23:00:00Z', '2026-11-24T01:00:00Z', { breaks: [pause], break_minutes: 30 });
  expect(minutesOn('2026-11-23', shift, 0)).toBe(50);
  expect(minutesOn('2026-11-24', shift, 0)).toBe(40);
});

test('breaks known by their minutes alone are taken off the day of the start', () => {
  const shift = aShift('2026-11-23T23:00:00Z', '2026-11-24T01:00:00Z', { break_minutes: 20 });
  expect(minutesOn('2026-11-23', shift, 0)).toBe(40);
  expect(minutesOn('2026-11-24', shift, 0)).toBe(60);
});

test('a shift stands in the list of each day that it touches, an open one up to now', () => {
  const open = aShift('2026-11-23T23:00:00Z');
  const now = at('2026-11-24T09:00:00Z');
  const days = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'];
  expect(days.map((day) => isIn(open, boundsOf(day), now))).toEqual([false, true, true, false]);
  expect(isIn(aShift('2026-11-23T09:00:00Z', '2026-11-23T09:00:00Z'), boundsOf('2026-11-23'), now)).toBe(true);
});

const NINE = '2026-11-23T09:00:00Z';
const THREE = at('2026-11-23T15:00:00Z');

test('a patrol is overdue once its period is over, and not a minute before', () => {
  expect(isOverdue(aShift(NINE), THREE, THREE)).toBe(false);
  expect(isOverdue(aShift(NINE), THREE, THREE + 1)).toBe(true);
});

test('a patrol begun after the period, or of no known period, may go on until the day or nine hours are over', () => {
  const late = aShift('2026-11-23T15:10:00Z');
  expect(isOverdue(late, THREE, at('2026-11-23T16:00:00Z'))).toBe(false);
  expect(isOverdue(late, THREE, at('2026-11-24T00:00:00Z'))).toBe(true);
  expect(isOverdue(aShift(NINE), null, at('2026-11-23T17:59:00Z'))).toBe(false);
  expect(isOverdue(aShift(NINE), null, at('2026-11-23T18:00:00Z'))).toBe(true);
});

test('nine hours are too long in any period, and a night’s sweep is not over at midnight', () => {
  const night = aShift('2026-11-23T20:00:00Z');
  const morning = at('2026-11-24T06:00:00Z');
  expect(isOverdue(night, morning, at('2026-11-24T00:30:00Z'))).toBe(false);
  expect(isOverdue(night, morning, at('2026-11-24T05:00:00Z'))).toBe(true);
});

test('the end proposed is the last moment known that has come: a stop or the sweep’s end', () => {
  const start = at(NINE);
  const stop = start + 40 * MINUTE;
  expect(likelyEnd(start, [stop, start + 20 * MINUTE, THREE], THREE + HOUR)).toBe(THREE);
  expect(likelyEnd(start, [stop, THREE], start + HOUR)).toBe(stop);
  expect(likelyEnd(start, [THREE], start + HOUR)).toBeNull();
  expect(likelyEnd(THREE, [stop], THREE + HOUR)).toBeNull();
});

test('a corrected shift names what it builds on and says only what is new', () => {
  const ended = endShift(aShift(NINE), THREE);
  expect(amendShift(ended, { ended_at: THREE - HOUR, break_minutes: 0 }, 'Forgot to tap')).toEqual({
    kind: 'shift.amend',
    record_id: 'shift-1',
    sweep_id: 'sweep-1',
    data: {
      shift_id: 'shift-1',
      base_op: 'start-1',
      changes: { break_minutes: 0, ended_at: '2026-11-23T14:00:00.000+00:00' },
      why: 'Forgot to tap',
    },
  });
  expect(voidShift(ended, 'Recorded by mistake').data).toEqual({
    shift_id: 'shift-1',
    base_op: 'start-1',
    why: 'Recorded by mistake',
  });
});

test('one officer on two phones at once is counted once', () => {
  const first = aShift(NINE, '2026-11-23T11:00:00Z');
  const second = aShift('2026-11-23T10:30:00Z', '2026-11-23T12:00:00Z', { shift_id: 'shift-2' });
  expect(officerMinutes([first, second], THREE)).toBe(180);
});
