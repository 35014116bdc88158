/** Names and roles of who may walk with this phone. */
import type { Role } from '../../core/codes';
import type { Shift } from '../../core/shift';
import { fill, PATROL } from '../../words';
import { moment } from '../moment';
import { byName, type Officer } from '../plans';
import { me, patrol, plan, plans } from '../state';

/** An officer who left the roster keeps the name another sweep knows; else there is only the id. */
export function officerOf(id: string): Officer {
  const own = me.value?.officer;
  if (own && own.id === id) return { officer_id: id, name: own.name, role: own.role };
  const known = plans.value.flatMap((one) => one.roster).find((officer) => officer.officer_id === id);
  return known ?? { officer_id: id, name: PATROL.unknown, role: 'partner' satisfies Role };
}

export const officerName = (id: string): string => officerOf(id).name;

/** `since 09:12`, `09:12 to 11:00`. */
export const times = ({ started_at, ended_at }: Shift): string =>
  ended_at === null
    ? fill(PATROL.since, moment(started_at))
    : fill(PATROL.fromTo, moment(started_at), moment(ended_at));

/** Everyone walking with this phone now. */
export const walkers = (): Officer[] => patrol.value.map((shift) => officerOf(shift.officer_id));

/** Those on the roster, and the phone's own officer, who are not walking yet. */
export function joiners(): string[] {
  const walking = new Set(patrol.value.map((shift) => shift.officer_id));
  const all = new Set([
    ...(me.value ? [me.value.officer.id] : []),
    ...[...(plan.value?.roster ?? [])].sort(byName).map((officer) => officer.officer_id),
  ]);
  return [...all].filter((id) => !walking.has(id));
}
