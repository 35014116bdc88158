/**
 * Every word the officer reads, from one file a language. It is fetched before the first screen, and all of them lie
 * with the app shell in the worker's cache; another language is another file of this shape.
 */
import type { Accompanied, AgeBand, Ethnicity, Finding, Outcome, Phase, Reason, Role, Sex, Urgent } from './core/codes';
import type { OperationKind } from './core/operation';
import type { Caution } from './core/law';
import { languageFor } from './core/language';
import type { RecordState } from './core/outbox';
import { londonDay } from './core/times';
import type { Why } from './core/why';
import welsh from './words/cy.json?url';
import type english from './words/en.json';
import file from './words/en.json?url';
import { kept } from './words/kept';

type Words = typeof english;

const language = languageFor(kept('language'), navigator.languages);
document.documentElement.lang = language;

export const words = (await (await fetch(language === 'cy' ? welsh : file)).json()) as Words;

export const {
  APP,
  HOME,
  STOP,
  RECORD,
  HISTORY,
  TODAY,
  PATROL,
  HELP,
  RESCUE,
  ENROL,
  INSTALL,
  SWEEPS,
  SETTINGS,
  LAW,
  WHERE,
  NOTE,
  NOTE_LOOKS_LIKE,
  PRACTICE,
  WHY_CHANGED,
  WHY_TIMES,
  WHY_VOIDED,
} = words;
const { BADGE, TIME, FAR } = words;

/** Words of the code lists: a code without its word is a fault the compiler finds. */
interface CodeWords {
  FINDING: Record<Finding, string>;
  FINDING_MEANS: Record<Finding, string>;
  REASON: Record<Reason, string>;
  /** Where the reason does not explain itself. */
  REASON_MEANS: Partial<Record<Reason, string>>;
  WHO: Record<Accompanied, string>;
  /** As it stands in a line after the finding: "Truanting · with a parent". */
  WITH: Record<Accompanied, string>;
  OUTCOME: Record<Outcome, string>;
  PHASE: Record<Phase, string>;
  AGE: Record<AgeBand, string>;
  SEX: Record<Sex, string>;
  ETHNICITY: Record<Ethnicity, string>;
  CAUTION: Record<Caution, string>;
  URGENCY: Record<Urgent, string>;
  ROLE: Record<Role, string>;
  STATE: Record<RecordState, string>;
  STATE_MEANS: Record<RecordState, string>;
  /** What a flag of the server means to the officer who recorded it. */
  FLAG: Record<string, string>;
  TROUBLE: Words['TROUBLE'] & {
    why: Record<Why, { is: string; do: string }>;
    kind: Record<OperationKind, string>;
    problem: Record<string, string>;
  };
}
export const {
  FINDING,
  FINDING_MEANS,
  REASON,
  REASON_MEANS,
  WHO,
  WITH,
  OUTCOME,
  PHASE,
  AGE,
  SEX,
  ETHNICITY,
  CAUTION,
  URGENCY,
  ROLE,
  STATE,
  STATE_MEANS,
  FLAG,
  TROUBLE,
}: CodeWords = words;

/** The sentence with each `{}` filled, in order. */
export function fill(sentence: string, ...values: (string | number)[]): string {
  return values.reduce<string>((text, value) => text.replace('{}', () => String(value)), sentence);
}

const plurals = new Intl.PluralRules(language);

/** One for each of the language's numbers that changes a word; Welsh has up to six, English two. */
export type Forms = { other: string } & { [rule in Intl.LDMLPluralRule]?: string };

/** The form for this number. */
export function plural(n: number, forms: Forms): string {
  return fill(forms[plurals.select(n)] ?? forms.other, n);
}

/** `Mon 23 Nov` in London. Not every browser that counts in Welsh has its days and months. */
export function londonDate(ms: number): string {
  const day = new Date(londonDay(ms));
  return `${TIME.days[day.getUTCDay()]} ${day.getUTCDate()} ${TIME.months[day.getUTCMonth()]}`;
}

/** `1 h 12 min`, `12 min`. */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return hours ? fill(TIME.hours, hours, minutes % 60) : fill(TIME.minutes, minutes);
}

/** `just now`, `12 min ago`, `3 days ago`. */
export function ago(minutes: number): string {
  if (minutes < 1) return TIME.now;
  const days = Math.floor(minutes / 1440);
  return fill(TIME.ago, days ? plural(days, TIME.day) : duration(minutes));
}

/** The badge: what no server has, what of it needs the officer, and what there is to read, in words. */
export function badge(unsent: number, parked: number, toRead: number): string {
  const waits = waiting(unsent, parked) || BADGE.allSent;
  return [waits, toRead && plural(toRead, BADGE.read)].filter(Boolean).join(' · ');
}

/** What has not gone, without a word where all has. */
export function waiting(unsent: number, parked: number): string {
  const parts = [unsent && plural(unsent, BADGE.waiting), parked && plural(parked, BADGE.needs)];
  return parts.filter(Boolean).join(' · ');
}

/** `120 m`, `1.4 km`: no sharper than a phone knows where it is. */
export function far(metres: number): string {
  return metres < 995
    ? fill(FAR.metres, Math.round(metres / 10) * 10)
    : fill(FAR.kilometres, (metres / 1000).toFixed(1));
}
