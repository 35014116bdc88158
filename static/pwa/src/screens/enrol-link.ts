/** The secret of an enrol link, taken out of the address before anything is shown. */
import { cell } from './cell';

export const secret = cell<string | null>(null);
