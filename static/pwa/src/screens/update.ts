/** A new version waits until the officer takes it, and never comes over an open stop, in whichever tab that is. */
import { cell } from './cell';
import { APP } from '../words';
import { onScreen } from './route';
import { say } from './said';

export const updateReady = cell(false);
const FORM_LOCK = 'sweep-open-stop';

let waiting: ServiceWorker | null = null;
let asked = false;

function notice(registration: ServiceWorkerRegistration): void {
  waiting = registration.waiting;
  updateReady.value = waiting !== null && navigator.serviceWorker.controller !== null;
}

export async function registerWorker(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (asked) location.reload();
  });
  const registration = await navigator.serviceWorker.register('sw.js');
  notice(registration);
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', () => notice(registration));
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
  });
}

async function isFormOpenAnywhere(): Promise<boolean> {
  if (!('locks' in navigator)) return false;
  return ((await navigator.locks.query()).held ?? []).some((lock) => lock.name === FORM_LOCK);
}

export async function useUpdate(): Promise<void> {
  if (await isFormOpenAnywhere()) return say(APP.updateHeld, false);
  asked = true;
  waiting?.postMessage('use');
}

/** While a stop's form is open here, no tab may change versions. */
export function holdUpdatesInForms(): void {
  let release: () => void = () => undefined;
  onScreen((screen) => {
    release();
    if (screen !== 'stop' || !('locks' in navigator)) return;
    void navigator.locks.request(
      FORM_LOCK,
      { mode: 'shared' },
      () =>
        new Promise<void>((done) => {
          release = done;
        }),
    );
  });
}
