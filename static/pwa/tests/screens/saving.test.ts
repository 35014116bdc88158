/** What the screens make of saved stops, whatever comes at the same time. */
import { findPlace } from '../page';
import { beforeEach, expect, test } from 'vitest';
import { NO_CHOICES, type Complete, type Stop } from '../../src/core/stop';
import { me, now, refresh, startState, stops } from '../../src/screens/state';
import { form, openNewStop } from '../../src/screens/stop/draft';
import { addLateFixes, changeStop, lastSaved, removeStop, saveStop } from '../../src/screens/stop/saving';
import { chooseEnrolment, keepEnrolment } from '../../src/store/enrolments';
import { heldBy } from '../../src/store/outbox';
import { granting } from '../pretend-server';

const ANSWERS = { ...NO_CHOICES, finding: 'truanting', accompanied_by: 'alone' } as Complete;
let officers = 0;
startState();
addLateFixes();

beforeEach(async () => {
  await keepEnrolment(granting(`Officer ${(officers += 1)}`));
  await refresh();
});

async function saveOne(): Promise<Stop> {
  openNewStop();
  await saveStop(form.value!, ANSWERS);
  return lastSaved.value!;
}

const MINUTE = 60_000;

/** `ahead`: so many minutes before the server's. */
function clockIs(ahead: number): void {
  me.value = { ...me.value!, clock: { offset_ms: -ahead * MINUTE, measured_at: Date.now() } };
}

const kinds = async (id = me.value!.id): Promise<string[]> => (await heldBy(id)).map(({ kind }) => kind);

test('a double tap on Undo removes a stop once', async () => {
  const stop = await saveOne();
  await Promise.all([removeStop(stop, 'Undone'), removeStop(stop, 'Undone')]);
  expect(await kinds()).toEqual(['stop.create', 'stop.void']);
});

test('a fix that comes while a change is being written does not take the change back', async () => {
  const stop = await saveOne();
  const change = changeStop(stop, { finding: 'late' }, 'Tapped the wrong answer');
  findPlace(52.4, 8);
  await change;
  await expect.poll(() => kinds()).toEqual(['stop.create', 'stop.amend', 'stop.locate']);
  await refresh();
  expect(stops.value[0]!.stop).toMatchObject({ finding: 'late', location: { lat: 52.4 } });
});

test.each([
  ['right', 0, 0],
  ['ten minutes behind the satellites', -10, 10],
  ['ten minutes behind, and so are its fixes', -10, 0],
  ['ten minutes ahead of the satellites', 10, -10],
  ['ten minutes ahead, and so are its fixes', 10, 0],
])('a phone whose clock is %s gets its late fix', async (_, ahead, fixesAhead) => {
  clockIs(ahead);
  const stop = await saveOne();
  findPlace(52.4, 8, Date.now() + fixesAhead * MINUTE);
  await expect.poll(() => kinds()).toEqual(['stop.create', 'stop.locate']);
  const place = stops.value.find((one) => one.stop.stop_id === stop.stop_id)!.stop.location;
  expect(place).toMatchObject({ lat: 52.4, fix_age_s: 0 });
});

test.each([
  ['right', 0, 0],
  ['ten minutes behind the satellites', -10, 10],
  ['ten minutes ahead of the satellites', 10, -10],
])('an old fix is no late fix where the phone’s clock is %s', async (_, ahead, fixesAhead) => {
  clockIs(ahead);
  const stop = await saveOne();
  findPlace(52.4, 8, Date.now() + (fixesAhead - 30) * MINUTE);
  await removeStop(stop, 'Undone');
  expect(await kinds()).toEqual(['stop.create', 'stop.void']);
});

test('the next officer of this phone is not offered what the last one saved, and can’t undo it', async () => {
  const stop = await saveOne();
  const first = me.value!.id;
  expect(lastSaved.value?.stop_id).toBe(stop.stop_id);
  await keepEnrolment(granting('Somebody else'));
  await refresh();
  expect(lastSaved.value).toBeNull();
  expect(await removeStop(stop, 'Undone')).toBe(false);
  expect(await kinds()).toEqual([]);
  await chooseEnrolment(first);
  await refresh();
  expect(lastSaved.value?.stop_id).toBe(stop.stop_id);
});

test('no child of the next day is offered as one more of yesterday’s group', async () => {
  await saveOne();
  now.value += 24 * 3_600_000;
  expect(lastSaved.value).toBeNull();
});

test('a form stays the record of who opened it, though another window hands the phone over meanwhile', async () => {
  const opener = me.value!.id;
  openNewStop();
  const next = await keepEnrolment(granting('Somebody else again'));
  await refresh();
  await saveStop(form.value!, ANSWERS);
  expect(stops.value).toEqual([]);
  expect(await kinds(opener)).toEqual(['stop.create']);
  expect(await kinds(next)).toEqual([]);
});
