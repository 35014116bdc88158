/** Who walks with this phone, and their time. */
import { cell } from '../cell';
import type { JSX } from 'preact';
import { isOnBreak, officerMinutes, type Shift } from '../../core/shift';
import { londonClock } from '../../core/times';
import { Page } from '../../ui/page';
import { PATROL, ROLE, duration, fill, plural } from '../../words';
import { goInstead } from '../route';
import { me, minutes, now, patrol, todaysShifts } from '../state';
import { EndPatrol } from './end';
import { endShifts, startPatrol, toggleBreak } from './keeping';
import { joiners, officerName, officerOf } from './roster';

/** Ticked to start with; null until somebody touches it: then the phone's officer alone. */
const ticked = cell<string[] | null>(null);
const asksEnd = cell(false);

function PersonTick({ id, chosen }: { id: string; chosen: string[] }): JSX.Element {
  const officer = officerOf(id);
  const toggle = (): void => {
    ticked.value = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
  };
  return (
    <label class="person-tick">
      <input type="checkbox" checked={chosen.includes(id)} onChange={toggle} />
      <span><strong>{officer.name}</strong><small>{ROLE[officer.role]}{id === me.value?.officer.id ? ` · ${PATROL.you}` : ''}</small></span>
    </label>
  );
}

async function start(chosen: string[]): Promise<void> {
  await startPatrol(chosen);
  ticked.value = null;
  goInstead('home');
}

function StartForm(): JSX.Element {
  const own = me.value!.officer.id;
  const chosen = ticked.value ?? [own];
  const bar = (
    <>
      {chosen.length === 0 && <p class="missing" role="status">{PATROL.nobody}</p>}
      <button type="button" class="button button--main" aria-disabled={chosen.length === 0}
        onClick={() => { if (chosen.length > 0) void start(chosen); }}>{plural(Math.max(1, chosen.length), PATROL.start)}</button>
    </>
  );
  return (
    <Page title={PATROL.title} bar={bar}>
      <fieldset class="people-ticks">
        <legend>{PATROL.who}</legend>
        <p class="hint">{PATROL.whoHint}</p>
        {[own, ...joiners().filter((id) => id !== own)].map((id) => <PersonTick key={id} id={id} chosen={chosen} />)}
      </fieldset>
      {todaysShifts.value.length > 0 && <p class="aside">{fill(PATROL.total, duration(minutes.value))}</p>}
    </Page>
  );
}

function Walker({ shift }: { shift: Shift }): JSX.Element {
  const name = officerName(shift.officer_id);
  const paused = isOnBreak(shift);
  return (
    <li class="walker">
      <div class="walker__who">
        <span><strong>{name}</strong><small>{ROLE[officerOf(shift.officer_id).role]} · {fill(PATROL.since, londonClock(shift.started_at))}{paused ? ` · ${PATROL.onBreak}` : ''}</small></span>
        <b>{duration(officerMinutes([shift], now.value))}</b>
      </div>
      <div class="pair">
        <button type="button" class="button button--quiet" aria-label={paused ? fill(PATROL.backFor, name) : fill(PATROL.breakFor, name)}
          onClick={() => void toggleBreak([shift], !paused)}>{paused ? PATROL.back : PATROL.pause}</button>
        <button type="button" class="button button--quiet" aria-label={fill(PATROL.leaveFor, name)}
          onClick={() => void endShifts([shift], Date.now())}>{PATROL.leave}</button>
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
        {others.map((id) => <button type="button" class="chip" key={id} onClick={() => void startPatrol([id])}>+ {officerName(id)}</button>)}
      </div>
    </fieldset>
  );
}

export function PatrolScreen(): JSX.Element {
  const walking = patrol.value;
  if (walking.length === 0) return <StartForm />;
  if (asksEnd.value) return <EndPatrol shifts={walking} onDone={() => { asksEnd.value = false; }} />;
  const paused = walking.every(isOnBreak);
  return (
    <Page title={PATROL.walking} aside={fill(PATROL.total, duration(minutes.value))}
      bar={<button type="button" class="button" onClick={() => { asksEnd.value = true; }}>{PATROL.end}</button>}>
      <ul class="walkers">{walking.map((shift) => <Walker key={shift.shift_id} shift={shift} />)}</ul>
      <Joiners />
      {walking.length > 1 && (
        <button type="button" class="button" onClick={() => void toggleBreak(walking, !paused)}>{paused ? PATROL.everyoneBack : PATROL.everyoneBreak}</button>
      )}
    </Page>
  );
}
