/** On the first screen: the power in one line, and behind it the rest. */
import type { JSX } from 'preact';
import { periodNow, type Period } from '../core/law';
import { patrolHasPower } from '../core/power';
import { londonClock } from '../core/times';
import { Onward } from '../ui/icons';
import { duration, fill, LAW } from '../words';
import { officerOf, walkers } from './patrol/roster';
import { go } from './route';
import { byServer, me, now, plan } from './state';

export const own = (): ReturnType<typeof officerOf> => officerOf(me.value!.officer.id);
export const hasPower = (): boolean => patrolHasPower(own(), walkers());

/** `until 15:00 · 4 h 56 min left`, of the power or, for a patrol without it, of the sweep. */
export function hours(period: Period): string {
  const { state, minutes } = periodNow(period, byServer(now.value));
  const next = state === 'before' ? period.starts_at : period.ends_at;
  return fill(LAW.hours[state], londonClock(next), duration(minutes));
}

export function LawLine(): JSX.Element | null {
  if (!plan.value) return null;
  const { power } = plan.value;
  const words = !hasPower() ? fill(LAW.sweep, hours(plan.value)) : power ? fill(LAW.power, hours(power)) : LAW.noPower;
  return (
    <button class="line law-line" onClick={() => go('law')}>
      {words}
      <Onward />
    </button>
  );
}
