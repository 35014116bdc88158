/** The screen of the street: one large button. */
import type { JSX } from 'preact';
import './bounce';
import { officerMinutes } from '../core/shift';
import { Page } from '../ui/page';
import { HOME, duration, fill } from '../words';
import { LawLine } from './law-line';
import { ChooseSweep, PatrolStays, sweepTitle } from './no-sweep';
import { BreakForAll, isPaused } from './patrol/breaks';
import { PatrolEnded } from './patrol/ended';
import { StillOn } from './patrol/still-on';
import { go } from './route';
import { SavedLine } from './saved';
import { now, patrol, placed, todaysShifts, totals } from './state';
import { openNewStop } from './stop/draft';

function PatrolLine(): JSX.Element {
  const walking = patrol.value;
  if (walking.length === 0) return todaysShifts.value.length ? <PatrolEnded /> : <p class="line">{HOME.notStarted}</p>;
  const longest = Math.max(...walking.map((shift) => officerMinutes([shift], now.value)));
  const paused = isPaused();
  return (
    <p class="line line--on">
      <span class={paused ? 'dot dot--paused' : 'dot'} aria-hidden="true" />
      <strong>{paused ? HOME.onBreak : fill(HOME.onPatrol, duration(longest))}</strong>
      {walking.length > 1 && <span class="line__end">{fill(HOME.ofUs, walking.length)}</span>}
    </p>
  );
}

function TodaysNumbers(): JSX.Element {
  const { stopped, truanting } = totals.value;
  return (
    <button class="numbers" onClick={() => go('today')}>
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
  // Then choosing another comes first; recording stays a tap away.
  const { ended } = placed.value;
  return (
    <Page title={sweepTitle()}>
      <ChooseSweep />
      <div class="lines">
        <PatrolLine />
        <PatrolStays />
        <LawLine />
      </div>
      <StillOn />
      {isPaused() && <BreakForAll />}
      {!started && (
        <button class={ended ? 'button' : 'button button--main'} onClick={() => go('patrol')}>
          {HOME.start}
        </button>
      )}
      <button class={started && !ended ? 'new-stop' : 'new-stop new-stop--quiet'} onClick={openNewStop}>
        {HOME.newStop}
      </button>
      <SavedLine />
      <TodaysNumbers />
    </Page>
  );
}
