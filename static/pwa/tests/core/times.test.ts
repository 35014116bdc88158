import { afterEach, expect, test, vi } from 'vitest';

const MOMENT = Date.parse('2026-07-01T23:04:00Z');

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** A phone whose tables know no country's way of writing but Britain's, as some have Canada's wrong. */
function forgetOtherCountries(): void {
  class Format extends Intl.DateTimeFormat {
    constructor(locale: string, options: Intl.DateTimeFormatOptions) {
      super(locale === 'en-GB' ? locale : 'en-US', options);
    }
  }
  vi.stubGlobal('Intl', { ...Intl, DateTimeFormat: Format });
}

test('a day and a time of London’s are the same on every phone, however it writes other countries’ dates', async () => {
  forgetOtherCountries();
  const { londonClock, londonDay, londonWall } = await import('../../src/core/times');
  expect(londonDay(MOMENT)).toBe('2026-07-02');
  expect(londonClock(MOMENT)).toBe('00:04');
  expect(londonWall(MOMENT)).toBe('2026-07-02T00:04');
});
