/** The law is told by the server's clock, by which it will be judged, however wrong the phone's is. */
import '../page';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Location } from '../../src/core/place';
import { cautionsAt, removalWarning } from '../../src/screens/here';
import { LawLine } from '../../src/screens/law-line';
import { allShifts, me, now, plans, startState } from '../../src/screens/state';
import { form, openNewStop } from '../../src/screens/stop/draft';
import type { Enrolment } from '../../src/store/enrolments';
import { NINE } from '../phone';

const MINUTE = 60_000;
const TEN = NINE + 60 * MINUTE;
const NONE = { source: 'none', why_none: 'denied' } as const;
const power = { area: null, superintendent: '', reference: '', premises: [], starts_at: NINE, ends_at: TEN };
const plan = { ...power, sweep_id: 'sweep-1', title: '', status: 'open', roster: [], sites: [], power };
const officer = { id: 'amara', name: 'Amara', role: 'constable' };
const said = (): string => JSON.stringify(LawLine()!.props);

/** `behind`: so many minutes too slow. */
function clockIs(behind: number): void {
  me.value = { id: 'e', officer, clock: { offset_ms: behind * MINUTE, measured_at: NINE } } as Enrolment;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval'] });
  plans.value = [plan];
  allShifts.value = [
    {
      shift_id: 's',
      sweep_id: 'sweep-1',
      officer_id: 'amara',
      started_at: NINE,
      ended_at: null,
      break_minutes: 0,
      breaks: [],
      head: '',
    },
  ];
  return () => vi.useRealTimers();
});

test('a power that is over is not called in force because the phone’s clock is slow', () => {
  now.value = TEN - 5 * MINUTE;
  clockIs(0);
  expect(said()).toMatch(/until 10:00 · 5.min/);
  clockIs(20);
  expect(said()).not.toContain('until');
});

test('lunch is at lunch by the server’s clock', () => {
  now.value = NINE + 2 * 60 * MINUTE;
  clockIs(60);
  expect(cautionsAt(NONE)[0]).toMatch(/lunch/i);
});

test('a removal is judged by the time of its stop, not by when it is written down', () => {
  clockIs(0);
  vi.setSystemTime(TEN - MINUTE);
  openNewStop();
  const { stopped_at } = form.value!.draft;
  const removal = { outcome: 'returned_to_school_s16', stopped_at, location: NONE } as const;
  now.value = TEN + 5 * MINUTE;
  expect(removalWarning(removal)).toBe('');
  clockIs(3);
  expect(removalWarning(removal)).toBe('Outside the hours of the power.');
});

const [WEST, EAST, SOUTH, NORTH] = [-1.75, -1.72, 52.47, 52.49];
const corners: [number, number][] = [
  [WEST, SOUTH],
  [EAST, SOUTH],
  [EAST, NORTH],
  [WEST, NORTH],
  [WEST, SOUTH],
];
const area = { type: 'Polygon' as const, coordinates: [corners] };
const at = (lon: number, accuracy_m: number): Location => ({
  ...{ lat: 52.48, lon, accuracy_m },
  ...{ source: 'gps', fix_age_s: 0 },
});

test.each([
  ['inside', at(-1.735, 10), ''],
  ['outside', at(-1.7, 10), 'Outside the area of the power.'],
  ['where it can’t be told', at(-1.7201, 300), 'Can’t tell if this is inside the area of the power.'],
  ['where no place is known', NONE, 'Can’t tell if this is inside the area of the power.'],
])('a removal %s is warned of accordingly', (_, location, words) => {
  clockIs(0);
  plans.value = [{ ...plan, power: { ...power, area } }];
  now.value = NINE;
  expect(removalWarning({ outcome: 'designated_premises_s16', stopped_at: NINE, location })).toBe(words);
  expect(removalWarning({ outcome: 'returned_voluntarily', stopped_at: NINE, location })).toBe('');
});

test('a clock that is set back goes on from there', () => {
  vi.setSystemTime(TEN);
  startState();
  now.value = TEN;
  vi.setSystemTime(NINE);
  vi.advanceTimersByTime(1000);
  expect(now.value).toBe(NINE + 1000);
});

test('a removal on a Saturday is warned of: nobody is absent then', () => {
  clockIs(0);
  const saturday = NINE + 5 * 24 * 60 * MINUTE;
  plans.value = [{ ...plan, power: { ...power, starts_at: NINE, ends_at: saturday + MINUTE, area } }];
  const removal = { outcome: 'returned_to_school_s16', location: at(-1.735, 10) } as const;
  expect(removalWarning({ ...removal, stopped_at: saturday })).toBe('Nobody is absent on a day without school.');
  expect(removalWarning({ ...removal, stopped_at: NINE })).toBe('');
});
