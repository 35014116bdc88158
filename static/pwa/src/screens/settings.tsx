/** How the app looks and in which language it speaks: for whoever holds the phone, so before enrolling too. */
import type { JSX } from 'preact';
import { options, Tiles } from '../ui/choices';
import { SETTINGS } from '../words';
import { keep } from '../words/kept';
import { chooseTheme, theme } from './theme';

const { language } = SETTINGS;

/** Begun anew, because words are read once; nothing is open that could be lost: a form has no way here but Cancel. */
function switchLanguage(): void {
  keep('language', language.other);
  location.reload();
}

/** Named in the language that it leads to, for somebody who can't read this one. */
export const LanguageSwitch = (): JSX.Element => (
  <button class="button button--quiet" lang={language.other} onClick={switchLanguage}>
    {language.name}
  </button>
);

export const Settings = (): JSX.Element => (
  <section class="stack">
    <h2>{SETTINGS.title}</h2>
    <LanguageSwitch />
    <Tiles
      name="theme"
      legend={SETTINGS.colours}
      options={options(SETTINGS.theme)}
      chosen={theme.value}
      onChoose={chooseTheme}
    />
  </section>
);
