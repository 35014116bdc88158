import { expect, test } from 'vitest';
import {
  countHeld,
  mayGo,
  needing,
  needsOfficer,
  park,
  recordState,
  settle,
  toRead,
  unsettle,
  withRead,
} from '../../src/core/outbox';
import { answer, flag, held, result } from '../one-operation';

test.each(['accepted', 'duplicate', 'quarantined'] as const)('%s means sent, with its receipt', (status) => {
  expect(settle(held, result({ status }), answer)).toMatchObject({
    state: 'sent',
    status,
    rev: 9,
    epoch: 'one',
    settled_at: 1000,
  });
});

test('retry changes nothing at all', () => {
  expect(settle(held, result({ status: 'retry' }), answer)).toBe(held);
});

test('refused means parked, never gone', () => {
  expect(settle(held, result({ status: 'refused', rev: null }), answer).state).toBe('parked');
});

test('unsent and parked operations never leave the phone, whatever the server says', () => {
  const all = { ...answer, durable_rev: 99, server_time: 1e15 };
  expect(mayGo(held, all)).toBe(false);
  expect(mayGo(park(held, flag), all)).toBe(false);
});

test('an answer of another epoch lets nothing go', () => {
  const sent = settle(held, result({}), answer);
  expect(mayGo(sent, { ...answer, durable_rev: 9 })).toBe(true);
  expect(mayGo(sent, { ...answer, epoch: 'two', durable_rev: 9 })).toBe(false);
});

test('a flagged stop stays until the officer has read why', () => {
  const flagged = settle(held, result({ problem: flag }), answer);
  expect(needsOfficer(flagged)).toBe(true);
  expect(mayGo(flagged, { ...answer, durable_rev: 9 })).toBe(false);
});

test('a remark that was read is remembered for three days', () => {
  const read = { ...settle(held, result({ problem: flag }), answer), seen: true };
  const durable = { ...answer, durable_rev: 9 };
  expect(mayGo(read, durable)).toBe(false);
  expect(mayGo(read, { ...durable, server_time: answer.server_time + 72 * 3_600_000 })).toBe(true);
});

test('a change does not bring back a remark that was read', () => {
  const read = { ...settle(held, result({ problem: flag }), answer), seen: true };
  const change = settle({ ...held, op_id: 'change' }, result({ problem: flag }), answer);
  expect(needsOfficer(withRead(change, [read, change]))).toBe(false);
});

test.each([
  ['another remark', { problem: { ...flag, code: 'odd_time' } }],
  ['the same on another record', { record_id: 'other' }],
])('%s is to be read', (_, other) => {
  const read = { ...settle(held, result({ problem: flag }), answer), seen: true };
  const change = { ...settle({ ...held, op_id: 'change' }, result({ problem: flag }), answer), ...other };
  expect(needsOfficer(withRead(change, [read, change]))).toBe(true);
});

test('a remark that nobody has read makes none of the same read', () => {
  const first = settle(held, result({ problem: flag }), answer);
  const change = { ...first, op_id: 'change' };
  expect(withRead(change, [first, change])).toBe(change);
});

test('the same remark on a record and on its change is one to read; each that was not taken is one', () => {
  const first = settle(held, result({ problem: flag }), answer);
  const change = { ...first, op_id: 'change' };
  const elsewhere = { ...first, record_id: 'other' };
  const parked = park(held, { ...flag, code: 'not_taken' });
  expect(toRead([first, change, elsewhere, parked, parked])).toEqual([first, elsewhere, parked, parked]);
});

test('what only waits for another operation asks nothing of the officer', () => {
  expect(needsOfficer(settle(held, result({ problem: { ...flag, code: 'waiting' } }), answer))).toBe(false);
});

test('a record is as pressing as its most pressing operation', () => {
  const sent = settle(held, result({}), answer);
  const aside = settle(held, result({ status: 'quarantined' }), answer);
  expect(recordState([])).toBe('sent');
  expect(recordState([sent])).toBe('sent');
  expect(recordState([sent, aside])).toBe('with_coordinator');
  expect(recordState([aside, held])).toBe('waiting');
  expect(recordState([held, settle(held, result({ problem: flag }), answer)])).toBe('to_read');
  expect(recordState([held, park(held, flag)])).toBe('needs_you');
});

test('parked operations are counted apart, and still held for their sweep', () => {
  const sent = settle(held, result({}), answer);
  expect(countHeld([held, sent, park(held, flag)])).toEqual({
    unsent: 1,
    parked: 1,
    needsYou: 1,
    bySweep: { 'sweep-1': 2 },
  });
});

test('a remark on a stop that is gone needs nobody, whoever took it away', () => {
  const flagged = settle(held, result({ problem: flag }), answer);
  const voided = { ...flagged, op_id: 'void', kind: 'stop.void' as const };
  expect(needing([flagged, voided], (id) => id === 'stop')).toEqual([flagged]);
  expect(needing([flagged, voided], () => false)).toEqual([]);
});

test('what the server did not take needs the officer, and a remark on a shift too, whatever stops there are', () => {
  const parked = park(held, flag);
  const shift = { ...settle(held, result({ problem: flag }), answer), kind: 'shift.end' as const, record_id: 'shift' };
  expect(needing([parked, shift], () => false)).toEqual([parked, shift]);
});

test('after a rollback an operation is as if it had never been sent', () => {
  expect(unsettle(settle(held, result({ problem: flag }), answer))).toEqual(held);
});
