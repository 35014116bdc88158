/** What becomes of answered operations when the server may have forgotten them: doubted, asked about, believed. */
import { settle, unsettle, type Answer, type Held } from './outbox';

/** Is the server to be asked about it? An older version of the app, in another tab, may settle and leave the mark. */
export const isDoubted = (held: Held): boolean => held.state === 'unsent' && held.doubted === true;

/** What the server says of an operation that it was asked about. `differs`: it has other bytes under this id. */
export type FoundState = 'have' | 'quarantined' | 'erased' | 'missing' | 'differs';

export interface Found {
  op_id: string;
  state: FoundState;
  rev: number | null;
}

/** The operation after it was asked about; null: erased there, so it leaves here too. */
export function believe<T extends Held>(held: T, found: Found, answer: Answer): T | null {
  const { state, rev } = found;
  if (state === 'erased') return null;
  if (state === 'missing' || state === 'differs') return unsettle(held);
  const aside = state === 'quarantined';
  const known = aside === (held.status === 'quarantined');
  const status = aside ? 'quarantined' : known && held.status ? held.status : 'duplicate';
  return settle(held, { op_id: held.op_id, status, rev, problem: known ? held.problem : null }, answer);
}

/** The server was rolled back or replaced: what it had answered for counts no more until it was asked again. */
export function doubt<T extends Held>(held: T): T {
  if (held.state === 'parked') return unsettle(held);
  if (held.state === 'unsent') return held;
  return { ...held, state: 'unsent', rev: null, epoch: null, settled_at: null, doubted: true };
}
