/** Which sweep today: one large button each. */
import type { JSX } from 'preact';
import { londonClock, londonDay } from '../core/times';
import { Onward } from '../ui/icons';
import { Empty } from '../ui/lists';
import { Page } from '../ui/page';
import { SWEEPS, fill, londonDate } from '../words';
import type { Plan } from './plans';
import { onDisk } from './not-saved';
import { goInstead } from './route';
import { chooseSweep, me, now, plans, today } from './state';

/** Today's and those of the next days; what is long over can't be worked on. */
const DAY_MS = 24 * 3600 * 1000;
const isToday = (plan: Plan): boolean =>
  londonDay(plan.starts_at) <= today.value && today.value <= londonDay(plan.ends_at);
const offered = (): Plan[] =>
  plans.value
    .filter((plan) => plan.status !== 'final' && plan.ends_at > now.value - DAY_MS)
    .sort((a, b) => Number(isToday(b)) - Number(isToday(a)));

function period({ starts_at, ends_at }: Plan): string {
  const start = `${londonDate(starts_at)}, ${londonClock(starts_at)}`;
  const sameDay = londonDay(starts_at) === londonDay(ends_at);
  return fill(SWEEPS.until, start, sameDay ? londonClock(ends_at) : `${londonDate(ends_at)}, ${londonClock(ends_at)}`);
}

async function choose(sweep: string | null): Promise<void> {
  if ((await onDisk(() => chooseSweep(sweep))) === null) return;
  goInstead('home');
}

export function SweepsScreen(): JSX.Element {
  const list = offered();
  return (
    <Page title={SWEEPS.title} aside={me.value ? fill(SWEEPS.yours, me.value.officer.name) : null}>
      <div class="stack">
        {list.map((plan) => (
          <button
            key={plan.sweep_id}
            class={isToday(plan) ? 'pick pick--main' : 'pick'}
            onClick={() => void choose(plan.sweep_id)}
          >
            <span>
              <strong>{plan.title}</strong>
              <small>{period(plan)}</small>
            </span>
            <Onward />
          </button>
        ))}
        {list.length === 0 && <Empty text={SWEEPS.none} hint={SWEEPS.noneHint} />}
        <button class="button button--quiet" onClick={() => void choose(null)}>
          {list.length === 0 ? SWEEPS.without : SWEEPS.other}
        </button>
      </div>
    </Page>
  );
}
