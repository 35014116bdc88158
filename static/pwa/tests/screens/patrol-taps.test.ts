/** Cold hands tap twice: nobody walks twice for it. */
import '../page';
import { beforeEach, expect, test } from 'vitest';
import { amend, endShifts, remove, startPatrol, toggleBreak } from '../../src/screens/patrol/keeping';
import { me, patrol, refresh, shifts, startState } from '../../src/screens/state';
import { keepEnrolment } from '../../src/store/enrolments';
import type { Shift } from '../../src/core/shift';
import { heldBy } from '../../src/store/outbox';
import { granting } from '../pretend-server';

let officers = 0;
startState();

beforeEach(async () => {
  await keepEnrolment(granting(`Walker ${(officers += 1)}`));
  await refresh();
});

const kinds = async (): Promise<string[]> => (await heldBy(me.value!.id)).map(({ kind }) => kind);

test('a double tap on Start starts nobody twice', async () => {
  await Promise.all([startPatrol(['officer-1']), startPatrol(['officer-1'])]);
  expect(await kinds()).toEqual(['shift.start']);
});

test('two who join one right after the other both walk', async () => {
  await Promise.all([startPatrol(['officer-1']), startPatrol(['officer-2'])]);
  expect(patrol.value.map(({ officer_id }) => officer_id).sort()).toEqual(['officer-1', 'officer-2']);
});

test('a double tap on the end ends a patrol once', async () => {
  await startPatrol(['officer-1']);
  const walking = patrol.value;
  await Promise.all([endShifts(walking, Date.now()), endShifts(walking, Date.now())]);
  expect(await kinds()).toEqual(['shift.start', 'shift.end']);
});

test('a double tap on a reason corrects or removes a patrol time once', async () => {
  await startPatrol(['officer-1']);
  const [shift] = patrol.value as [Shift];
  const changes = { started_at: shift.started_at - 60_000 };
  await Promise.all([amend(shift, changes, 'Forgot to tap'), amend(shift, changes, 'Forgot to tap')]);
  expect(await kinds()).toEqual(['shift.start', 'shift.amend']);
  await Promise.all([remove(shift, 'Joined by mistake'), remove(shift, 'Joined by mistake')]);
  expect(await kinds()).toEqual(['shift.start', 'shift.amend', 'shift.void']);
});

test('who taps Break and at once Leave has left, with that break', async () => {
  await startPatrol(['officer-1']);
  const shown = patrol.value;
  await Promise.all([toggleBreak(shown, true), endShifts(shown, Date.now() + 120_000)]);
  expect(patrol.value).toEqual([]);
  expect(shifts.value[0]!.break_minutes).toBe(2);
});
