/** How far the phone's clock is from the server's, and how old that knowledge is. */

/** `offset_ms` is server minus phone; `measured_at` is the phone's time when it was measured, in ms. */
export interface ClockReading {
  offset_ms: number;
  measured_at: number;
}

/** What every operation carries of it. */
export interface ClockEvidence {
  offset_ms: number;
  offset_age_s: number;
}

/** Less is a network's noise, and would turn 10:05 as somebody typed it into 10:04 and 59 seconds. */
const TELLING_MS = 1000;

/** The server's time is taken to belong to the middle of the round trip. All in ms since 1970. */
export function readClock(sentAt: number, answeredAt: number, serverTime: number): ClockReading {
  const apart = Math.round(serverTime - (sentAt + answeredAt) / 2);
  return { offset_ms: Math.abs(apart) < TELLING_MS ? 0 : apart, measured_at: answeredAt };
}

/** A clock set back since the measurement can't make the evidence younger than new. */
export function evidence(reading: ClockReading, now: number): ClockEvidence {
  return { offset_ms: reading.offset_ms, offset_age_s: Math.max(0, Math.round((now - reading.measured_at) / 1000)) };
}
