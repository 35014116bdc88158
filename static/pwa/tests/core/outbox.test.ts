import { expect, test } from 'vitest';
import { countHeld, mayGo, needing, needsOfficer, park, recordState, settle, unsettle } from '../../src/core/outbox';
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
  expect(mayGo({ ...flagged, seen: true }, { ...answer, durable_rev: 9 })).toBe(true);
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
  expect(needing([flagged, voided], (id) => id === 'stop')).toEqual([flagged, voided]);
  expect(needing([flagged, voided], () => false)).toEqual([]);
});

test('what the server did not take needs the officer, and a remark on a shift too, whatever stops there are', () => {
  const parked = park(held, flag);
  const shift = { ...settle(held, result({ problem: flag }), answer), kind: 'shift.end' as const };
  expect(needing([parked, shift], () => false)).toEqual([parked, shift]);
});

test('after a rollback an operation is as if it had never been sent', () => {
  expect(unsettle(settle(held, result({ problem: flag }), answer))).toEqual(held);
});
