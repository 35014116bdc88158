import { expect, test } from 'vitest';
import { endedHow, placing, type KnownSweeps } from '../../src/core/placing';

const known = (change: Partial<KnownSweeps> = {}): KnownSweeps => ({
  open: new Set(['today', 'other']),
  closed: new Set(['final']),
  whole: true,
  ...change,
});

test('records go to the sweep that was chosen', () => {
  expect(placing(null, 'today', known())).toEqual({ sweep_id: 'today', ended: null });
});

test('a running patrol’s sweep comes before the chosen one', () => {
  expect(placing('today', 'other', known())).toEqual({ sweep_id: 'today', ended: null });
});

test('once the chosen sweep is closed, or gone from the server, records name none', () => {
  expect(placing(null, 'final', known())).toEqual({ sweep_id: null, ended: 'closed' });
  expect(placing(null, 'lost in the restore', known())).toEqual({ sweep_id: null, ended: 'gone' });
});

test('a patrol that outlives its sweep takes no stops along, but those of a sweep chosen since', () => {
  expect(placing('final', 'final', known())).toEqual({ sweep_id: null, ended: 'closed' });
  expect(placing('final', 'other', known())).toEqual({ sweep_id: 'other', ended: null });
  expect(placing('final', undefined, known())).toEqual({ sweep_id: null, ended: 'closed' });
});

test('who goes on without a sweep has none, and none has ended', () => {
  expect(placing(null, null, known())).toEqual({ sweep_id: null, ended: null });
  expect(placing('final', null, known())).toEqual({ sweep_id: null, ended: null });
  expect(placing(null, undefined, known())).toEqual({ sweep_id: null, ended: null });
});

test('what has not been fetched again yet, as after a restore, is not taken for gone', () => {
  const nothing = { open: new Set<string>(), closed: new Set<string>(), whole: false };
  expect(endedHow('today', nothing)).toBeNull();
  expect(placing(null, 'today', nothing)).toEqual({ sweep_id: 'today', ended: null });
});
