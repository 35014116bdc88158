/** What may be added in one tap each. Nothing here is asked for, and nothing holds up Save. */
import type { JSX } from 'preact';
import { REASONS, usesPower, type Outcome, type Reason } from '../../core/codes';
import { looksPersonal } from '../../core/note';
import { ME, powerHolders, powerUser } from '../../core/power';
import { Chips, options } from '../../ui/choices';
import { AGE, OUTCOME, PHASE, REASON, SEX, STOP, URGENCY } from '../../words';
import type { Officer } from '../plans';
import { officerName, officerOf, walkers } from '../patrol/roster';
import { me, plan } from '../state';
import { choices, choose, form, type Form } from './draft';
import { position } from './position';

const own = (): Officer => officerOf(me.value!.officer.id);
const holders = (): string[] => powerHolders(own(), walkers());

/** Removal is offered to those who may use it, or who walk with somebody who may. */
function outcomesOffered(): Outcome[] {
  const known = choices.value.outcome;
  return (Object.keys(OUTCOME) as Outcome[]).filter(
    (outcome) => outcome === known || !usesPower(outcome) || holders().length > 0,
  );
}

/** Asked where more than the phone's own officer can have used the power. */
function ActedBy(): JSX.Element | null {
  const { outcome, acted_by } = choices.value;
  const named = holders().map((value) => ({ value, label: value === ME ? STOP.me : officerName(value) }));
  if (!outcome || !usesPower(outcome) || named.every(({ value }) => value === ME)) return null;
  return (
    <Chips
      legend={STOP.actedBy}
      options={named}
      chosen={powerUser(own(), acted_by)}
      onChoose={(value) => choose({ acted_by: value === ME ? null : value })}
    />
  );
}

/** Where the phone finds no place, a site of the sweep is one tap away. */
function SiteChips({ open }: { open: Form }): JSX.Element | null {
  const sites = plan.value?.sites ?? [];
  const known = position.value;
  const lost = known !== 'looking' && 'why' in known;
  if (open.kind !== 'new' || !lost || sites.length === 0) return null;
  const place = open.draft.location;
  const chosen =
    place?.source === 'site' ? sites.find((site) => site.lat === place.lat && site.lon === place.lon) : undefined;
  const pick = (id: string | null): void => {
    const site = sites.find((one) => one.id === id);
    const location = site
      ? { lat: site.lat, lon: site.lon, accuracy_m: null, source: 'site' as const, fix_age_s: null }
      : null;
    form.value = { ...open, draft: { ...open.draft, location } };
  };
  const named = sites.map((site) => ({ value: site.id, label: site.name }));
  return (
    <Chips legend={STOP.place} options={named} chosen={chosen?.id ?? null} onChoose={pick}>
      <p class="hint">{STOP.placeHint}</p>
    </Chips>
  );
}

/** What has just appeared may lie below what is in sight. */
const reveal = (line: HTMLElement | null): void => line?.scrollIntoView({ block: 'nearest' });

function NoteField(): JSX.Element {
  const { note } = choices.value;
  const personal = looksPersonal(note);
  return (
    <div class="field">
      <label for="note">{STOP.note}</label>
      <p class="hint" id="note-hint">
        {STOP.noteHint}
      </p>
      <textarea
        id="note"
        rows={2}
        maxLength={2000}
        aria-describedby="note-hint"
        value={note}
        onInput={(event) => choose({ note: event.currentTarget.value })}
      />
      <p class="missing" role="status" ref={personal ? reveal : null}>
        {personal ? STOP.noteWarning : ''}
      </p>
    </div>
  );
}

type Asked = 'reason' | 'urgent' | 'phase' | 'age_band' | 'sex';

/** Chips that answer one question of the record by itself. */
function oneOf<T extends string>(
  name: Asked,
  legend: string,
  words: Record<T, string>,
  values?: readonly T[],
): JSX.Element {
  return (
    <Chips
      legend={legend}
      options={options(words, values)}
      chosen={choices.value[name] as T | null}
      onChoose={(value) => choose({ [name]: value })}
    />
  );
}

export function Extras({ open }: { open: Form }): JSX.Element {
  const { finding, outcome } = choices.value;
  const reasons: readonly Reason[] = finding ? REASONS[finding] : [];
  return (
    <section class="extras" aria-labelledby="extras">
      <h2 id="extras">{STOP.more}</h2>
      <SiteChips open={open} />
      {reasons.length > 0 && oneOf('reason', STOP.reason, REASON, reasons)}
      <Chips
        legend={STOP.outcome}
        options={options(OUTCOME, outcomesOffered())}
        chosen={outcome}
        onChoose={(value) => choose({ outcome: value, acted_by: null })}
      />
      <ActedBy />
      {oneOf('urgent', STOP.urgent, URGENCY)}
      {oneOf('phase', STOP.phase, PHASE)}
      {oneOf('age_band', STOP.age, AGE)}
      {oneOf('sex', STOP.sex, SEX)}
      <NoteField />
    </section>
  );
}
