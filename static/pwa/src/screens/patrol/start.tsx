/** Who walks with this phone from now on: the phone's own officer is ticked, others are asked for. */
import type { JSX } from 'preact';
import { Page } from '../../ui/page';
import { duration, fill, PATROL, plural, ROLE } from '../../words';
import { cell } from '../cell';
import { NamesNone } from '../no-sweep';
import { goInstead } from '../route';
import { me, minutes, sweepId, todaysShifts } from '../state';
import { startPatrol } from './keeping';
import { joiners, officerOf } from './roster';

/** Ticked to start with; null until somebody touches it: then the phone's officer alone. */
const ticked = cell<string[] | null>(null);

function PersonTick({ id, chosen }: { id: string; chosen: string[] }): JSX.Element {
  const officer = officerOf(id);
  const toggle = (): void => {
    ticked.value = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
  };
  return (
    <label class="person-tick">
      <input type="checkbox" checked={chosen.includes(id)} onChange={toggle} />
      <span>
        <strong>{officer.name}</strong>
        <small>
          {ROLE[officer.role]}
          {id === me.value?.officer.id ? ` · ${PATROL.you}` : ''}
        </small>
      </span>
    </label>
  );
}

async function start(chosen: string[]): Promise<void> {
  if (!(await startPatrol(chosen))) return;
  ticked.value = null;
  goInstead('home');
}

export function StartPatrol(): JSX.Element {
  const own = me.value!.officer.id;
  const chosen = ticked.value ?? [own];
  const bar = (
    <>
      {chosen.length === 0 && (
        <p class="missing" role="status">
          {PATROL.nobody}
        </p>
      )}
      <button
        class="button button--main"
        aria-disabled={chosen.length === 0}
        onClick={() => {
          if (chosen.length > 0) void start(chosen);
        }}
      >
        {plural(Math.max(1, chosen.length), PATROL.start)}
      </button>
    </>
  );
  return (
    <Page title={PATROL.title} bar={bar}>
      {!sweepId.value && <NamesNone />}
      <fieldset class="people-ticks">
        <legend>{PATROL.who}</legend>
        <p class="hint">{PATROL.whoHint}</p>
        {[own, ...joiners().filter((id) => id !== own)].map((id) => (
          <PersonTick key={id} id={id} chosen={chosen} />
        ))}
      </fieldset>
      {todaysShifts.value.length > 0 && <p class="aside">{fill(PATROL.total, duration(minutes.value))}</p>}
    </Page>
  );
}
