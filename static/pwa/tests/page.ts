/** Enough of a page for the modules behind the screens to run on; nothing is drawn. To be imported first of all. */
import { readFileSync } from 'node:fs';
import { vi } from 'vitest';

const english = readFileSync(new URL('../src/words/en.json', import.meta.url), 'utf8');
const arrivals: (() => void)[] = [];

export const address = { hash: '', pathname: '/app/', reload: vi.fn() };
vi.stubGlobal('location', address);
vi.stubGlobal('history', {
  replaceState: (_state: null, _title: string, url: string) => {
    address.hash = url.includes('#') ? url.slice(url.indexOf('#')) : '';
  },
  back: vi.fn(),
});
vi.stubGlobal('addEventListener', (kind: string, heard: () => void) => {
  if (kind === 'hashchange') arrivals.push(heard);
});
vi.stubGlobal('document', {
  documentElement: { lang: '', dataset: {} },
  addEventListener: () => undefined,
  visibilityState: 'visible',
});
vi.stubGlobal('fetch', async () => new Response(english));

/** As if a link led to this address while the app is open. */
export function arriveAt(hash: string): void {
  address.hash = hash;
  for (const heard of arrivals) heard();
}

/** What is told of each fix. */
let onFix: PositionCallback = () => undefined;
vi.stubGlobal('navigator', {
  languages: ['en-GB'],
  userAgent: 'Node',
  geolocation: { watchPosition: (told: PositionCallback) => ((onFix = told), 1), clearWatch: () => undefined },
});

/** A fix that the phone finds now, if it is looking. */
export const findPlace = (latitude: number, accuracy: number, timestamp = Date.now()): void =>
  onFix({ coords: { latitude, longitude: -1.7, accuracy }, timestamp } as GeolocationPosition);
