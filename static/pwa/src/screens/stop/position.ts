/**
 * Where the phone is. Starts when the form opens and is never waited for: a stop is saved with what is known, and
 * a better fix that comes soon after is added to it.
 */
import { cell } from '../cell';
import type { WhyNone } from '../../core/codes';
import { doubtOf, type Location, type Place } from '../../core/place';
import { onScreen, route } from '../route';
import { byServer } from '../state';

/** As the phone found it, its time by the phone's clock. */
type Fix = Pick<GeolocationPosition, 'coords' | 'timestamp'>;
export type Position = { found: Fix } | { why: WhyNone } | { looking: true };
const LOOKING = { looking: true } as const;
export const position = cell<Position>(LOOKING);

const PATIENCE_MS = 10_000;
/** How long after Save a fix still belongs to the stop. */
export const AFTER_SAVE_MS = 20_000;

type Told = (found: Fix) => void;
/** Who else wants to know of each fix. */
const others: Told[] = [];
export function onEveryFix(listener: Told): void {
  others.push(listener);
}

let began = 0;
/** The least delay of a fix in this search, in ms by the phone's clock; negative: that is behind. */
let least = Infinity;
let watch: number | null = null;
let ending: ReturnType<typeof setTimeout> | undefined;

/** The browser's own timeout doesn't run while the permission question is open, so the patience is ours. */
export function lookForPosition(): void {
  stopLooking();
  position.value = LOOKING;
  began = Date.now();
  least = Infinity;
  if (!('geolocation' in navigator)) {
    position.value = { why: 'unavailable' };
    return;
  }
  watch = navigator.geolocation.watchPosition(
    (told) => {
      const found = byPhone(told);
      if (isBest(found)) position.value = { found };
      for (const tell of others) tell(found);
    },
    (error) => {
      if (!hasFix()) position.value = { why: whyNot(error) };
    },
    { enableHighAccuracy: true, maximumAge: 0 },
  );
  ending = setTimeout(() => {
    if (position.value === LOOKING) position.value = { why: 'timeout' };
  }, PATIENCE_MS);
}

/**
 * Fixes are timed by the phone's clock or by the satellites', whichever the system takes. No fix is told before it was
 * found: the least delay between the two shows how far the clocks are apart, never more than the phone is ahead of the
 * server. What a delay is longer than that, is the fix's age.
 */
function byPhone({ coords, timestamp }: GeolocationPosition): Fix {
  least = Math.min(least, Date.now() - timestamp);
  // Asked for with each fix: how far the phone is ahead may have been found out since the search began.
  const ahead = Math.min(least, Math.max(0, -byServer(0)));
  return { coords, timestamp: timestamp + ahead };
}

/** A stop keeps, of all fixes, the one that tells best where the phone was when its form opened. */
function isBest({ coords, timestamp }: Fix): boolean {
  const known = position.value;
  if (!('found' in known) || route.value.screen !== 'stop') return true;
  const before = known.found;
  return doubtOf(coords.accuracy, timestamp - began) <= doubtOf(before.coords.accuracy, before.timestamp - began);
}

/** When the fix known now was found, in ms by the phone's clock; null where there is none. */
export function foundAt(): number | null {
  const known = position.value;
  return 'found' in known ? known.found.timestamp : null;
}

const hasFix = (): boolean => foundAt() !== null;

/** In the order of the standard's codes, from 1 on. */
function whyNot(error: GeolocationPositionError): WhyNone {
  return (['denied', 'unavailable', 'timeout'] as const)[error.code - 1]!;
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

export function placeOf(found: Fix, now: number): Place {
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
  if ('found' in known) return placeOf(known.found, now);
  return { source: 'none', why_none: 'why' in known ? known.why : 'timeout' };
}
