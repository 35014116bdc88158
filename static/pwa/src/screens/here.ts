/** What lies around a place, and what to have in mind there, as far as this phone was told. */
import { areaState, toEdge, type AreaState } from '../core/area';
import { nearestFirst, type Near } from '../core/ground';
import { cautions, NEAR_SCHOOL_M, type Caution } from '../core/law';
import type { Location } from '../core/place';
import { CAUTION, far, fill } from '../words';
import type { School, Spot } from './plans';
import { ground, now, plan } from './state';

/** Null: no place, or no area on record. */
export function areaAt(at: Location): { state: AreaState; edge_m: number } | null {
  const area = plan.value?.power?.area;
  return area && at.source !== 'none' ? { state: areaState(at, area), edge_m: toEdge(at, area) } : null;
}

const near = <T extends School | Spot>(at: Location, all: T[]): Near<T>[] =>
  at.source === 'none' ? [] : nearestFirst(at, all);

export const schoolsNear = (at: Location): Near<School>[] => near(at, ground.value.schools);
export const premisesNear = (at: Location): Near<Spot>[] => near(at, plan.value?.power?.premises ?? []);

/** Each in a line, the weightiest first. A place known only roughly is near to no school in particular. */
export function cautionsAt(at: Location): string[] {
  const sharp = at.source !== 'none' && (at.accuracy_m ?? 0) <= NEAR_SCHOOL_M;
  const metres = sharp ? (schoolsNear(at)[0]?.metres ?? null) : null;
  return cautions(now.value, ground.value.terms, metres).map((caution: Caution) =>
    fill(CAUTION[caution], far(metres ?? 0)),
  );
}
