/** The screen of the street: one large button. */
import type { JSX } from 'preact';
import { isOnBreak, officerMinutes } from '../core/shift';
import { londonClock } from '../core/times';
import { Page } from '../ui/page';
import { HOME, SWEEPS, duration, fill } from '../words';
import { go } from './route';
import { SavedLine } from './saved';
import { now, patrol, plan, totals } from './state';
import { openNewStop } from './stop/draft';

function PatrolLine(): JSX.Element {
  const walking = patrol.value;
  if (walking.length === 0) return <p class="line">{HOME.notStarted}</p>;
  const longest = Math.max(...walking.map((shift) => officerMinutes([shift], now.value)));
  const paused = walking.every(isOnBreak);
  return (
    <p class="line line--on">
      <span class={paused ? 'dot dot--paused' : 'dot'} aria-hidden="true" />
      <strong>{paused ? HOME.onBreak : fill(HOME.onPatrol, duration(longest))}</strong>
      {walking.length > 1 && <span class="line__end">{fill(HOME.ofUs, walking.length)}</span>}
    </p>
  );
}

function PowerLine(): JSX.Element | null {
  if (!plan.value) return null;
  const { power } = plan.value;
  if (!power) return <p class="line">{HOME.noPower}</p>;
  const left = Math.floor((power.ends_at - now.value) / 60_000);
  const end = londonClock(power.ends_at);
  return <p class="line">{left > 0 ? fill(HOME.power, end, duration(left)) : fill(HOME.powerOver, end)}</p>;
}

function TodaysNumbers(): JSX.Element {
  const { stopped, truanting } = totals.value;
  return (
    <button type="button" class="numbers" onClick={() => go('today')}>
      <span>
        <b>{stopped}</b> {HOME.stopped}
      </span>
      <span>
        <b>{truanting}</b> {HOME.truanting}
      </span>
    </button>
  );
}

export function HomeScreen(): JSX.Element {
  const started = patrol.value.length > 0;
  return (
    <Page title={plan.value?.title ?? SWEEPS.noTitle}>
      <div class="lines">
        <PatrolLine />
        <PowerLine />
      </div>
      {!started && (
        <button type="button" class="button button--main" onClick={() => go('patrol')}>
          {HOME.start}
        </button>
      )}
      <button type="button" class={started ? 'new-stop' : 'new-stop new-stop--quiet'} onClick={openNewStop}>
        {HOME.newStop}
      </button>
      <SavedLine />
      <TodaysNumbers />
    </Page>
  );
}
