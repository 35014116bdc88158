/** Who the child is, as far as that may be asked: school and self-defined ethnicity. No name. */
import type { JSX } from 'preact';
import type { Ethnicity } from '../../core/codes';
import { phaseWith } from '../../core/stop';
import { Chips, type Option } from '../../ui/choices';
import { ETHNICITY, STOP } from '../../words';
import { awayWords, schoolsNear } from '../here';
import { byName, type School } from '../plans';
import { ground } from '../state';
import { choices, choose, placeNow, sought, type Form } from './draft';

const AT_ONCE = 4;

const named = ({ id, name }: School): Option<string> => ({ value: id, label: name });

/** By the letters typed, every word of them; with none typed, those near by. */
function offered(open: Form): Option<string>[] {
  const words = sought.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0)
    return schoolsNear(placeNow(open))
      .slice(0, AT_ONCE)
      .map((near) => ({ value: near.there.id, label: awayWords(near) }));
  return ground.value.schools
    .filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
    .sort(byName)
    .slice(0, AT_ONCE)
    .map(named);
}

export function SchoolField({ open }: { open: Form }): JSX.Element | null {
  const { phase, school_urn } = choices.value;
  const { schools } = ground.value;
  if (schools.length === 0) return null;
  const listed = (urn: string | null): School | undefined => schools.find(({ id }) => id === urn);
  const chosen = listed(school_urn);
  const list = offered(open);
  const known = chosen && !list.some(({ value }) => value === chosen.id) ? [named(chosen)] : [];
  return (
    <div>
      <Chips
        legend={STOP.whichSchool}
        options={[...known, ...list]}
        chosen={school_urn}
        onChoose={(urn) => choose({ school_urn: urn, phase: phaseWith(phase, listed(urn)?.phase, chosen?.phase) })}
      />
      <div class="field field--find">
        <label for="school">{STOP.findSchool}</label>
        <input
          id="school"
          type="text"
          autocomplete="off"
          value={sought.value}
          onInput={(event) => {
            sought.value = event.currentTarget.value;
          }}
        />
      </div>
    </div>
  );
}

export function EthnicityField(): JSX.Element {
  return (
    <div class="field">
      <label for="ethnicity">{STOP.ethnicity}</label>
      <p class="hint" id="ethnicity-hint">
        {STOP.ethnicityHint}
      </p>
      <select
        id="ethnicity"
        aria-describedby="ethnicity-hint"
        value={choices.value.ethnicity ?? ''}
        onChange={(event) => choose({ ethnicity: (event.currentTarget.value || null) as Ethnicity | null })}
      >
        <option value="">{STOP.notAsked}</option>
        {Object.entries(ETHNICITY).map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
