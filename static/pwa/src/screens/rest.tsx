/** Brings the other screens onto the phone and says where they could not be had: no screen stays dead. */
import type { JSX } from 'preact';
import { Page } from '../ui/page';
import { APP } from '../words';
import { cell } from './cell';
import { secret } from './enrol-link';
import { putBackSecret, route } from './route';

type Others = typeof import('./others');

/** Null until they are there. */
export const others = cell<Others | null>(null);
/** They were asked for and did not come. From the worker's cache they always do: then this page is older than it. */
export const missing = cell(false);

/** What is on the screen may stay so long while they are on their way. Then it is said: nothing is drawn meanwhile. */
const PATIENCE_MS = 3000;
const AGAIN_MS = 5000;
let asked: Promise<Others | null> | null = null;

function failed(): null {
  asked = null;
  missing.value = true;
  setTimeout(() => void bringOthers(), AGAIN_MS);
  return null;
}

async function fetched(): Promise<Others | null> {
  const late = setTimeout(() => {
    missing.value = true;
  }, PATIENCE_MS);
  try {
    return (others.value = await import('./others'));
  } catch {
    return failed();
  } finally {
    clearTimeout(late);
  }
}

/** Asks for them unless they are there or on their way; for ever, since a signal may come. */
export const bringOthers = (): Promise<Others | null> => (asked ??= fetched());

/**
 * Begun anew, the app has these screens or those of a new version; Firefox even asks for a script that once failed no
 * other way. Not over an open stop, which would be lost; a link's secret goes back into the address it came by.
 */
function tryAgain(): void {
  if (route.value.screen === 'stop') return void bringOthers();
  if (secret.value) putBackSecret(secret.value);
  location.reload();
}

/** Instead of one of them. */
export function NotHere({ back }: { back?: { label: string; onBack: () => void } }): JSX.Element {
  return (
    <Page title={APP.notHere} {...(back && { back })}>
      <p>{APP.notHereYet}</p>
      <button class="button" onClick={tryAgain}>
        {APP.tryAgain}
      </button>
    </Page>
  );
}
