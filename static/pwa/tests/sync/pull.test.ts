import { beforeEach, expect, test } from 'vitest';
import { outbox } from '../../src/store/db';
import { forgetPulled, readCursor, readPulled } from '../../src/store/pulled';
import { pull } from '../../src/sync/pull';
import { aPhone, type Phone } from '../phone';
import { PretendServer, problem } from '../pretend-server';

let server: PretendServer;
let phone: Phone;

beforeEach(async () => {
  server = new PretendServer().connect();
  phone = await aPhone();
  server.changes = [1, 2, 3, 4, 5].map((rev) => ({
    type: 'sweep',
    id: `sweep-${rev}`,
    rev,
    deleted: false,
    title: `Sweep ${rev}`,
  }));
});

const titles = async () => (await readPulled(phone.id)).changes.map((change) => change['title']);

test('page by page until there is no more, and from the cursor next time', async () => {
  expect(await pull(await phone.enrolment())).toBe(true);
  expect(await titles()).toEqual(['Sweep 1', 'Sweep 2', 'Sweep 3', 'Sweep 4', 'Sweep 5']);
  expect(await readCursor(phone.id)).toBe('5');
  server.asked = [];
  await pull(await phone.enrolment());
  expect(server.asked.map((ask) => ask.body.cursor)).toEqual(['5']);
});

test('only after the last page is all here that the server has, and after forgetting it no longer is', async () => {
  const whole = async () => (await readPulled(phone.id)).whole;
  const answer = globalThis.fetch;
  let pages = 0;
  globalThis.fetch = (async (url: string, options: RequestInit) =>
    (pages += 1) > 2 ? Promise.reject(new TypeError('no network')) : answer(url, options)) as typeof fetch;
  expect(await pull(await phone.enrolment())).toBe(false);
  expect(await titles()).toHaveLength(4);
  expect(await whole()).toBe(false);
  globalThis.fetch = answer;
  expect(await pull(await phone.enrolment())).toBe(true);
  expect(await whole()).toBe(true);
  await forgetPulled(phone.id);
  expect(await whole()).toBe(false);
});

test('a cursor from another epoch starts from the beginning', async () => {
  await pull(await phone.enrolment());
  const answer = globalThis.fetch;
  let refused = false;
  globalThis.fetch = (async (url: string, options: RequestInit) => {
    if (refused) return answer(url, options);
    refused = true;
    return problem(410, 'cursor_from_another_epoch');
  }) as typeof fetch;
  server.changes = server.changes.slice(0, 1);
  expect(await pull(await phone.enrolment())).toBe(true);
  expect(await titles()).toEqual(['Sweep 1']);
});

test('a page in another shape is not taken, and the cursor stays', async () => {
  globalThis.fetch = (async () =>
    Response.json({ epoch: 'epoch-1', cursor: 7, more: false, changes: [] })) as typeof fetch;
  expect(await pull(await phone.enrolment())).toBe(false);
  expect(await readCursor(phone.id)).toBeNull();
});

test('a pull alone never wipes the phone', async () => {
  globalThis.fetch = (async () => problem(403, 'device_lost')) as typeof fetch;
  await phone.save();
  expect(await pull(await phone.enrolment())).toBe(false);
  expect((await phone.counts()).unsent).toBe(1);
});

/** The network, with something that happens once, after the server's answer and before the phone has it. */
function meanwhile(happens: () => Promise<unknown>): void {
  const answer = globalThis.fetch;
  globalThis.fetch = (async (url: string, options: RequestInit) => {
    const reply = await answer(url, options);
    globalThis.fetch = answer;
    await happens();
    return reply;
  }) as typeof fetch;
}

test('a page on its way while all that was pulled went does not leave a cursor without what came before it', async () => {
  await pull(await phone.enrolment());
  server.changes.push({ type: 'sweep', id: 'sweep-6', rev: 6, deleted: false, title: 'Sweep 6' });
  meanwhile(() => forgetPulled(phone.id));
  expect(await pull(await phone.enrolment())).toBe(false);
  expect(await readCursor(phone.id)).toBeNull();
  expect(await pull(await phone.enrolment())).toBe(true);
  expect(await titles()).toHaveLength(6);
});

test('two tabs that pull at once keep each page once, and the later one goes on next time', async () => {
  const enrolment = await phone.enrolment();
  meanwhile(() => pull(enrolment));
  expect(await pull(enrolment)).toBe(false);
  expect(await pull(enrolment)).toBe(true);
  expect(await titles()).toHaveLength(5);
});

test('an answer on its way to a phone that was emptied meanwhile leaves nothing on it', async () => {
  meanwhile(() => outbox((db) => db.clear('enrolments')));
  expect(await pull(await phone.enrolment())).toBe(false);
  expect((await readPulled(phone.id)).changes).toEqual([]);
  expect(await readCursor(phone.id)).toBeNull();
});
