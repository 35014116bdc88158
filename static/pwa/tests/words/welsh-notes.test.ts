/** Notes written on a phone that speaks Welsh: in Welsh or in English, as they come. */
import { expect, test } from 'vitest';
import { personalKinds } from '../../src/core/note';
import words from '../../src/words/cy.json';

const kinds = (note: string): string[] => personalKinds(note, words.NOTE_LOOKS_LIKE);

test.each([
  ['name', 'Gwenllian Morgan'],
  ['name', 'gyda Siân Parry, ffrind'],
  ['name', 'enw yw Tariq'],
  ['name', 'Mrs Khan came out'],
  ['date', '3ydd o Ebrill'],
  ['date', '12 Mawrth 2012'],
  ['date', '1af o Fai'],
  ['date', 'ganwyd yn Wrecsam'],
  ['date', '3rd of April'],
  ['number', '07700 900123'],
  ['address', '12 Heol y Bont'],
  ['address', '3 Stryd Fawr'],
  ['address', 'fflat 3'],
  ['address', '12 Acacia Road'],
  ['postcode', 'CF10 3NQ'],
])('a %s: “%s”', (kind, note) => {
  expect(kinds(note)).toContain(kind);
});

test.each([
  'Gwelwyd wrth Ysgol Gwynllyw, gwisg las',
  'Ger Parc Bute am 10:20',
  'Tri phlentyn, blwyddyn 9',
  'Dywedodd mai 3 ohonynt oedd yno',
  'Yn Stryd Fawr gyda dau arall',
])('nothing personal: “%s”', (note) => {
  expect(kinds(note)).toEqual([]);
});
