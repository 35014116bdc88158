/** What lies around a place, and what to have in mind there, as far as this phone was told. */
import { standing, type AreaState } from '../core/area';
import { usesPower } from '../core/codes';
import { nearestFirst, type Near } from '../core/ground';
import { cautions, isNoSchoolDay, NEAR_SCHOOL_M, periodNow } from '../core/law';
import type { Location } from '../core/place';
import type { Stop } from '../core/stop';
import { londonDay } from '../core/times';
import { CAUTION, far, fill, LAW } from '../words';
import type { School, Spot } from './plans';
import { byServer, ground, now, plan } from './state';

/** Null: no place, or no area on record. */
export function areaAt(at: Location): { state: AreaState; edge_m: number } | null {
  const area = plan.value?.power?.area;
  return area && at.source !== 'none' ? standing(at, area) : null;
}

/**
 * Why a removal there and then goes beyond the power, or may do; '' where nothing speaks against it. It is recorded
 * all the same.
 */
export function removalWarning({
  outcome,
  stopped_at,
  location,
}: Pick<Stop, 'outcome' | 'stopped_at' | 'location'>): string {
  if (!plan.value || !outcome || !usesPower(outcome)) return '';
  const { power } = plan.value;
  if (!power) return LAW.noPower;
  const where = power.area ? (areaAt(location)?.state ?? 'unsure') : 'inside';
  const at = byServer(stopped_at);
  const beyond = [
    isNoSchoolDay(londonDay(at), ground.value.terms) && LAW.beyond.day,
    periodNow(power, at).state !== 'on' && LAW.beyond.hours,
    where !== 'inside' && LAW.beyond[where],
  ];
  return beyond.filter(Boolean).join(' ');
}

const near = <T extends School | Spot>(at: Location, all: T[]): Near<T>[] =>
  at.source === 'none' ? [] : nearestFirst(at, all);

export const schoolsNear = (at: Location): Near<School>[] => near(at, ground.value.schools);
export const premisesNear = (at: Location): Near<Spot>[] => near(at, plan.value?.power?.premises ?? []);

/** `Mell Square · 120 m`. */
export const awayWords = ({ there, metres }: Near<{ name: string }>): string => fill(LAW.away, there.name, far(metres));

/** Each in a line, the weightiest first. A place known only roughly is near to no school in particular. */
export function cautionsAt(at: Location): string[] {
  const [school] = at.source !== 'none' && (at.accuracy_m ?? 0) <= NEAR_SCHOOL_M ? schoolsNear(at) : [];
  return cautions(byServer(now.value), ground.value.terms, school?.metres ?? Infinity).map((caution) =>
    fill(CAUTION[caution], far(school?.metres ?? 0)),
  );
}
