/**
 * Where the phone is. Starts when the form opens and is never waited for: a stop is saved with what is known, and
 * a better fix that comes soon after is added to it.
 */
import { cell } from '../cell';
import type { WhyNone } from '../../core/codes';
import { doubtOf, type Location, type Place } from '../../core/place';
import { onScreen, route } from '../route';

export type Position = { found: GeolocationPosition } | { why: WhyNone } | 'looking';
export const position = cell<Position>('looking');

const PATIENCE_MS = 10_000;
/** How long after Save a fix still belongs to the stop. */
export const AFTER_SAVE_MS = 20_000;

type Told = (found: GeolocationPosition) => void;
/** Who else wants to know of each fix. */
const told: Told[] = [];
export function onEveryFix(listener: Told): void {
  told.push(listener);
}

let began = 0;
let watch: number | null = null;
let ending: ReturnType<typeof setTimeout> | undefined;

/** The browser's own timeout doesn't run while the permission question is open, so the patience is ours. */
export function lookForPosition(): void {
  stopLooking();
  position.value = 'looking';
  began = Date.now();
  if (!('geolocation' in navigator)) {
    position.value = { why: 'unavailable' };
    return;
  }
  watch = navigator.geolocation.watchPosition(
    (found) => {
      if (isBest(found)) position.value = { found };
      for (const tell of told) tell(found);
    },
    (error) => {
      if (!hasFix()) position.value = { why: whyNot(error) };
    },
    { enableHighAccuracy: true, maximumAge: 0 },
  );
  ending = setTimeout(() => {
    if (position.value === 'looking') position.value = { why: 'timeout' };
  }, PATIENCE_MS);
}

/** A stop keeps, of all fixes, the one that tells best where the phone was when its form opened. */
function isBest({ coords, timestamp }: GeolocationPosition): boolean {
  const known = position.value;
  if (known === 'looking' || 'why' in known || route.value.screen !== 'stop') return true;
  const before = known.found;
  return doubtOf(coords.accuracy, timestamp - began) <= doubtOf(before.coords.accuracy, before.timestamp - began);
}

/** When the fix known now was found, in ms by the phone's clock; null where there is none. */
export function foundAt(): number | null {
  const known = position.value;
  return known !== 'looking' && 'found' in known ? known.found.timestamp : null;
}

const hasFix = (): boolean => foundAt() !== null;

function whyNot(error: GeolocationPositionError): WhyNone {
  if (error.code === error.PERMISSION_DENIED) return 'denied';
  return error.code === error.TIMEOUT ? 'timeout' : 'unavailable';
}

/** The screens that show a place look for it; after them the phone listens a little longer, then rests. */
export function lookWhereShown(): void {
  onScreen((screen) => {
    if (screen === 'law') lookForPosition();
    else if (screen !== 'stop' && watch !== null) {
      clearTimeout(ending);
      ending = setTimeout(stopLooking, AFTER_SAVE_MS);
    }
  });
}

function stopLooking(): void {
  clearTimeout(ending);
  if (watch !== null) navigator.geolocation.clearWatch(watch);
  watch = null;
}

export function placeOf(found: GeolocationPosition, now: number): Place {
  const { latitude, longitude, accuracy } = found.coords;
  return {
    lat: latitude,
    lon: longitude,
    accuracy_m: Math.round(accuracy),
    source: 'gps',
    fix_age_s: Math.max(0, Math.round((now - found.timestamp) / 1000)),
  };
}

/** What is known now. While the search goes on, that is nothing yet. */
export function locationNow(now: number): Location {
  const known = position.value;
  if (known === 'looking') return { source: 'none', why_none: 'timeout' };
  return 'found' in known ? placeOf(known.found, now) : { source: 'none', why_none: known.why };
}
