/** Times on the wire and on the screen. The phone's days are Europe/London, wherever the phone thinks it is. */

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });
const LONG_DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});

/** ISO 8601 with an offset, in UTC: `2026-11-23T10:04:05.000+00:00`. */
export function wireTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+00:00');
}

/** `2026-11-23`, the day in London. */
export function londonDay(ms: number): string {
  return DAY.format(ms);
}

/** `10:04`, the time of day in London. */
export function londonClock(ms: number): string {
  return CLOCK.format(ms);
}

/** `Mon 23 Nov` in London. */
export function londonDate(ms: number): string {
  return LONG_DAY.format(ms).replace(',', '');
}
