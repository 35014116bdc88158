import { expect, test } from 'vitest';
import { believe, doubt } from '../../src/core/doubt';
import { park, settle } from '../../src/core/outbox';
import { answer, flag, held, result } from '../one-operation';

test('what is in doubt is unsent, and keeps what was said of it until the server is asked', () => {
  const flagged = settle(held, result({ problem: flag }), answer);
  expect(doubt(flagged)).toMatchObject({ state: 'unsent', doubted: true, rev: null, problem: flag });
  expect(doubt(held)).toBe(held);
  expect(doubt(park(held, flag))).toEqual(held);
});

test.each([
  ['have', 'accepted', 'sent', 'accepted'],
  ['have', 'quarantined', 'sent', 'duplicate'],
  ['quarantined', 'accepted', 'sent', 'quarantined'],
  ['quarantined', 'quarantined', 'sent', 'quarantined'],
  ['missing', 'accepted', 'unsent', null],
  ['differs', 'accepted', 'unsent', null],
] as const)('found %s after %s: %s, %s', (state, before, after, status) => {
  const doubted = doubt(settle(held, result({ status: before }), answer));
  const found = believe(doubted, { op_id: 'op', state, rev: 4 }, { ...answer, epoch: 'two' });
  expect(found).toMatchObject({ state: after, status });
  expect(found!.doubted).toBeUndefined();
});

test('what was erased there leaves here', () => {
  expect(believe(doubt(held), { op_id: 'op', state: 'erased', rev: 4 }, answer)).toBeNull();
});
