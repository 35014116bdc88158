import { expect, test } from 'vitest';
import { ME, isOffered, patrolHasPower, powerHolders, powerUser, type Person } from '../../src/core/power';

const constable: Person = { officer_id: 'constable', role: 'constable' };
const special: Person = { officer_id: 'special', role: 'special' };
const welfare: Person = { officer_id: 'welfare', role: 'ewo' };
const pcso: Person = { officer_id: 'pcso', role: 'pcso' };

test('an officer with the power is offered first, as oneself, before the others who walk along', () => {
  expect(powerHolders(constable, [special, constable, welfare])).toEqual([ME, 'special']);
});

test('an officer without the power is not offered, and only those with it are', () => {
  expect(powerHolders(welfare, [welfare, constable, pcso])).toEqual(['constable']);
});

test('who has the power is taken to have used it until another is named', () => {
  expect(powerUser(constable, null)).toBe(ME);
  expect(powerUser(constable, 'special')).toBe('special');
});

test('who has no power leaves the question open until somebody is named', () => {
  expect(powerUser(welfare, null)).toBeNull();
  expect(powerUser(welfare, 'constable')).toBe('constable');
});

test('a patrol has the power when one of those who walk has it', () => {
  expect(patrolHasPower(welfare, [welfare, constable])).toBe(true);
  expect(patrolHasPower(welfare, [welfare, pcso])).toBe(false);
  expect(patrolHasPower(constable, [welfare])).toBe(false);
});

test('before the patrol the phone’s own officer decides whether there is power', () => {
  expect(patrolHasPower(constable, [])).toBe(true);
  expect(patrolHasPower(welfare, [])).toBe(false);
});

test('a designated place is offered only where the plan names one, and a school wherever somebody holds the power', () => {
  expect(isOffered('designated_premises_s16', true, true)).toBe(true);
  expect(isOffered('designated_premises_s16', true, false)).toBe(false);
  expect(isOffered('returned_to_school_s16', true, false)).toBe(true);
  expect(isOffered('returned_to_school_s16', false, true)).toBe(false);
  expect(isOffered('taken_home', false, false)).toBe(true);
});
