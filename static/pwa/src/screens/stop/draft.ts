/** The form's contents while it is open: a new stop, another of the same group, or a change to one. */
import { cell } from '../cell';
import { NO_CHOICES, sameGroup, type Choices, type Draft, type Stop } from '../../core/stop';
import { newId } from '../../store/record';
import { go } from '../route';
import { me, patrol, stops, sweepId } from '../state';
import { lookForPosition } from './position';

export interface Form {
  kind: 'new' | 'same' | 'change';
  draft: Draft;
  /** The record as it was when a change began. */
  stop: Stop | null;
}

export const form = cell<Form | null>(null);
export const choices = cell<Choices>(NO_CHOICES);
/** Save was tapped too early: from then on the form says what is missing. */
export const tried = cell(false);
/** A change is ready to be saved, but for its reason. */
export const asksWhy = cell(false);

function open(next: Form): void {
  form.value = next;
  choices.value = next.draft.choices;
  tried.value = false;
  asksWhy.value = false;
  go('stop');
}

/** The moment of the stop is when the form opens, not when the last question was answered. */
function freshDraft(now: number): Draft {
  const own = patrol.value.find((shift) => shift.officer_id === me.value?.officer.id) ?? patrol.value[0];
  return {
    stop_id: newId(now),
    encounter_id: newId(now),
    sweep_id: sweepId.value,
    shift_id: own?.shift_id ?? null,
    stopped_at: now,
    location: null,
    choices: NO_CHOICES,
  };
}

export function openNewStop(): void {
  lookForPosition();
  open({ kind: 'new', draft: freshDraft(Date.now()), stop: null });
}

/** The place as known by now: a fix may have come since. */
export function openSameGroup(stop: Stop): void {
  const shown = stops.value.find((record) => record.stop.stop_id === stop.stop_id)?.stop ?? stop;
  open({ kind: 'same', draft: sameGroup(shown, newId(Date.now())), stop: null });
}

export function openChange(stop: Stop): void {
  const { finding, accompanied_by, reason, phase, age_band, sex, outcome, acted_by, urgent, note } = stop;
  const known = {
    finding,
    accompanied_by,
    reason: reason ?? null,
    phase: phase ?? null,
    age_band: age_band ?? null,
    sex: sex ?? null,
    outcome: outcome ?? null,
    acted_by: acted_by ?? null,
    urgent: urgent ?? null,
    note: note ?? '',
  };
  open({ kind: 'change', draft: { ...stop, choices: known }, stop });
}

export function choose(change: Partial<Choices>): void {
  choices.value = { ...choices.value, ...change };
}
