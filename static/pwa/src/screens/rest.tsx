/** Brings the other screens onto the phone and says where they could not be had: no screen stays dead. */
import type { JSX } from 'preact';
import { Page } from '../ui/page';
import { APP } from '../words';
import { cell } from './cell';
import { secret } from './enrol-link';
import { form } from './stop/draft';

type Others = typeof import('./others');

/** Null until they are there. */
export const others = cell<Others | null>(null);
/** They were asked for and did not come. From the worker's cache they always do: then this page is older than it. */
export const missing = cell(false);

const AGAIN_MS = 5000;
let asked: Promise<Others | null> | null = null;

function failed(): null {
  asked = null;
  missing.value = true;
  setTimeout(() => void bringOthers(), AGAIN_MS);
  return null;
}

/** Asks for them unless they are there or on their way; for ever, since a signal may come. */
export function bringOthers(): Promise<Others | null> {
  asked ??= import('./others').then((come) => (others.value = come), failed);
  return asked;
}

/** Begun anew, the app has these screens or those of a new version; an open stop or a link's secret would be lost. */
function tryAgain(): void {
  if (form.value || secret.value) void bringOthers();
  else location.reload();
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
