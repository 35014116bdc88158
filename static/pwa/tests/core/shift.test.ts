import { expect, test } from 'vitest';
import {
  breakMinutes,
  endShift,
  isOnBreak,
  officerMinutes,
  startBreak,
  startShift,
  stopBreak,
  tellEnd,
  workedMinutes,
  type Shift,
} from '../../src/core/shift';

const NINE = Date.parse('2026-11-23T09:00:00Z');
const after = (minutes: number): number => NINE + minutes * 60_000;
const shift: Shift = {
  shift_id: 'shift-1',
  sweep_id: 'sweep-1',
  officer_id: 'amara',
  started_at: NINE,
  ended_at: null,
  break_minutes: 0,
  breaks: [],
  head: '',
};

test('an open shift counts to now', () => {
  expect(workedMinutes(shift, after(72))).toBe(72);
});

test('breaks are taken off, the open one as far as it has gone', () => {
  const paused = startBreak(stopBreak(startBreak(shift, after(10)), after(25)), after(60));
  expect(isOnBreak(paused)).toBe(true);
  expect(breakMinutes(paused, after(70))).toBe(25);
  expect(workedMinutes(paused, after(70))).toBe(45);
});

test('ending ends the break too, and tells its whole minutes', () => {
  const ended = endShift(startBreak(shift, after(30)), after(50));
  expect(tellEnd(ended).data).toEqual({
    shift_id: 'shift-1',
    ended_at: '2026-11-23T09:50:00.000+00:00',
    break_minutes: 20,
  });
  expect(workedMinutes(ended, after(500))).toBe(30);
});

test('a break pressed twice is one break', () => {
  expect(startBreak(startBreak(shift, after(1)), after(2)).breaks).toHaveLength(1);
});

test('a shift ended before it began counts nothing, never less', () => {
  expect(workedMinutes({ ...shift, ended_at: NINE - 60_000 }, NINE)).toBe(0);
});

test('three people for an hour are three hours', () => {
  const team = ['amara', 'grace', 'tom'].map((officer_id) => ({ ...shift, officer_id, shift_id: officer_id }));
  expect(officerMinutes(team, after(60))).toBe(180);
});

test('one shift is started for one person', () => {
  expect(startShift(shift)).toEqual({
    kind: 'shift.start',
    record_id: 'shift-1',
    sweep_id: 'sweep-1',
    data: {
      shift_id: 'shift-1',
      sweep_id: 'sweep-1',
      officer_id: 'amara',
      started_at: '2026-11-23T09:00:00.000+00:00',
    },
  });
});

test('a break before the start, since that was put right, is no break', () => {
  const paused = stopBreak(startBreak(shift, after(20)), after(40));
  expect(endShift({ ...paused, started_at: after(30) }, after(90)).break_minutes).toBe(10);
  expect(endShift({ ...paused, started_at: after(60) }, after(90)).break_minutes).toBe(0);
});
