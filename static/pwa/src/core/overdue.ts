/** A patrol that runs on past what anyone meant: it is said, never ended by itself, and its end is proposed. */
import type { Shift } from './shift';
import { londonDay } from './times';

/** Longer than any patrol walks. */
const LONG_MS = 9 * 3_600_000;

/**
 * Past `ends` (of the authorised period or the sweep; null: not known) if it began before, else on a later day of
 * London's; and after nine hours in any case.
 */
export function isOverdue({ started_at }: Shift, ends: number | null, now: number): boolean {
  if (now - started_at >= LONG_MS) return true;
  return ends !== null && started_at < ends ? now > ends : londonDay(started_at) !== londonDay(now);
}

/** When it will have ended: the latest of these moments that lies after its start and not in the future, if any does. */
export function likelyEnd(started_at: number, moments: number[], now: number): number | null {
  const likely = Math.max(...moments.filter((at) => at > started_at && at <= now));
  return likely > 0 ? likely : null;
}
