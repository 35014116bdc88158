/** What became of a record since it was made: kept in the record itself, so that it stays when operations have gone. */

export interface Deed {
  /** By this phone's clock, in ms. Null: elsewhere, and the server does not say when. */
  at: number | null;
  /** Empty of what was not done here: the server tells what came of it, and when if it was at a desk, but not why. */
  why: string;
  /** The fields that changed, before and after; `voided` when it was removed or put back. */
  was: Record<string, unknown>;
  is: Record<string, unknown>;
}

export interface Logged {
  log?: Deed[];
}

/** The record with the changes `is`, and its history one deed longer. */
export function logged<R extends Logged>(record: R, is: Partial<NoInfer<R>>, why: string, at: number | null): R {
  const was = Object.fromEntries(Object.keys(is).map((key) => [key, record[key as keyof R]]));
  return { ...record, ...is, log: [...(record.log ?? []), { at, why, was, is }] };
}

/**
 * The record as the server tells it, with the history of our own and what of `fields` was changed elsewhere. `at`: when
 * a desk changed it; null where it was no desk, or an older server doesn't say.
 */
export function retold<R extends Logged>(
  own: R | undefined,
  told: R,
  fields: readonly (keyof R)[],
  at: number | null,
): R {
  if (!own) return told;
  const differing = fields.filter((key) => (own[key] ?? null) !== (told[key] ?? null));
  const is = Object.fromEntries(differing.map((key) => [key, told[key]])) as Partial<R>;
  const { log } = differing.length ? logged(own, is, '', at) : own;
  return log ? { ...told, log } : told;
}
