/** Begins to read while the words are still being fetched: imported before whatever waits for those. */
import { pulled } from './db';
import { practising } from './practice';
import { readAll } from './reading';

/** What the first screen shows. Null where one practises: there may be nothing to read yet. */
export const early = practising ? null : readAll(false);

// What is amiss, whoever takes it will hear.
early?.catch(() => undefined);
// Beside the other database, not after it.
void pulled(async () => undefined).catch(() => undefined);
