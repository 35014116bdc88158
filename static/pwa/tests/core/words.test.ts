/** The answers are offered in the order of the words file, so it must hold the code lists and nothing else. */
import { readFileSync } from 'node:fs';
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

test('ethnicity is offered by the words of the server’s own codes, in their order', () => {
  const cases = readFileSync(new URL('../../../../tests/cases/codes.json', import.meta.url), 'utf8');
  expect(Object.keys(words.ETHNICITY)).toEqual((JSON.parse(cases) as { ethnicities: string[] }).ethnicities);
});

test('a reason is explained by its own code', () => {
  const reasons: string[] = Object.values(codes.REASONS).flat();
  for (const reason of Object.keys(words.REASON_MEANS)) expect(reasons).toContain(reason);
});
