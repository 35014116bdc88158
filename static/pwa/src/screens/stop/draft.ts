/** The form's contents while it is open: a new stop, another of the same group, or a change to one. */
import { cell } from '../cell';
import type { Location } from '../../core/place';
import { NO_CHOICES, sameGroup, type Choices, type Draft, type Stop } from '../../core/stop';
import { newId } from '../../store/record';
import { go, goInstead, onScreen } from '../route';
import { me, patrol, sweepId } from '../state';
import { startPace } from './pace';
import { locationNow, lookForPosition } from './position';

export interface Form {
  kind: 'new' | 'same' | 'change';
  draft: Draft;
  /** Whose record it will be: another window may hand the phone over meanwhile. */
  enrolment: string;
  /** The record as it was when a change began. */
  stop: Stop | null;
}

export const form = cell<Form | null>(null);
onScreen((screen) => {
  if (screen === 'stop') {
    // The app was begun anew, or Forward leads to what was saved. When all have heard of this screen, to the next.
    if (!form.value) setTimeout(goInstead, 0, 'home');
    // A new stop that was left by mistake is there again by Forward; a change would be to a record as it once was.
  } else if (form.value?.stop) form.value = null;
});
export const choices = cell<Choices>(NO_CHOICES);
/** Save was tapped too early: from then on the form says what is missing. */
export const tried = cell(false);
/** Letters of a school's name that is looked for. */
export const sought = cell('');
/** A change is ready to be saved, but for its reason. */
export const asksWhy = cell(false);

function open(next: Omit<Form, 'enrolment'>): void {
  form.value = { ...next, enrolment: me.value!.id };
  choices.value = next.draft.choices;
  tried.value = false;
  asksWhy.value = false;
  sought.value = '';
  startPace();
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

export function openSameGroup(stop: Stop): void {
  open({ kind: 'same', draft: sameGroup(stop, newId(Date.now())), stop: null });
}

export function openChange(stop: Stop): void {
  // What an older version of the app didn't ask was not answered.
  open({ kind: 'change', draft: { ...stop, choices: { ...NO_CHOICES, ...stop } }, stop });
}

/** Where the stop would be if it were saved now. */
export const placeNow = ({ draft }: Form): Location => draft.location ?? locationNow(Date.now());

export const setPlace = (open: Form, location: Location | null): void => {
  form.value = { ...open, draft: { ...open.draft, location } };
};

export function choose(change: Partial<Choices>): void {
  choices.value = { ...choices.value, ...change };
}
