/** What may be added in one tap each. Nothing here is asked for, and nothing holds up Save. */
import type { JSX } from 'preact';
import { REASONS, usesPower, type Outcome, type Reason } from '../../core/codes';
import { personalKinds } from '../../core/note';
import { ME, isOffered, powerHolders, powerUser } from '../../core/power';
import { endsRecord } from '../../core/stop';
import { Chips, options } from '../../ui/choices';
import { Warning } from '../../ui/notice';
import { AGE, NOTE, NOTE_LOOKS_LIKE, OUTCOME, PHASE, REASON, REASON_MEANS, SEX, STOP, URGENCY } from '../../words';
import { removalWarning } from '../here';
import { byName, type Officer } from '../plans';
import { officerName, officerOf, walkers } from '../patrol/roster';
import { me, plan } from '../state';
import { EthnicityField, SchoolField } from './child';
import { choices, choose, placeNow, setPlace, type Form } from './draft';
import { position } from './position';

const own = (): Officer => officerOf(me.value!.officer.id);
const holders = (): string[] => powerHolders(own(), walkers());

/** Until the plan has come nobody can say that it names no designated place. */
const hasDesignated = (): boolean => !plan.value || Boolean(plan.value.power?.premises.length);

/** What was chosen once stays on offer, whatever the plan says since. */
function outcomesOffered(): Outcome[] {
  const [known, held, designated] = [choices.value.outcome, holders().length > 0, hasDesignated()];
  return (Object.keys(OUTCOME) as Outcome[]).filter(
    (outcome) => outcome === known || isOffered(outcome, held, designated),
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
  const lost = 'why' in known;
  if (open.kind !== 'new' || !lost || sites.length === 0) return null;
  const place = open.draft.location;
  const chosen =
    place?.source === 'site' ? sites.find((site) => site.lat === place.lat && site.lon === place.lon) : undefined;
  const pick = (id: string | null): void => {
    const site = sites.find((one) => one.id === id);
    setPlace(open, site ? { lat: site.lat, lon: site.lon, accuracy_m: null, source: 'site', fix_age_s: null } : null);
  };
  const named = [...sites].sort(byName).map((site) => ({ value: site.id, label: site.name }));
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
  const kinds = personalKinds(note, NOTE_LOOKS_LIKE);
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
      <p class="missing" role="status" ref={kinds.length ? reveal : null}>
        {kinds.length > 0 && [...kinds.map((kind) => NOTE[kind]), STOP.noteWarning].join(' ')}
      </p>
    </div>
  );
}

type Asked = 'urgent' | 'phase' | 'age_band' | 'sex';

/** Chips that answer one question of the record by itself. */
function oneOf<T extends string>(name: Asked, legend: string, words: Record<T, string>): JSX.Element {
  return (
    <Chips
      legend={legend}
      options={options(words)}
      chosen={choices.value[name] as T | null}
      onChoose={(value) => choose({ [name]: value })}
    />
  );
}

function Reasons(): JSX.Element | null {
  const { finding, reason } = choices.value;
  if (!finding) return null;
  return (
    <div>
      <Chips
        legend={STOP.reason}
        options={options<Reason>(REASON, REASONS[finding])}
        chosen={reason}
        onChoose={(value) => choose({ reason: value })}
      />
      <p class="means" role="status">
        {reason && REASON_MEANS[reason]}
      </p>
    </div>
  );
}

function Outcomes({ open }: { open: Form }): JSX.Element {
  const { outcome } = choices.value;
  // Of the time of the stop, whenever it is written down.
  const warning = removalWarning({ outcome, stopped_at: open.draft.stopped_at, location: placeNow(open) });
  return (
    <div>
      <Chips
        legend={STOP.outcome}
        options={options(OUTCOME, outcomesOffered())}
        chosen={outcome}
        onChoose={(value) => choose({ outcome: value, acted_by: null })}
      />
      <div role="status" ref={warning ? reveal : null}>
        {warning && <Warning text={warning} />}
      </div>
    </div>
  );
}

/** A child educated at home is no matter for a sweep: the record ends with the reason. */
export function Extras({ open }: { open: Form }): JSX.Element {
  const ends = endsRecord(choices.value);
  return (
    <section class="extras" aria-labelledby="extras">
      <h2 id="extras">{STOP.more}</h2>
      <SiteChips open={open} />
      <Reasons />
      {!ends && <Outcomes open={open} />}
      {!ends && <ActedBy />}
      {(!ends || choices.value.urgent) && oneOf('urgent', STOP.urgent, URGENCY)}
      {!ends && (
        <>
          {oneOf('phase', STOP.phase, PHASE)}
          <SchoolField open={open} />
          {oneOf('age_band', STOP.age, AGE)}
          {oneOf('sex', STOP.sex, SEX)}
          <EthnicityField />
          <NoteField />
        </>
      )}
    </section>
  );
}
