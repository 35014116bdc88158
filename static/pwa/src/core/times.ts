/** Times on the wire and on the screen. The phone's days are Europe/London, wherever the phone thinks it is. */

/** Asked for numbers alone: how a locale writes whole dates differs between phones, and has changed on them. */
const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** ISO 8601 with an offset, in UTC: `2026-11-23T10:04:05.000+00:00`. */
export function wireTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+00:00');
}

/** `2026-11-23T10:04`, the time in London as a `datetime-local` field has it. */
export function londonWall(ms: number): string {
  const [day, month, year, hour, minute] = LONDON.format(ms).match(/\d+/g)!;
  return `${year}-${month}-${day}T${hour}:${minute}`;
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
  const summer = winter - 3_600_000;
  return summer && londonWall(summer) === wall ? summer : winter;
}

/** When a day of London's, `2026-11-23`, begins and ends: 23, 24 or 25 hours, in ms. */
export function boundsOf(day: string): [number, number] {
  const start = fromLondon(`${day}T00:00`);
  return [start, fromLondon(`${londonDay(start + 36 * 3_600_000)}T00:00`)];
}
