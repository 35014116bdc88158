import { expect, test } from 'vitest';
import { logged, retold } from '../../src/core/history';
import { daysOf, isFound } from '../../src/core/search';
import { createStop } from '../../src/core/stop';
import { aStop, NINE } from '../phone';

test('a change is remembered with its reason and its time, from what to what', () => {
  const changed = logged(aStop(), { finding: 'late' }, 'Learned more', NINE);
  expect(changed.finding).toBe('late');
  expect(changed.log).toEqual([
    { at: NINE, why: 'Learned more', was: { finding: 'truanting' }, is: { finding: 'late' } },
  ]);
});

test('deeds follow one another', () => {
  const once = logged(aStop(), { finding: 'late' }, 'Learned more', NINE);
  const twice = logged(once, { voided: true }, 'Recorded twice', NINE + 1);
  expect(twice.log!.map((deed) => deed.why)).toEqual(['Learned more', 'Recorded twice']);
});

test('the history goes with no operation: it is the phone’s own', () => {
  expect(createStop(logged(aStop(), { finding: 'late' }, '', NINE)).data).not.toHaveProperty('log');
});

test('what was changed elsewhere is told by what differs, without a time', () => {
  const own = logged(aStop(), { finding: 'late' }, 'Learned more', NINE);
  const told = retold(own, { ...own, finding: 'excluded', reason: null }, ['finding', 'reason', 'phase'], null);
  expect(told.finding).toBe('excluded');
  expect(told.log![1]).toEqual({ at: null, why: '', was: { finding: 'late' }, is: { finding: 'excluded' } });
});

test('what a desk changed is told with its time', () => {
  const own = aStop();
  expect(retold(own, { ...own, finding: 'late' }, ['finding'], NINE + 5000).log).toEqual([
    { at: NINE + 5000, why: '', was: { finding: 'truanting' }, is: { finding: 'late' } },
  ]);
});

test('what nobody changed adds nothing to the history', () => {
  const own = aStop();
  expect(retold(own, { ...own, flags: ['off_roster'] }, ['finding'], NINE)).not.toHaveProperty('log');
});

const MEDICAL = ['Has a reason', 'Medical', 'with a parent', 'by the fountain'];

test.each(['SW-7K2Q', 'sw7k2q', '7k2', 'medical', 'parent fountain', 'REASON 7K2Q'])('“%s” finds it', (asked) => {
  expect(isFound(asked, 'SW-7K2Q', MEDICAL)).toBe(true);
});

test.each(['SW-0000', 'late', 'medical late', '–'])('“%s” does not', (asked) => {
  expect(isFound(asked, 'SW-7K2Q', MEDICAL)).toBe(false);
});

test('a reference is found however its letters were heard', () => {
  expect(isFound('sw-1o1l', 'SW-1011', [])).toBe(true);
});

test('the days on this phone come latest first, each once', () => {
  const late = Date.parse('2026-06-30T23:30:00Z');
  expect(daysOf([NINE, NINE + 1000, late])).toEqual(['2026-11-23', '2026-07-01']);
});
