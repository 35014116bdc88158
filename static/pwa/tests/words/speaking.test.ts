/** What `words.ts` makes of the words: numbers, days, and whose language it is. */
import { beforeEach, expect, test, vi } from 'vitest';
import { languageFor } from '../../src/core/language';
import welsh from '../../src/words/cy.json';
import english from '../../src/words/en.json';

const files: Record<string, object> = { '/src/words/cy.json': welsh, '/src/words/en.json': english };

/** The app's words on a phone that was set to these languages. */
async function wordsOn(...languages: string[]): Promise<typeof import('../../src/words')> {
  vi.stubGlobal('navigator', { languages });
  return import('../../src/words');
}

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('document', { documentElement: {} });
  vi.stubGlobal('fetch', async (file: string) => ({ json: async () => files[file] }));
});

test('a phone set to Welsh is spoken to in Welsh, and its page says so', async () => {
  const { APP } = await wordsOn('cy-GB', 'en-GB');
  expect([APP.help, document.documentElement.lang]).toEqual(['Cymorth', 'cy']);
});

test('Welsh numbers take the form that their number asks for', async () => {
  const { plural } = await wordsOn('cy');
  const forms = { one: '{} gath', two: '{} gath', few: '{} cath', many: '{} chath', other: '{} o gathod' };
  expect([1, 2, 3, 6, 4, 0].map((n) => plural(n, forms))).toEqual([
    '1 gath',
    '2 gath',
    '3 cath',
    '6 chath',
    '4 o gathod',
    '0 o gathod',
  ]);
});

test('days are London’s, in words of the language, whatever names the browser has', async () => {
  const late = Date.parse('2026-07-31T23:30:00Z');
  expect((await wordsOn('cy')).londonDate(late)).toBe('Sad 1 Awst');
  vi.resetModules();
  expect((await wordsOn('en-GB')).londonDate(late)).toBe('Sat 1 Aug');
});

test('the language chosen on the phone comes before the phone’s own; one that we lack is passed over', () => {
  expect(languageFor('cy', ['en-GB'])).toBe('cy');
  expect(languageFor('en-GB', ['cy'])).toBe('en-GB');
  expect(languageFor(null, ['pl', 'cy', 'en'])).toBe('cy');
  expect(languageFor(null, ['pl'])).toBe('en-GB');
  expect(languageFor(null, ['cyx', 'english'])).toBe('en-GB');
});
