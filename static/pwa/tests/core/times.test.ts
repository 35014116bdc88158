import { expect, test } from 'vitest';
import { londonWall } from '../../src/core/times';

const HOUR = 3_600_000;

/** The time zone tables' word for it, in the Swedish way of writing, which is nearly ours. */
const tables = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' });
const byTables = (ms: number): string => tables.format(ms).replace(' ', 'T');

/** Every so many hours from 2002 on, the year of the Order that the rule is from. */
function* everyHours(hours: number, until: string): Generator<number> {
  for (let ms = Date.parse('2002-01-01T00:30:00Z'); ms < Date.parse(until); ms += hours * HOUR) yield ms;
}

test('the time in London is what the time zone tables say, at every hour of six years', () => {
  const wrong = [...everyHours(1, '2008-01-01')].filter((ms) => londonWall(ms) !== byTables(ms));
  expect(wrong).toEqual([]);
});

test('and in each week until 2037: if the law changes, the tables will tell', () => {
  const wrong = [...everyHours(7 * 24, '2037-01-01')].filter((ms) => londonWall(ms) !== byTables(ms));
  expect(wrong).toEqual([]);
});

test('the clocks change at one in the morning by Greenwich, on the last Sunday of March and of October', () => {
  const at = ['2026-03-29T00:59', '2026-03-29T01:00', '2026-10-25T00:59', '2026-10-25T01:00'];
  expect(at.map((time) => londonWall(Date.parse(`${time}Z`)).slice(11))).toEqual(['00:59', '02:00', '01:59', '01:00']);
});
