import { expect, test } from 'vitest';
import { placing } from '../../src/core/placing';
import { readKnownSweeps } from '../../src/screens/plans';
import type { Change } from '../../src/store/pulled';

const sweep = (id: string, change: object = {}): Change => ({ type: 'sweep', id, rev: 1, deleted: false, ...change });
const changes = [
  sweep('today', { status: 'open' }),
  sweep('made final', { status: 'final' }),
  sweep('taken away', { deleted: true }),
  { ...sweep('a site'), type: 'site' },
];

test('of what was pulled, a sweep that is final or taken away takes no more records', () => {
  const known = readKnownSweeps({ changes, whole: true });
  expect([...known.open]).toEqual(['today']);
  expect([...known.closed]).toEqual(['made final', 'taken away']);
  expect(placing(null, 'taken away', known).ended).toBe('closed');
});

test('a sweep that the server did not give after a restore is gone, but not before everything has come', () => {
  expect(placing(null, 'made after the backup', readKnownSweeps({ changes, whole: true })).ended).toBe('gone');
  expect(placing(null, 'made after the backup', readKnownSweeps({ changes, whole: false })).ended).toBeNull();
});
