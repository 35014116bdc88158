/** The answers are offered in the order of the words file, so it must hold the code lists and nothing else. */
import { expect, test } from 'vitest';
import * as codes from '../../src/core/codes';
import words from '../../src/words/en.json';

test.each([
  ['FINDING', codes.FINDINGS],
  ['FINDING_MEANS', codes.FINDINGS],
  ['REASON', Object.values(codes.REASONS).flat()],
  ['WHO', codes.ACCOMPANIED],
  ['OUTCOME', codes.OUTCOMES],
  ['PHASE', codes.PHASES],
  ['AGE', codes.AGE_BANDS],
  ['SEX', codes.SEXES],
  ['URGENCY', codes.URGENT],
  ['ROLE', codes.ROLES],
] as const)('%s has a word for every code, in the order of the buttons', (name, list) => {
  expect(Object.keys(words[name])).toEqual([...list]);
});
