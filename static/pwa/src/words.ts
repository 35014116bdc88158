/**
 * Every word the officer reads, from one file a language. It is fetched before the first screen, and lies with the
 * app shell in the worker's cache; another language is another file of this shape.
 */
import type { Accompanied, AgeBand, Finding, Outcome, Phase, Reason, Role, Sex, Urgent } from './core/codes';
import type { RecordState } from './core/outbox';
import type english from './words/en.json';
import file from './words/en.json?url';

type Words = typeof english;

const words = (await (await fetch(file)).json()) as Words;

export const { APP, HOME, STOP, RECORD, TODAY, PATROL, TROUBLE, HELP, ENROL, SWEEPS, WHY_CHANGED, WHY_VOIDED } = words;
const { BADGE, TIME } = words;

// Typed by the code lists: a code without its word is a fault the compiler finds.
export const FINDING: Record<Finding, string> = words.FINDING;
export const FINDING_MEANS: Record<Finding, string> = words.FINDING_MEANS;
export const REASON: Record<Reason, string> = words.REASON;
export const WHO: Record<Accompanied, string> = words.WHO;
/** As it stands in a line after the finding: "Truanting · with a parent". */
export const WITH: Record<Accompanied, string> = words.WITH;
export const OUTCOME: Record<Outcome, string> = words.OUTCOME;
export const PHASE: Record<Phase, string> = words.PHASE;
export const AGE: Record<AgeBand, string> = words.AGE;
export const SEX: Record<Sex, string> = words.SEX;
export const URGENCY: Record<Urgent, string> = words.URGENCY;
export const ROLE: Record<Role, string> = words.ROLE;
export const STATE: Record<RecordState, string> = words.STATE;
/** What a flag of the server means to the officer who recorded it. */
export const FLAG: Record<string, string> = words.FLAG;

/** The sentence with each `{}` filled, in order. */
export function fill(sentence: string, ...values: (string | number)[]): string {
  return values.reduce<string>((text, value) => text.replace('{}', () => String(value)), sentence);
}

const plurals = new Intl.PluralRules('en-GB');

/** The form for this number: `{one: …, other: …}`. */
export function plural(n: number, forms: { one: string; other: string }): string {
  return fill(plurals.select(n) === 'one' ? forms.one : forms.other, n);
}

/** `1 h 12 min`, `12 min`. */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return hours ? fill(TIME.hours, hours, minutes % 60) : fill(TIME.minutes, minutes);
}

/** The badge: what has not reached the server, in words. */
export function badge(unsent: number, needsYou: number): string {
  const parts = [unsent && plural(unsent, BADGE.waiting), needsYou && plural(needsYou, BADGE.needs)];
  return parts.filter(Boolean).join(' · ') || BADGE.allSent;
}
