/** What the officer should read, of records that are still there. */
import { needing } from '../core/outbox';
import { derived } from './cell';
import { held, stops } from './state';

export const isThere = (id: string): boolean => stops.value.some(({ stop }) => stop.stop_id === id);
export const cases = derived(() => needing(held.value, isThere));
