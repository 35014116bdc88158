import { expect, test } from 'vitest';
import { cautions, isNoSchoolDay, NEAR_SCHOOL_M, periodNow, type Term } from '../../src/core/law';

const at = (london: string): number => Date.parse(`2026-11-23T${london}:00Z`);
const autumn: Term = { first_day: '2026-09-02', last_day: '2026-10-23', days_off: ['2026-09-02'] };
const later: Term = { first_day: '2026-11-02', last_day: '2026-12-18', days_off: [] };
const TERMS = [autumn, later];

test('before its period the power begins in so many minutes, in it so many are left, after it none', () => {
  const period = { starts_at: at('09:00'), ends_at: at('15:00') };
  expect(periodNow(period, at('08:30'))).toEqual({ state: 'before', minutes: 30 });
  expect(periodNow(period, at('10:04'))).toEqual({ state: 'on', minutes: 296 });
  expect(periodNow(period, at('15:01'))).toEqual({ state: 'over', minutes: 0 });
});

test('both ends belong to the period, and its last half minute is still in it', () => {
  const period = { starts_at: at('09:00'), ends_at: at('15:00') };
  expect(periodNow(period, at('09:00')).state).toBe('on');
  expect(periodNow(period, at('15:00') - 30_000)).toEqual({ state: 'on', minutes: 0 });
  expect(periodNow(period, at('15:00')).state).toBe('on');
});

test('a day in a term is a school day, unless it is one of its days off', () => {
  expect(isNoSchoolDay('2026-11-23', TERMS)).toBe(false);
  expect(isNoSchoolDay('2026-09-02', TERMS)).toBe(true);
});

test('a weekend is none, even within a term or where no terms are known', () => {
  expect(isNoSchoolDay('2026-11-21', TERMS)).toBe(true);
  expect(isNoSchoolDay('2026-11-22', [])).toBe(true);
});

test('a day between two terms is none', () => {
  expect(isNoSchoolDay('2026-10-28', TERMS)).toBe(true);
});

test('before the first and after the last term that is known, nobody can say', () => {
  expect(isNoSchoolDay('2026-08-12', TERMS)).toBe(false);
  expect(isNoSchoolDay('2027-01-13', TERMS)).toBe(false);
  expect(isNoSchoolDay('2026-10-28', [])).toBe(false);
});

test.each([
  ['08:29', ['no_lessons']],
  ['08:30', ['first_hour']],
  ['09:44', ['first_hour']],
  ['10:04', []],
  ['12:00', ['lunch']],
  ['13:29', ['lunch']],
  ['13:30', []],
  ['15:00', ['no_lessons']],
])('at %s on a school day there is to be had in mind: %s', (clock, expected) => {
  expect(cautions(at(clock), TERMS, Infinity)).toEqual(expected);
});

test('the hours are London’s, in summer too', () => {
  expect(cautions(Date.parse('2026-06-30T11:15:00Z'), [], Infinity)).toEqual(['lunch']);
});

test('near a school pupils may be out, and that comes after the hour', () => {
  expect(cautions(at('10:04'), TERMS, NEAR_SCHOOL_M)).toEqual(['near_school']);
  expect(cautions(at('12:30'), TERMS, 40)).toEqual(['lunch', 'near_school']);
  expect(cautions(at('10:04'), TERMS, NEAR_SCHOOL_M + 1)).toEqual([]);
});

test('on a day without school nothing else matters', () => {
  expect(cautions(Date.parse('2026-11-22T12:30:00Z'), TERMS, 40)).toEqual(['no_school_day']);
});
