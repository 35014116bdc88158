/** Making the phone an officer's: by link or by a typed code, first of all or again. */
import { cell } from './cell';
import type { JSX } from 'preact';
import { isWholeCode } from '../core/ids';
import { enrol } from '../sync/enrol';
import { wake } from '../sync/schedule';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { APP, ENROL, fill, plural } from '../words';
import { askToKeep } from './device';
import { secret } from './enrol-link';
import { HowToInstall, onApple } from './install';
import { Practise } from './practice/offer';
import { go, goInstead, route } from './route';
import { LanguageSwitch } from './settings';
import { counts, everyone, gone, hasChosen, me } from './state';

const typed = cell('');
const problem = cell('');
/** The server's own sentences are English. */
const inEnglish = cell(false);
const working = cell(false);

async function redeem(event: Event): Promise<void> {
  event.preventDefault();
  if (working.value) return;
  const code = secret.value ?? typed.value;
  inEnglish.value = false;
  if (!secret.value && !isWholeCode(code)) {
    problem.value = ENROL.incomplete;
    return;
  }
  working.value = true;
  const enrolled = await enrol(code, isAgain() ? me.value!.id : null).catch(() => null);
  working.value = false;
  if (!enrolled) {
    problem.value = ENROL.storage;
    return;
  }
  if (!enrolled.ok) {
    const said = enrolled.why === 'not_taken' && enrolled.detail;
    inEnglish.value = Boolean(said);
    problem.value = said || (enrolled.why === 'no_answer' ? ENROL.noAnswer : ENROL.notTaken);
    if (enrolled.why === 'not_taken') secret.value = null;
    return;
  }
  settleIn();
}

function settleIn(): void {
  secret.value = null;
  typed.value = '';
  problem.value = '';
  void askToKeep();
  wake();
  goInstead(hasChosen.value ? 'home' : 'sweeps');
}

/** Signing in anew as the officer of this phone goes on with the same outbox. */
const isAgain = (): boolean => me.value !== null && route.value.id === 'again';

/** Nobody is left to wonder where the records went. */
function goneWords({ how, unsent }: { how: 'wiped' | 'cleared'; unsent: number }): string {
  if (how === 'wiped') return APP.wiped;
  return unsent ? plural(unsent, APP.cleared) : APP.clearedAllSent;
}

function CodeField(): JSX.Element {
  return (
    <div class="field">
      <label for="code">{ENROL.label}</label>
      <p class="hint" id="code-hint">
        {ENROL.hint}
      </p>
      <input
        id="code"
        class="code"
        type="text"
        autocomplete="one-time-code"
        autocapitalize="characters"
        spellcheck={false}
        aria-describedby={problem.value ? 'code-problem code-hint' : 'code-hint'}
        aria-invalid={problem.value !== ''}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
      />
    </div>
  );
}

export function EnrolScreen(): JSX.Element {
  const back = { label: APP.back, onBack: () => go('help') };
  const title = isAgain() ? fill(ENROL.again, me.value!.officer.name) : ENROL.title;
  return (
    <Page title={title} aside={APP.name} {...(everyone.value.length > 0 ? { back } : {})}>
      {gone.value && (
        <Notice tone="bad">
          <p>{goneWords(gone.value)}</p>
        </Notice>
      )}
      {isAgain() && counts.value.unsent > 0 && <p>{plural(counts.value.unsent, ENROL.kept)}</p>}
      {/* There a code given in the browser is used up for nothing. */}
      {!isAgain() && onApple() && <HowToInstall />}
      <form class="stack" onSubmit={(event) => void redeem(event)} noValidate>
        <p>{secret.value ? ENROL.linkIntro : ENROL.intro}</p>
        {problem.value && (
          <p class="missing" id="code-problem" role="alert" lang={inEnglish.value ? 'en' : undefined}>
            {problem.value}
          </p>
        )}
        {!secret.value && <CodeField />}
        <button type="submit" class="button button--main" aria-disabled={working.value}>
          {working.value ? ENROL.working : isAgain() ? APP.signIn : ENROL.button}
        </button>
      </form>
      {!isAgain() && !onApple() && <HowToInstall />}
      {/* Begun anew, a link's secret would be gone. */}
      {!secret.value && (
        <>
          <Practise />
          <LanguageSwitch />
        </>
      )}
    </Page>
  );
}
