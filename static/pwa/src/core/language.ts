/** The languages of the app, by the names that a page and Intl know them by. */
export type Language = 'en-GB' | 'cy';

/** The one chosen on this phone; else the first of the phone's own that we have; else English. */
export function languageFor(chosen: string | null, phones: readonly string[]): Language {
  const asked = [chosen ?? '', ...phones].find((tag) => /^(cy|en)\b/.test(tag));
  return asked?.startsWith('cy') ? 'cy' : 'en-GB';
}
