/** A sweep as planned, put together from what was pulled: period, roster, sites, authorised area. */
import type { Role } from '../core/codes';
import type { Polygon } from '../core/place';
import type { KnownSweeps } from '../core/placing';
import type { Change, Pulled } from '../store/pulled';

export interface Officer {
  officer_id: string;
  name: string;
  role: Role;
}

export interface Site {
  id: string;
  name: string;
  lat: number;
  lon: number;
}

export interface Plan {
  sweep_id: string;
  title: string;
  status: string;
  starts_at: number;
  ends_at: number;
  roster: Officer[];
  sites: Site[];
  /** Null: no direction under s.16 is on record. */
  power: { area: Polygon | null; ends_at: number } | null;
}

const when = (value: unknown): number => Date.parse(String(value));

/** Which sweeps still take records and which don't, as far as the server told. */
export function readKnownSweeps({ changes, whole }: Pulled): KnownSweeps {
  const sweeps = changes.filter((change) => change.type === 'sweep');
  const ids = (closed: boolean): Set<string> =>
    new Set(sweeps.filter((one) => (one.deleted || one['status'] === 'final') === closed).map((one) => one.id));
  return { open: ids(false), closed: ids(true), whole };
}

/** Sweeps that are not over for good, earliest first. */
export function readPlans(pulled: Change[]): Plan[] {
  const there = pulled.filter((change) => !change.deleted);
  const of = <T>(type: string, sweep: string): (Change & T)[] =>
    there.filter((change): change is Change & T => change.type === type && change['sweep_id'] === sweep);
  return there
    .filter((change) => change.type === 'sweep')
    .map((sweep) => {
      const power = of<{ area: Polygon | null }>('authorisation', sweep.id)[0];
      return {
        sweep_id: sweep.id,
        title: String(sweep['title']),
        status: String(sweep['status']),
        starts_at: when(sweep['starts_at']),
        ends_at: when(sweep['ends_at']),
        roster: of<Officer>('roster', sweep.id).sort((a, b) => a.name.localeCompare(b.name)),
        sites: of<Site>('site', sweep.id).sort((a, b) => a.name.localeCompare(b.name)),
        power: power ? { area: power.area, ends_at: when(power['ends_at'] ?? sweep['ends_at']) } : null,
      };
    })
    .sort((a, b) => a.starts_at - b.starts_at);
}
