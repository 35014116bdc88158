/** One child stopped once: the form's draft, the operation's content, and the record the screens show. */
import type { Accompanied, AgeBand, Finding, Outcome, Phase, Reason, Sex, Urgent } from './codes';
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
  outcome: null,
  acted_by: null,
  urgent: null,
  note: '',
};

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
}

/** Only these two are asked before a stop can be saved. */
export function isComplete(choices: Choices): choices is Complete {
  return choices.finding !== null && choices.accompanied_by !== null;
}

/** Another finding makes the chosen reason meaningless; tapping the same one again changes nothing. */
export function withFinding(choices: Choices, finding: Finding): Choices {
  return choices.finding === finding ? choices : { ...choices, finding, reason: null };
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
  const { stop_id, encounter_id, sweep_id, shift_id, stopped_at } = draft;
  return {
    ...choices,
    stop_id,
    encounter_id,
    sweep_id,
    shift_id,
    stopped_at,
    location,
    head: '',
    flags: [],
    voided: false,
  };
}

export function createStop(stop: Stop): Change {
  const { head: _head, flags: _flags, voided: _voided, stopped_at, ...rest } = stop;
  return {
    kind: 'stop.create',
    record_id: stop.stop_id,
    sweep_id: stop.sweep_id,
    data: { ...rest, stopped_at: wireTime(stopped_at) },
  };
}

/** Only what differs. Empty when nothing was changed. */
export function changedChoices(stop: Stop, choices: Complete): Partial<Complete> {
  const keys = Object.keys(NO_CHOICES) as (keyof Choices)[];
  return Object.fromEntries(keys.filter((key) => stop[key] !== choices[key]).map((key) => [key, choices[key]]));
}

export function amendStop(stop: Stop, changes: Partial<Complete>, why: string): Change {
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
