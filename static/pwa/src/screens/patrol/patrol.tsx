/** Who walks with this phone, and their time. */
import type { JSX } from 'preact';
import { isOnBreak, officerMinutes, type Shift } from '../../core/shift';
import { Page } from '../../ui/page';
import { PATROL, ROLE, duration, fill } from '../../words';
import { moment } from '../moment';
import { minutes, now, patrol } from '../state';
import { begunHere, BreakForAll } from './breaks';
import { asksEnd } from './ending';
import { EndPatrol } from './end';
import { endShifts, startPatrol, toggleBreak } from './keeping';
import { joiners, officerName, officerOf } from './roster';
import { StartPatrol } from './start';
import { StillOn } from './still-on';

function Walker({ shift }: { shift: Shift }): JSX.Element {
  const name = officerName(shift.officer_id);
  const paused = isOnBreak(shift);
  const aside = shift.elsewhere ? PATROL.elsewhere : paused && PATROL.onBreak;
  return (
    <li class="walker">
      <div class="walker__who">
        <span>
          <strong>{name}</strong>
          <small>
            {ROLE[officerOf(shift.officer_id).role]} · {fill(PATROL.since, moment(shift.started_at))}
            {aside && ` · ${aside}`}
          </small>
        </span>
        <b>{duration(officerMinutes([shift], now.value))}</b>
      </div>
      <div class="pair">
        {!shift.elsewhere && (
          <button
            class="button button--quiet"
            aria-label={fill(paused ? PATROL.backFor : PATROL.breakFor, name)}
            onClick={() => void toggleBreak([shift], !paused)}
          >
            {paused ? PATROL.back : PATROL.pause}
          </button>
        )}
        <button
          class="button button--quiet"
          aria-label={fill(PATROL.leaveFor, name)}
          onClick={() => void endShifts([shift], Date.now(), true)}
        >
          {PATROL.leave}
        </button>
      </div>
    </li>
  );
}

function Joiners(): JSX.Element | null {
  const others = joiners();
  if (others.length === 0) return null;
  return (
    <fieldset class="chips">
      <legend>{PATROL.join}</legend>
      <p class="hint">{PATROL.joinHint}</p>
      <div class="chips__row">
        {others.map((id) => (
          <button class="chip" key={id} onClick={() => void startPatrol([id])}>
            + {officerName(id)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

export function PatrolScreen(): JSX.Element {
  const walking = patrol.value;
  if (walking.length === 0) return <StartPatrol />;
  if (asksEnd.value)
    return (
      <EndPatrol
        shifts={walking}
        onDone={() => {
          asksEnd.value = false;
        }}
      />
    );
  return (
    <Page
      title={PATROL.walking}
      aside={fill(PATROL.total, duration(minutes.value))}
      bar={
        <button
          class="button"
          onClick={() => {
            asksEnd.value = true;
          }}
        >
          {PATROL.end}
        </button>
      }
    >
      <StillOn />
      <ul class="walkers">
        {walking.map((shift) => (
          <Walker key={shift.shift_id} shift={shift} />
        ))}
      </ul>
      {begunHere().length > 1 && <BreakForAll />}
      <Joiners />
      <p class="hint">{PATROL.handOver}</p>
    </Page>
  );
}
