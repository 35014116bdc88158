/** All that the screens show of one officer, read at once. */
import { countHeld } from '../core/outbox';
import { readOfficers, type Enrolment } from './enrolments';
import { readNote, writeNote } from './notes';
import { heldBy } from './outbox';
import { readRecords, type Records } from './records';

/** The sweep chosen for a day, `2026-11-23`. */
export interface Choice {
  sweep_id: string | null;
  day: string;
}

export interface Reading {
  all: Enrolment[];
  current: Enrolment | null;
  choice: Choice | null;
  records: Records;
  /** How much waits of the other officers of this phone, by enrolment. */
  others: Record<string, number>;
  /** Are schools and terms among what was pulled? */
  ground: boolean;
}

const NO_RECORDS: Records = {
  stops: [],
  removed: [],
  shifts: [],
  byOthers: [],
  held: [],
  pulled: { changes: [], whole: false },
};
const named = (enrolment: string): string => `sweep of ${enrolment}`;

async function readOthers(all: Enrolment[], current: Enrolment | null): Promise<Record<string, number>> {
  const rest = all.filter((one) => one.id !== current?.id);
  const waiting = rest.map(async ({ id }) => {
    const { unsent, parked } = countHeld(await heldBy(id));
    return [id, unsent + parked] as const;
  });
  return Object.fromEntries(await Promise.all(waiting));
}

export async function readAll(ground: boolean): Promise<Reading> {
  const { all, current } = await readOfficers();
  const [records, choice, others] = await Promise.all([
    current ? readRecords(current.id, current.clock?.offset_ms, ground) : NO_RECORDS,
    current ? readNote<Choice>(named(current.id)) : null,
    readOthers(all, current),
  ]);
  return { all, current, choice, records, others, ground };
}

export const writeChoice = (enrolment: string, choice: Choice): Promise<void> => writeNote(named(enrolment), choice);
