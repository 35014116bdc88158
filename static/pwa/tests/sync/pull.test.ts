import { beforeEach, expect, test } from 'vitest';
import { readCursor, readPulled } from '../../src/store/pulled';
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

const titles = async () => (await readPulled(phone.id)).map((change) => change['title']);

test('page by page until there is no more, and from the cursor next time', async () => {
  expect(await pull(await phone.enrolment())).toBe(true);
  expect(await titles()).toEqual(['Sweep 1', 'Sweep 2', 'Sweep 3', 'Sweep 4', 'Sweep 5']);
  expect(await readCursor(phone.id)).toBe('5');
  server.asked = [];
  await pull(await phone.enrolment());
  expect(server.asked.map((ask) => ask.body.cursor)).toEqual(['5']);
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
