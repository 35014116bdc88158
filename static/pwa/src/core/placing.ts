/** Which sweep a record made now belongs to: one answer, for what the screens say and for what is recorded. */

/** The sweeps a phone was told of. `whole`: all that the server has for it has come, so what isn't here is gone. */
export interface KnownSweeps {
  open: ReadonlySet<string>;
  closed: ReadonlySet<string>;
  whole: boolean;
}

/** `closed`: made final, or the officer was taken off it. `gone`: the server doesn't have it any more. */
export type Ended = 'closed' | 'gone';

export const NO_SWEEPS: KnownSweeps = { open: new Set(), closed: new Set(), whole: false };

/** Null: it still takes records, as far as this phone knows. What has not been fetched yet gets the benefit of the doubt. */
export function endedHow(id: string, known: KnownSweeps): Ended | null {
  if (known.open.has(id)) return null;
  if (known.closed.has(id)) return 'closed';
  return known.whole ? 'gone' : null;
}

export interface Placing {
  /** Null: the record names no sweep, and a coordinator places it. */
  sweep_id: string | null;
  /** What became of the sweep that is wanted, where it takes no more records. */
  ended: Ended | null;
}

/**
 * The running patrol's sweep, else the chosen one, so long as it takes records. `walking`: null where no patrol runs
 * or it names no sweep. `chosen`: null where the officer went on without one, undefined where nothing was chosen.
 */
export function placing(walking: string | null, chosen: string | null | undefined, known: KnownSweeps): Placing {
  const wanted = [walking, chosen].filter((id) => typeof id === 'string');
  const sweep_id = wanted.find((id) => endedHow(id, known) === null) ?? null;
  const missed = chosen === undefined ? walking : chosen;
  return { sweep_id, ended: sweep_id === null && missed ? endedHow(missed, known) : null };
}
