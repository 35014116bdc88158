/** A sweep as planned, put together from what was pulled: period, roster, sites, authorised area. */
import type { Phase, Role } from '../core/codes';
import type { Polygon } from '../core/area';
import type { Point } from '../core/ground';
import type { Period, Term } from '../core/law';
import type { KnownSweeps } from '../core/placing';
import type { Change, Pulled } from '../store/pulled';

export interface Officer {
  officer_id: string;
  name: string;
  role: Role;
}

/** For lists that are shown, and not before: to compare by a language's rules costs a slow phone a good while at first. */
export const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);

/** A place by its name. */
export interface Spot extends Point {
  name: string;
}

export interface Site extends Spot {
  id: string;
}

/** Its `id` is the URN. */
export interface School extends Site {
  phase: Phase;
}

/** A direction under s.16: who gave it, where and when it holds, and where children may be taken. */
export interface Power extends Period {
  area: Polygon | null;
  superintendent: string;
  reference: string;
  premises: Spot[];
}

/** What a whole authority shares: its schools by name, and its terms. */
export interface Ground {
  schools: School[];
  terms: Term[];
}

export const NO_GROUND: Ground = { schools: [], terms: [] };

export interface Plan {
  sweep_id: string;
  title: string;
  status: string;
  starts_at: number;
  ends_at: number;
  roster: Officer[];
  sites: Site[];
  /** Null: no direction under s.16 is on record. */
  power: Power | null;
}

const when = (value: unknown): number => Date.parse(String(value));

/** Which sweeps still take records and which don't, as far as the server told. */
export function readKnownSweeps({ changes, whole }: Pulled): KnownSweeps {
  const sweeps = changes.filter((change) => change.type === 'sweep');
  const ids = (closed: boolean): Set<string> =>
    new Set(sweeps.filter((one) => (one.deleted || one['status'] === 'final') === closed).map((one) => one.id));
  return { open: ids(false), closed: ids(true), whole };
}

/** A GeoJSON MultiPolygon has a list more around its rings; the even-odd rule needs them in one. */
const ringsOf = (area: Power['area']): Power['area'] =>
  area && { ...area, coordinates: area.coordinates.flat(Number(area.type !== 'Polygon')) as Polygon['coordinates'] };

/** A direction without a period of its own has the sweep's. */
const readPower = (given: Change, sweep: Change): Power => ({
  ...(given as Change & Power),
  area: ringsOf(given['area'] as Power['area']),
  starts_at: when(given['starts_at'] ?? sweep['starts_at']),
  ends_at: when(given['ends_at'] ?? sweep['ends_at']),
});

export function readGround(pulled: Change[]): Ground {
  const of = <T>(type: string): (Change & T)[] =>
    pulled.filter((change): change is Change & T => change.type === type && !change.deleted);
  return { schools: of<School>('school'), terms: of<Term>('term') };
}

/** Sweeps that are not over for good, earliest first. */
export function readPlans(pulled: Change[]): Plan[] {
  const there = pulled.filter((change) => !change.deleted);
  const of = <T>(type: string, sweep: string): (Change & T)[] =>
    there.filter((change): change is Change & T => change.type === type && change['sweep_id'] === sweep);
  return there
    .filter((change) => change.type === 'sweep')
    .map((sweep) => {
      const given = of('authorisation', sweep.id)[0];
      return {
        sweep_id: sweep.id,
        title: String(sweep['title']),
        status: String(sweep['status']),
        starts_at: when(sweep['starts_at']),
        ends_at: when(sweep['ends_at']),
        roster: of<Officer>('roster', sweep.id),
        sites: of<Site>('site', sweep.id),
        power: given ? readPower(given, sweep) : null,
      };
    })
    .sort((a, b) => a.starts_at - b.starts_at);
}
