/** Who on one phone may have used the power of removal (s.16 Crime and Disorder Act 1998). */
import { mayRemove, usesPower, type Outcome, type Role } from './codes';

export interface Person {
  officer_id: string;
  role: Role;
}

/** Stands for the phone's own officer in the question; on the wire `acted_by` is then null. */
export const ME = 'me';

/** Does anybody on this patrol hold the power? Before it starts, its own officer decides. */
export const patrolHasPower = (own: Person, walking: Person[]): boolean =>
  (walking.length ? walking : [own]).some(({ role }) => mayRemove(role));

/** Removal is offered where somebody holds the power, and to a designated place only where the plan has one. */
export const isOffered = (outcome: Outcome, held: boolean, designated: boolean): boolean =>
  !usesPower(outcome) || (held && (designated || outcome !== 'designated_premises_s16'));

/** Who may have used it: `ME` first, then the others who walk with this phone, by id. */
export function powerHolders(own: Person, walking: Person[]): string[] {
  const others = walking.filter(({ officer_id, role }) => officer_id !== own.officer_id && mayRemove(role));
  return [...(mayRemove(own.role) ? [ME] : []), ...others.map(({ officer_id }) => officer_id)];
}

/** Whoever holds the power is taken to have used it, unless another is named; without it nobody is presumed. */
export const powerUser = (own: Person, acted_by: string | null): string | null =>
  acted_by ?? (mayRemove(own.role) ? ME : null);
