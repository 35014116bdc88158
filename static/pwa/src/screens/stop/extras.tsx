/** What may be added in one tap each. Nothing here is asked for, and nothing holds up Save. */
import type { JSX } from 'preact';
import {
  AGE_BANDS,
  mayRemove,
  OUTCOMES,
  PHASES,
  REASONS,
  SEXES,
  URGENT,
  usesPower,
  type Outcome,
  type Reason,
} from '../../core/codes';
import { looksPersonal } from '../../core/note';
import { Chips, options } from '../../ui/choices';
import { AGE, OUTCOME, PHASE, REASON, SEX, STOP, URGENCY } from '../../words';
import type { Officer } from '../plans';
import { me, patrol, plan } from '../state';
import { choices, choose, form, type Form } from './draft';
import { position } from './position';

/** Others on this patrol who hold the power of removal. */
function withPower(): Officer[] {
  const walking = new Set(patrol.value.map((shift) => shift.officer_id));
  return (plan.value?.roster ?? []).filter(
    (officer) =>
      walking.has(officer.officer_id) && officer.officer_id !== me.value?.officer.id && mayRemove(officer.role),
  );
}

/** Removal is offered to those who may use it, or who walk with somebody who may. */
function outcomesOffered(): Outcome[] {
  const may = me.value !== null && mayRemove(me.value.officer.role);
  const known = choices.value.outcome;
  return OUTCOMES.filter((outcome) => outcome === known || !usesPower(outcome) || may || withPower().length > 0);
}

function chooseOutcome(outcome: Outcome | null): void {
  const may = me.value !== null && mayRemove(me.value.officer.role);
  const only = withPower().length === 1 ? withPower()[0]!.officer_id : null;
  const byOther = outcome !== null && usesPower(outcome) && !may;
  choose({ outcome, acted_by: byOther ? only : null });
}

function ActedBy(): JSX.Element | null {
  const { outcome, acted_by } = choices.value;
  const others = withPower();
  if (!outcome || !usesPower(outcome) || others.length === 0) return null;
  const named = others.map((officer) => ({ value: officer.officer_id, label: officer.name }));
  return (
    <Chips legend={STOP.actedBy} options={named} chosen={acted_by} onChoose={(value) => choose({ acted_by: value })} />
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

function NoteField(): JSX.Element {
  const { note } = choices.value;
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
      <p class="missing" role="status">
        {looksPersonal(note) ? STOP.noteWarning : ''}
      </p>
    </div>
  );
}

export function Extras({ open }: { open: Form }): JSX.Element {
  const { finding, reason, phase, age_band, sex, outcome, urgent } = choices.value;
  const reasons: readonly Reason[] = finding ? REASONS[finding] : [];
  return (
    <section class="extras" aria-labelledby="extras">
      <h2 id="extras">{STOP.more}</h2>
      <SiteChips open={open} />
      {reasons.length > 0 && (
        <Chips
          legend={STOP.reason}
          options={options(reasons, REASON)}
          chosen={reason}
          onChoose={(value) => choose({ reason: value })}
        />
      )}
      <Chips
        legend={STOP.outcome}
        options={options(outcomesOffered(), OUTCOME)}
        chosen={outcome}
        onChoose={chooseOutcome}
      />
      <ActedBy />
      <Chips
        legend={STOP.urgent}
        options={options(URGENT, URGENCY)}
        chosen={urgent}
        onChoose={(value) => choose({ urgent: value })}
      />
      <Chips
        legend={STOP.phase}
        options={options(PHASES, PHASE)}
        chosen={phase}
        onChoose={(value) => choose({ phase: value })}
      />
      <Chips
        legend={STOP.age}
        options={options(AGE_BANDS, AGE)}
        chosen={age_band}
        onChoose={(value) => choose({ age_band: value })}
      />
      <Chips
        legend={STOP.sex}
        options={options(SEXES, SEX)}
        chosen={sex}
        onChoose={(value) => choose({ sex: value })}
      />
      <NoteField />
    </section>
  );
}
