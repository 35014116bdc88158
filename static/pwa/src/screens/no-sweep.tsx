/** Where a record names no sweep: what becomes of it, and the way to a sweep. */
import type { JSX } from 'preact';
import { SWEEPS } from '../words';
import { go } from './route';
import { patrol, placed, plan, sweepId } from './state';

/** What Home is called. A sweep that was not fetched yet has no name here. */
export function sweepTitle(): string {
  const { sweep_id, ended } = placed.value;
  if (sweep_id) return plan.value?.title ?? SWEEPS.notYet;
  return ended ? SWEEPS.ended[ended] : SWEEPS.noTitle;
}

/** In a line: what is recorded here is kept and goes to a person. */
export const NamesNone = (): JSX.Element => <p class="hint">{SWEEPS.namesNone}</p>;

/** The patrol that runs belongs to another sweep than the stops, or to one that is over. */
export function PatrolStays(): JSX.Element | null {
  const own = patrol.value[0]?.sweep_id;
  if (!own || own === sweepId.value) return null;
  return <p>{sweepId.value ? SWEEPS.patrolElsewhere : SWEEPS.patrolStays}</p>;
}

export function ChooseSweep(): JSX.Element | null {
  const { sweep_id, ended } = placed.value;
  if (sweep_id) return null;
  return (
    <div class="stack">
      {ended && <p>{SWEEPS.endedWhy[ended]}</p>}
      <p>{SWEEPS.namesNone}</p>
      <button class={ended ? 'button button--main' : 'button button--quiet'} onClick={() => go('sweeps')}>
        {SWEEPS.choose}
      </button>
    </div>
  );
}
