/** Times on the wire and on the screen. The phone's days are Europe/London, wherever the phone thinks it is. */

const HOUR_MS = 3_600_000;

/** One in the morning, Greenwich time, of the last Sunday of a month of 31 days; months from 0. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31, 1));
  return last.getTime() - last.getUTCDay() * 24 * HOUR_MS;
}

/**
 * Summer time as the Summer Time Act 1972 has it since the Order of 2002: from the last Sunday in March to the last
 * in October. By this rule and not by the browser's tables: to open those takes a slow phone as long as all else that
 * stands between the app's icon and the first screen.
 */
function isSummer(ms: number): boolean {
  const year = new Date(ms).getUTCFullYear();
  return lastSunday(year, 2) <= ms && ms < lastSunday(year, 9);
}

/** ISO 8601 with an offset, in UTC: `2026-11-23T10:04:05.000+00:00`. */
export function wireTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+00:00');
}

/** `2026-11-23T10:04`, the time in London as a `datetime-local` field has it. */
export function londonWall(ms: number): string {
  return new Date(ms + Number(isSummer(ms)) * HOUR_MS).toISOString().slice(0, 16);
}

/** `2026-11-23`, the day in London. */
export const londonDay = (ms: number): string => londonWall(ms).slice(0, 10);

/** `10:04`, the time of day in London. */
export const londonClock = (ms: number): string => londonWall(ms).slice(11);

/**
 * The moment of such a text; NaN for none. Of an hour that October has twice it is the first; one that March leaves
 * out is the hour after.
 */
export function fromLondon(wall: string): number {
  const winter = Date.parse(`${wall}Z`);
  const summer = winter - HOUR_MS;
  return summer && londonWall(summer) === wall ? summer : winter;
}

/** When a day of London's, `2026-11-23`, begins and ends: 23, 24 or 25 hours, in ms. */
export function boundsOf(day: string): [number, number] {
  const start = fromLondon(`${day}T00:00`);
  return [start, fromLondon(`${londonDay(start + 36 * HOUR_MS)}T00:00`)];
}
