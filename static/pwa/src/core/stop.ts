/** One child stopped once: the form's draft, the operation's content, and the record the screens show. */
import type { Accompanied, AgeBand, Ethnicity, Finding, Outcome, Phase, Reason, Sex, Urgent } from './codes';
import type { Deed, Logged } from './history';
import type { Change } from './operation';
import type { Location } from './place';
import { wireTime } from './times';

/** What the officer chose. Finding and company start empty: neither is ever preset on a first child. */
export interface Choices {
  finding: Finding | null;
  accompanied_by: Accompanied | null;
  reason: Reason | null;
  phase: Phase | null;
  age_band: AgeBand | null;
  sex: Sex | null;
  ethnicity: Ethnicity | null;
  school_urn: string | null;
  outcome: Outcome | null;
  acted_by: string | null;
  urgent: Urgent | null;
  note: string;
}

export const NO_CHOICES: Choices = {
  finding: null,
  accompanied_by: null,
  reason: null,
  phase: null,
  age_band: null,
  sex: null,
  ethnicity: null,
  school_urn: null,
  outcome: null,
  acted_by: null,
  urgent: null,
  note: '',
};

/**
 * The phase once another school is chosen: the new school's, unless the officer answered otherwise than `before`, the
 * school that was chosen until now, told. Without a school it stays.
 */
export function phaseWith(answered: Phase | null, now?: Phase, before?: Phase): Phase | null {
  const own = answered !== null && answered !== before;
  return own || !now || now === 'unknown' ? answered : now;
}

export interface Draft {
  stop_id: string;
  encounter_id: string;
  sweep_id: string | null;
  shift_id: string | null;
  stopped_at: number;
  location: Location | null;
  choices: Choices;
}

export type Complete = Choices & { finding: Finding; accompanied_by: Accompanied };

export interface Stop extends Complete {
  stop_id: string;
  encounter_id: string;
  sweep_id: string | null;
  shift_id: string | null;
  stopped_at: number;
  location: Location;
  head: string;
  flags: string[];
  voided: boolean;
  /** What the school said, as told by the server. */
  verified_finding?: Finding | null;
  log?: Deed[];
}

/** Only these two are asked before a stop can be saved. */
export function isComplete(choices: Choices): choices is Complete {
  return choices.finding !== null && choices.accompanied_by !== null;
}

/** Another finding makes the chosen reason meaningless; tapping the same one again changes nothing. */
export function withFinding(choices: Choices, finding: Finding): Choices {
  return choices.finding === finding ? choices : { ...choices, finding, reason: null };
}

/** Nothing more is asked of, or kept about, a child who is educated at home. */
export const endsRecord = ({ reason }: Choices): boolean => reason === 'home_educated';

const KEPT = ['finding', 'accompanied_by', 'reason', 'urgent'];
const LEFT_OUT = new Set(Object.keys(NO_CHOICES).filter((key) => !KEPT.includes(key)));

/**
 * What is recorded of the answers: a reason that ends the record leaves out what was answered beyond it, but never an
 * alarm. The form keeps them all, for the reason may have been tapped by mistake.
 */
export function recorded(choices: Complete): Complete {
  const { finding, accompanied_by, reason, urgent } = choices;
  return endsRecord(choices) ? { ...NO_CHOICES, finding, accompanied_by, reason, urgent } : choices;
}

/** What the answers left out by such a reason had been is in no history either. */
export function withoutLeftOut<S extends Choices & Logged>(stop: S): S {
  if (!endsRecord(stop) || !stop.log) return stop;
  const kept = ([key]: [string, unknown]): boolean => !LEFT_OUT.has(key);
  const trim = (fields: Deed['was']): Deed['was'] => Object.fromEntries(Object.entries(fields).filter(kept));
  return { ...stop, log: stop.log.map((deed) => ({ ...deed, was: trim(deed.was), is: trim(deed.is) })) };
}

/** The next child of the same group: same place, time, company and encounter; the finding is asked afresh. */
export function sameGroup(stop: Stop, stopId: string): Draft {
  return {
    stop_id: stopId,
    encounter_id: stop.encounter_id,
    sweep_id: stop.sweep_id,
    shift_id: stop.shift_id,
    stopped_at: stop.stopped_at,
    location: stop.location,
    choices: { ...NO_CHOICES, accompanied_by: stop.accompanied_by },
  };
}

export function stopFrom(draft: Draft, choices: Complete, location: Location): Stop {
  const { choices: _choices, ...known } = draft;
  return { ...known, ...recorded(choices), location, head: '', flags: [], voided: false };
}

/** How long the form was open until Save, and the taps and keys that took, the tap that opened it included. */
export interface Pace {
  ms: number;
  taps: number;
}

export function createStop(stop: Stop, form?: Pace): Change {
  const { head: _head, flags: _flags, voided: _voided, log: _log, stopped_at, ...rest } = stop;
  return {
    kind: 'stop.create',
    record_id: stop.stop_id,
    sweep_id: stop.sweep_id,
    data: { ...rest, stopped_at: wireTime(stopped_at), ...(form && { form }) },
  };
}

/** Only what differs; what an older version of the app didn't ask was not answered. Empty when nothing was changed. */
export function changedChoices(stop: Stop, choices: Complete): Partial<Complete> {
  const said = recorded(choices);
  const keys = Object.keys(NO_CHOICES) as (keyof Choices)[];
  const changed = keys.filter((key) => (stop[key] ?? NO_CHOICES[key]) !== said[key]);
  return Object.fromEntries(changed.map((key) => [key, said[key]]));
}

/** `changes`: answers, or the place. */
export function amendStop(stop: Stop, changes: Partial<Stop>, why: string): Change {
  return {
    kind: 'stop.amend',
    record_id: stop.stop_id,
    sweep_id: stop.sweep_id,
    data: { stop_id: stop.stop_id, base_op: stop.head, changes, why },
  };
}

export function voidStop(stop: Stop, why: string): Change {
  return {
    kind: 'stop.void',
    record_id: stop.stop_id,
    sweep_id: stop.sweep_id,
    data: { stop_id: stop.stop_id, base_op: stop.head, why },
  };
}

export function locateStop(stop: Stop, location: Location): Change {
  return {
    kind: 'stop.locate',
    record_id: stop.stop_id,
    sweep_id: stop.sweep_id,
    data: { stop_id: stop.stop_id, location },
  };
}
