/** Nothing is shown as saved that isn't: what could not be written is said, on whatever screen it was. */
import { isFull } from '../store/space';
import { APP } from '../words';
import { cell } from './cell';
import { onScreen } from './route';
import { refresh } from './state';

/** Why the last thing could not be saved, in words; empty once something was. */
export const notSaved = cell('');

/** What `work` gives once it is on the disk; null when it could not be written. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    const done = await work();
    notSaved.value = '';
    return done;
  } catch (error) {
    notSaved.value = isFull(error) ? APP.saveFull : APP.saveFailed;
    // It may be the storage that has gone: then the screen must not go on showing what was in it.
    void refresh().catch(() => undefined);
    return null;
  }
}

onScreen(() => {
  notSaved.value = '';
});
