/** Both languages say the same things: the same words, with the same gaps to fill. */
import { expect, test } from 'vitest';
import welsh from '../../src/words/cy.json';
import english from '../../src/words/en.json';

// Held by the compiler: a key or a list that Welsh lacks does not fit.
const shape: typeof english = welsh;

type Leaf = [path: string, text: string];
const RULE = /\.(zero|one|two|few|many|other)$/;

/** Every text by its path. */
function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}

const texts = new Map(leaves(english));
const gaps = (text: string): number => text.split('{}').length - 1;
/** Of forms by number all under one path: a language has as many as it needs, and an `other`. */
const order = (value: object): string[] => [...new Set(leaves(value).map(([path]) => path.replace(RULE, '.other')))];

test('every word of one language stands in the other, in the same order', () => {
  expect(order(welsh)).toEqual(order(english));
});

test('every sentence has as many gaps in Welsh as in English, in each of its forms', () => {
  for (const [path, text] of leaves(shape)) {
    const wanted = texts.get(path) ?? texts.get(path.replace(RULE, '.other'))!;
    expect([path, gaps(text)]).toEqual([path, gaps(wanted)]);
  }
});

test('nothing is empty, and nothing was left in English', () => {
  const same = leaves(welsh).filter(([path, text]) => texts.get(path) === text && /[a-z]{4}/.test(text));
  expect(same.map(([path]) => path)).toEqual(SPELT_ALIKE);
  for (const [path, text] of [...leaves(english), ...leaves(welsh)]) expect([path, text.trim()]).toEqual([path, text]);
  expect(leaves(welsh).filter(([, text]) => text === '')).toEqual([]);
});

/** The same in both: names, and words that Welsh shares. */
const SPELT_ALIKE = ['APP.name', 'ROLE.partner'];
