/** What the phone grants this app: storage that stays, and its location. */
import { isNearlyFull } from '../store/space';
import { cell } from './cell';
import { onScreen } from './route';

export const storageKept = cell<boolean | null>(null);
/** Is there little room left? Null: the phone doesn't say. */
export const nearlyFull = cell<boolean | null>(null);
export const locationAllowed = cell<PermissionState | 'unknown'>('unknown');

/** Asks the browser not to clear our storage. The answer is shown under Help. */
export async function askToKeep(): Promise<void> {
  storageKept.value = (await navigator.storage?.persist?.()) ?? null;
}

/** What the phone's settings say is read again whenever they are shown: they change outside the app. */
export function watchDevice(): void {
  onScreen((screen) => {
    if (screen === 'help' || screen === 'trouble') void readDevice();
  });
}

async function readDevice(): Promise<void> {
  storageKept.value = (await navigator.storage?.persisted?.()) ?? null;
  nearlyFull.value = await isNearlyFull();
  const permission = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => null);
  if (permission) locationAllowed.value = permission.state;
}
