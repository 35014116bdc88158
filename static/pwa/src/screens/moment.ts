/** A moment in words. */
import { londonClock, londonDay } from '../core/times';
import { londonDate } from '../words';
import { today } from './state';

/** `10:04` today, `10:04, Mon 23 Nov` of another day. */
export const moment = (ms: number): string =>
  londonDay(ms) === today.value ? londonClock(ms) : `${londonClock(ms)}, ${londonDate(ms)}`;
