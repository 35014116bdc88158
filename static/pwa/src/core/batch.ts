/** Which operations go together, how a failing batch is split, how long to wait. */
import type { Held } from './outbox';

export interface Limits {
  ops: number;
  bytes: number;
  op_bytes: number;
}

export const USUAL_LIMITS: Limits = { ops: 200, bytes: 1_048_576, op_bytes: 32_768 };
/** After something went wrong. */
const CAREFUL_PACE = 20;
const ENVELOPE_BYTES = 4096;

/** JSON escapes the quotes inside an operation's text, which at worst doubles it. */
const sentBytes = (held: Held): number => held.bytes * 2 + 3;

/**
 * The first batch of what waits, oldest first: at most `pace` operations, never past the limits.
 * A single operation always goes, however large: the server says what it thinks of it.
 */
export function nextBatch<T extends Held>(waiting: T[], limits: Limits, pace: number): T[] {
  const most = Math.max(1, Math.min(limits.ops, pace));
  const batch: T[] = [];
  let bytes = ENVELOPE_BYTES;
  for (const held of waiting) {
    bytes += sentBytes(held);
    if (batch.length > 0 && (batch.length >= most || bytes > limits.bytes)) break;
    batch.push(held);
  }
  return batch;
}

/** Of the minute that a batch has: twice as many of one that took longer would not all come through. */
const EASY_MS = 20_000;

/** A batch that went through, by how long it took. */
export const howFast = (ms: number): 'through' | 'slowly' => (ms < EASY_MS ? 'through' : 'slowly');

/** How many to try next time. A batch that took too long is too long for this signal. */
export function nextPace(pace: number, limits: Limits, went: 'through' | 'slowly' | 'wrong' | 'too slowly'): number {
  if (went === 'slowly') return pace;
  if (went === 'through') return Math.min(limits.ops, pace * 2);
  if (went === 'wrong') return Math.min(pace, CAREFUL_PACE);
  return Math.max(1, Math.floor(pace / 2));
}

/** Two halves, the first the larger. */
export function halve<T>(batch: T[]): [T[], T[]] {
  const middle = Math.ceil(batch.length / 2);
  return [batch.slice(0, middle), batch.slice(middle)];
}

const FIRST_MS = 1000;
const MOST_MS = 120_000;

/** Back-off with full jitter: anywhere up to 1 s, 2 s, 4 s … 2 min. `random` is in [0, 1). */
export function backOff(attempt: number, random: number): number {
  return Math.round(random * Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 20)));
}
