/** What the officer should read or do something about, of records that are still there. */
import { needing } from '../core/outbox';
import { derived } from './cell';
import { held, stops } from './state';

export const isThere = (id: string): boolean => stops.value.some(({ stop }) => stop.stop_id === id);
const cases = derived(() => needing(held.value, isThere));
/** What no server would take. */
export const parked = derived(() => cases.value.filter((one) => one.state === 'parked'));
/** What the server has, with a remark. */
export const remarks = derived(() => cases.value.filter((one) => one.state !== 'parked'));
