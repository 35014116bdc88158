/**
 * Makes the place where one practises: a made-up officer and sweep in databases of its own, and words that say so.
 * Called in practice only, instead of the sender.
 */
import type { Role } from '../../core/codes';
import type { Point } from '../../core/ground';
import { wireTime } from '../../core/times';
import { wipeDatabases } from '../../store/db';
import { keepEnrolment, readOfficers } from '../../store/enrolments';
import { practice } from '../../store/practice';
import { keepPage, type Change } from '../../store/pulled';
import { PRACTICE, words } from '../../words';
import { onEveryFix } from '../stop/position';
import sample from './sample.json?url';

const NAMES: Record<string, string> = PRACTICE.names;
const NOBODY = 'practice';
/** Until the phone knows where it is. Any place would do: the plan needs one. */
const SOMEWHERE: Point = { lat: 52.4397, lon: -1.6474 };
const HOUR = 3_600_000;

/**
 * The sample as a server would tell it. It is written without a place, a language or an hour: degrees in it are from
 * `middle` on, east to west as long as they are in the middle of England; names stand in the words; and it is in force
 * from the last full hour on, for six hours.
 */
async function sampleAround({ lat, lon }: Point): Promise<Change[]> {
  const from: Record<string, number> = { lat, lon, 0: lon, 1: lat };
  const text = await (await fetch(sample)).text();
  const rows = JSON.parse(text, (key, value) =>
    typeof value === 'number' ? from[key]! + value : (NAMES[value] ?? value),
  ) as Change[];
  const now = Date.now();
  const [starts_at, ends_at] = [0, 6].map((hours) => wireTime(now - (now % HOUR) + hours * HOUR));
  return rows.map((row) => ({ ...row, rev: 1, deleted: false, sweep_id: 'sweep', starts_at, ends_at }));
}

/** Going in begins afresh; where the app is only begun anew, as for another language, it goes on. */
async function furnish(mark: string): Promise<string> {
  const { current } = await readOfficers();
  if (current?.epoch === mark) return current.id;
  await wipeDatabases();
  const officer = { id: NOBODY, name: PRACTICE.officer, role: mark.split(' ')[0] as Role };
  const authority = { new_la_code: NOBODY, la_name: PRACTICE.authority };
  // No token of any server's: were it ever sent, it would open nothing.
  const id = await keepEnrolment({ token: NOBODY, device_id: NOBODY, epoch: mark, officer, authority });
  await keepPage(id, null, await sampleAround(SOMEWHERE), 'somewhere');
  return id;
}

export async function beginPractice(): Promise<void> {
  for (const [group, sentences] of Object.entries(PRACTICE.instead))
    Object.assign(words[group as keyof typeof words], sentences);
  const id = await furnish(practice!);
  // The cursor lets it come about once only: the streets of the sample don't walk along with the officer.
  onEveryFix(({ coords: { latitude: lat, longitude: lon } }) =>
    sampleAround({ lat, lon }).then((changes) => void keepPage(id, 'somewhere', changes, 'here')),
  );
}
