/** Truths that Python and TypeScript must both meet: `tests/cases/`. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as codes from '../../src/core/codes';
import { garwood } from '../../src/core/garwood';
import { reference } from '../../src/core/ids';
import { isNoSchoolDay } from '../../src/core/law';
import { officerMinutes, type Shift } from '../../src/core/shift';
import { ratio, tally, truantsAnHour } from '../../src/core/tally';

const read = (name: string): any[] & Record<string, any> =>
  JSON.parse(readFileSync(new URL(`../../../../tests/cases/${name}.json`, import.meta.url), 'utf8'));
const slugs = (list: { slug: string }[]): string[] => list.map((entry) => entry.slug).sort();
const sorted = (list: readonly string[]): string[] => [...list].sort();

const lists = read('codes');

test('a record has the same reference on the phone and at the desk', () => {
  for (const each of read('references')) expect(reference(each.id)).toBe(each.reference);
});

test('a day without school is the same on the phone as on the server', () => {
  const { terms, days, unknown } = read('school_days');
  for (const { day, no_school, why } of days) expect(isNoSchoolDay(day, terms), why).toBe(no_school);
  for (const { day, no_school, why } of unknown) expect(isNoSchoolDay(day, []), why).toBe(no_school);
});

test('every finding has the same slug, reasons and meaning on the phone and on the server', () => {
  expect(sorted(codes.FINDINGS)).toEqual(slugs(lists.findings));
  for (const finding of lists.findings) {
    expect(sorted(codes.REASONS[finding.slug as codes.Finding])).toEqual(sorted(finding.reasons));
    expect(codes.truanting(finding.slug)).toBe(finding.truanting);
  }
});

test('company, outcomes, phases, ages, sexes and urgency are the same lists', () => {
  expect(sorted(codes.ACCOMPANIED)).toEqual(slugs(lists.accompanied_by));
  expect(sorted(codes.OUTCOMES)).toEqual(slugs(lists.outcomes));
  for (const outcome of lists.outcomes) expect(codes.usesPower(outcome.slug)).toBe(outcome.under_s16);
  expect(sorted(codes.PHASES)).toEqual(sorted(lists.phases));
  expect(sorted(codes.AGE_BANDS)).toEqual(sorted(lists.age_bands));
  expect(sorted(codes.SEXES)).toEqual(sorted(lists.sexes));
  expect(sorted(codes.URGENT)).toEqual(sorted(lists.urgent));
});

test('the same roles may use the power', () => {
  expect(sorted(codes.ROLES)).toEqual(slugs(lists.officer_roles));
  for (const role of lists.officer_roles) expect(codes.mayRemove(role.slug)).toBe(role.may_use_s16);
});

test.each(read('rounding'))('$numerator / $denominator to $decimals decimals is $text', (given: any) => {
  expect(ratio(given.numerator, given.denominator, given.decimals)).toBe(given.text);
});

const NINE = Date.parse('2026-11-23T09:00:00Z');

function shiftOf(given: any, index: number): Shift {
  const started_at = NINE + (given.starts ?? 0) * 60_000;
  return {
    shift_id: `shift-${index}`,
    sweep_id: null,
    officer_id: given.officer ?? `officer-${index}`,
    started_at,
    ended_at: started_at + given.minutes * 60_000,
    break_minutes: given.break_minutes ?? 0,
    breaks: [],
    head: '',
  };
}

test.each(read('tally'))('tally: $name', ({ stops, shifts, expected }: any) => {
  const counted = stops.flatMap((stop: any, i: number) =>
    Array.from({ length: stop.times ?? 1 }, (_, n) => ({ ...stop, encounter_id: stop.encounter ?? `${i}-${n}` })),
  );
  const totals = tally(counted);
  const minutes = officerMinutes(shifts.map(shiftOf), NINE);
  if ('children_stopped' in expected) expect(totals.stopped).toBe(expected.children_stopped);
  if ('truanting_provisional' in expected) expect(totals.truanting).toBe(expected.truanting_provisional);
  if ('stopped_with_parent' in expected) expect(totals.withParent).toBe(expected.stopped_with_parent);
  if ('officer_hours' in expected) expect(ratio(minutes, 60, 1)).toBe(expected.officer_hours);
  // Where a school has said otherwise the server's yield differs from the street's, which the phone shows.
  const verified = stops.some((stop: any) => stop.verified_finding);
  if ('truants_per_officer_hour' in expected && !verified) {
    expect(truantsAnHour(totals, minutes, 2)?.anHour ?? null).toBe(expected.truants_per_officer_hour);
  }
});

const intervals = read('intervals');

test.each<any>(intervals.limits)('$events events: between $low and $high', ({ events, low, high }) => {
  const found = garwood(events);
  expect(found[0]).toBeCloseTo(low, 7);
  expect(found[1]).toBeCloseTo(high, 7);
});

test.each<any>(intervals.yields)('yield: $name', ({ groups, minutes, one, two }) => {
  const met = groups.flatMap((size: number, i: number) => Array(size).fill(`encounter-${i}`));
  const totals = tally(
    met.map((encounter_id: string) => ({ finding: 'truanting', accompanied_by: 'alone', encounter_id })),
  );
  const shown = (places?: number) => {
    const found = truantsAnHour(totals, minutes, places);
    return found && [found.anHour, found.low, found.high];
  };
  expect(shown()).toEqual(one);
  expect(shown(2)).toEqual(two);
});
