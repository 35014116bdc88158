/**
 * Makes the place where one practises: a made-up officer and sweep in databases of its own, and words that say so.
 * Called in practice only, instead of the sender.
 */
import type { Point } from '../../core/ground';
import { wireTime } from '../../core/times';
import { wipeDatabases } from '../../store/db';
import { keepEnrolment, readOfficers, type Granted } from '../../store/enrolments';
import { practice } from '../../store/practice';
import { keepPage, type Change } from '../../store/pulled';
import { PRACTICE, words } from '../../words';
import { onEveryFix } from '../stop/position';
import sample from './sample.json?url';

/** Until the phone knows where it is. Any place would do: the plan needs one. */
const SOMEWHERE: Point = { lat: 52.4397, lon: -1.6474 };
const HOUR = 3_600_000;

interface Sample {
  /** No token of any server's: were it ever sent, it would open nothing. */
  granted: Granted;
  changes: Change[];
}

/**
 * What a server would tell. The file has it without a place, an hour, a language or a person: its degrees are from
 * `middle` on, as long from east to west as in the middle of England, and some of its texts stand for others. In force
 * from the last full hour on, for six hours.
 */
async function sampleAround({ lat, lon }: Point): Promise<Sample> {
  const text = await (await fetch(sample)).text();
  const starts = Date.now() - (Date.now() % HOUR);
  const from: Record<string, number> = { lat, lon, 0: lon, 1: lat };
  const said: Record<string, string> = {
    ...PRACTICE.names,
    'the mark': practice!,
    'own role': practice!.split(' ')[0]!,
    'when it starts': wireTime(starts),
    'when it ends': wireTime(starts + 6 * HOUR),
  };
  return JSON.parse(text, (key, value) =>
    typeof value === 'number' ? value + (from[key] ?? 0) : (said[value] ?? value),
  ) as Sample;
}

/** Going in begins afresh; where the app is only begun anew, as for another language, it goes on. */
async function furnish(): Promise<string> {
  const { current } = await readOfficers();
  if (current?.epoch === practice) return current!.id;
  await wipeDatabases();
  const { granted, changes } = await sampleAround(SOMEWHERE);
  const id = await keepEnrolment(granted);
  await keepPage(id, null, changes, 'somewhere');
  return id;
}

export async function beginPractice(): Promise<void> {
  for (const [group, sentences] of Object.entries(PRACTICE.instead))
    Object.assign(words[group as keyof typeof words], sentences);
  const id = await furnish();
  // The cursor lets it come about once only: the streets of the sample don't walk along with the officer.
  onEveryFix(({ coords: { latitude: lat, longitude: lon } }) =>
    sampleAround({ lat, lon }).then(({ changes }) => void keepPage(id, 'somewhere', changes, 'here')),
  );
}
