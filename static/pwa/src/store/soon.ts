/** Opens the databases while the words are still being fetched: imported before whatever waits for those. */
import { outbox, pulled } from './db';

// What is amiss with them, whoever first needs them will hear.
const open = async (): Promise<void> => undefined;
void outbox(open).catch(open);
void pulled(open).catch(open);
