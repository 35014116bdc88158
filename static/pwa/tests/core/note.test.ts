/** Of the English words; another language has patterns of its own. */
import { expect, test } from 'vitest';
import { personalKinds } from '../../src/core/note';
import words from '../../src/words/en.json';

const kinds = (note: string): string[] => personalKinds(note, words.NOTE_LOOKS_LIKE);

test('each kind that is looked for has its sentence', () => {
  expect(Object.keys(words.NOTE)).toEqual(Object.keys(words.NOTE_LOOKS_LIKE));
});

test.each([
  ['name', 'Kyle Jones'],
  ['name', 'says he is Kyle O’Brien'],
  ['name', 'with Zoë McDonald, a friend'],
  ['name', 'Łukasz Nowak'],
  ['name', 'Mrs Khan came out'],
  ['name', 'name is Tariq'],
  ['date', '3/4/2012'],
  ['date', '03.04.12'],
  ['date', '2012-04-03'],
  ['date', '3rd of April'],
  ['date', 'dob unknown'],
  ['date', 'born in Leeds'],
  ['number', '07700 900123'],
  ['number', 'ring 0121 496 0123'],
  ['number', '+44 (0)121 496 0123'],
  ['number', 'mobile 07700-900-123'],
  ['number', '496 0123'],
  ['number', 'UPN H801200001001'],
  ['address', '12 Acacia Road'],
  ['address', 'lives at 12a upper high street'],
  ['address', '5 The Avenue'],
  ['address', '44 Birch Close'],
  ['address', 'flat 3'],
  ['postcode', 'B91 3QB'],
  ['postcode', 'lives at b913qb'],
  ['postcode', 'M1 1AE'],
  ['postcode', 'near EC1A 1BB'],
])('a %s: “%s”', (kind, note) => {
  expect(kinds(note)).toEqual([kind]);
});

test('every kind in a note is named', () => {
  expect(kinds('Kyle Jones, 3/4/2012, 07700 900123, 12 Acacia Road, B91 3QB')).toEqual(Object.keys(words.NOTE));
});

test.each([
  '',
  'Says the school is closed',
  'by the fountain, two friends',
  'Near Meriden Park with 2 friends',
  'At Solihull Station, going to Chelmsley Wood',
  'Says Grace Academy is closed',
  'By the High Street shops',
  'Sweep 0900-1500, quiet',
  'seen 10.30, again 11.15',
  'between 09 30 and 10 15',
  '10 11 and 12 year olds',
  'Year 9, one in Year 10 2nd time this week',
  '2 on the way to the shops',
  '3 children down by the road',
  '4 stood close by',
  '2 may have run off',
  'exit of the M6 2nd time',
  '12 Year 9 pupils',
  'group of 6, all 14 or 15',
  'No name given, refused',
])('“%s” is not warned of', (note) => {
  expect(kinds(note)).toEqual([]);
});
