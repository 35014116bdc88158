import { beforeEach, expect, test } from 'vitest';
import { heldBy } from '../../src/store/outbox';
import { sayHello } from '../../src/sync/hello';
import { aPhone, type Phone } from '../phone';
import { PretendServer, problem } from '../pretend-server';

const HOUR = 3600 * 1000;
let server: PretendServer;
let phone: Phone;

beforeEach(async () => {
  server = new PretendServer().connect();
  phone = await aPhone();
});

test('a sent stop stays on the phone until a backup has it', async () => {
  await phone.save();
  await phone.push();
  expect(await heldBy(phone.id)).toHaveLength(1);
  server.durable = 1;
  await phone.push();
  expect(await heldBy(phone.id)).toHaveLength(0);
});

test('without a backup a sent stop goes 72 hours after its answer, by the server’s clock', async () => {
  await phone.save();
  await phone.push();
  server.time += 71 * HOUR;
  await phone.push();
  expect(await heldBy(phone.id)).toHaveLength(1);
  server.time += HOUR;
  await phone.push();
  expect(await heldBy(phone.id)).toHaveLength(0);
});

test('a restored server gets again what it lost, once', async () => {
  await phone.save();
  await phone.save();
  await phone.push();
  server.epoch = 'epoch-2';
  server.ledger.delete([...server.ledger.keys()][1]!);
  server.rev = 1;
  expect(await sayHello(await phone.enrolment())).toBe(true);
  expect((await phone.counts()).unsent).toBe(2);
  await phone.push();
  expect(server.ledger.size).toBe(2);
  expect((await phone.counts()).unsent).toBe(0);
});

test('an answer of a new epoch settles nothing by itself', async () => {
  await phone.save();
  server.epoch = 'epoch-2';
  expect((await phone.push()).end).toBe('later');
  expect((await phone.counts()).unsent).toBe(1);
  expect((await phone.push()).end).toBe('done');
  expect((await heldBy(phone.id))[0]).toMatchObject({ state: 'sent', epoch: 'epoch-2' });
});

test('a lower revision than seen before makes everything held unsent, and it is sent again', async () => {
  await phone.save();
  await phone.save();
  await phone.push();
  server.rev = 0;
  server.ledger.clear();
  await phone.push();
  expect(server.ledger.size).toBe(2);
  expect((await phone.counts()).unsent).toBe(0);
});

test('a revision given out twice shows the same', async () => {
  await phone.save();
  await phone.push();
  server.rev = 0;
  server.ledger.clear();
  await phone.save();
  await phone.push();
  expect(server.ledger.size).toBe(2);
  expect((await phone.counts()).unsent).toBe(0);
});

test('the phone learns how far its clock is off', async () => {
  server.time = Date.now() + 90_000;
  await sayHello(await phone.enrolment());
  const { clock } = await phone.enrolment();
  expect(Math.round(clock!.offset_ms / 1000)).toBe(90);
});

test('hello with another nonce is not online', async () => {
  const answer = globalThis.fetch;
  globalThis.fetch = (async (url: string) =>
    answer(String(url).replace(/nonce=.*/, 'nonce=old'), { headers: {} })) as typeof fetch;
  expect(await sayHello(await phone.enrolment())).toEqual({ wait: 0, why: 'not_ours' });
});

test('an expired sign-in keeps everything and recording goes on', async () => {
  await phone.save();
  server.next(() => problem(401, 'sign_in_needed'));
  expect((await phone.push()).end).toBe('sign_in_needed');
  expect((await phone.enrolment()).standing).toBe('sign_in_needed');
  await phone.save();
  expect((await phone.counts()).unsent).toBe(2);
});

test('a phone signed off by the coordinator loses nothing and says so', async () => {
  await phone.save();
  server.next(() => problem(403, 'device_left'));
  expect((await phone.push()).end).toBe('left');
  expect((await phone.enrolment()).standing).toBe('left');
  expect((await phone.counts()).unsent).toBe(1);
});
