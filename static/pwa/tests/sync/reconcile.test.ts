import { beforeEach, expect, test } from 'vitest';
import { heldBy } from '../../src/store/outbox';
import { readRecords } from '../../src/store/records';
import { sayHello } from '../../src/sync/hello';
import { aPhone, type Phone } from '../phone';
import { portal, PretendServer, problem } from '../pretend-server';

const HOUR = 3600 * 1000;
let server: PretendServer;
let phone: Phone;

beforeEach(async () => {
  server = new PretendServer().connect();
  phone = await aPhone();
  for (let i = 0; i < 3; i += 1) await phone.save();
  await phone.push();
});

const rows = () => heldBy(phone.id);
const pushedSince = (before: number): string[] =>
  server.pushes.slice(before).flatMap((ask) => ask.body.ops.map((text: string) => JSON.parse(text).op_id));

/** The restored server is met as in every round: hello, then push. */
async function meet(): Promise<string[]> {
  const before = server.pushes.length;
  await sayHello(await phone.enrolment());
  await phone.push();
  return pushedSince(before);
}

test('after a restore only what the server lacks is sent again', async () => {
  const third = (await rows())[2]!.op_id;
  server.restore(2);
  expect(await meet()).toEqual([third]);
  expect(server.questions).toHaveLength(1);
  expect(server.questions[0]!.body.ops).toEqual((await rows()).map(({ op_id, sha256 }) => ({ op_id, sha256 })));
  expect((await rows()).map((row) => [row.state, row.rev, row.epoch])).toEqual(
    [1, 2, 3].map((rev) => ['sent', rev, server.epoch]),
  );
});

test('until it was asked about, what is in doubt counts as unsent', async () => {
  server.restore(2);
  await sayHello(await phone.enrolment());
  expect((await phone.counts()).unsent).toBe(3);
  expect((await rows()).every((row) => row.doubted)).toBe(true);
});

test('what a backup of the restored server has may leave the phone at once', async () => {
  server.restore(2);
  server.durable = 2;
  await meet();
  expect((await rows()).map((row) => row.rev)).toEqual([3]);
});

test('what was found there is kept 72 hours more where no backup has it, from the day it was found', async () => {
  server.time += 71 * HOUR;
  server.restore(3);
  await meet();
  server.time += 2 * HOUR;
  await phone.push();
  expect(await rows()).toHaveLength(3);
  server.time += 71 * HOUR;
  await phone.push();
  expect(await rows()).toEqual([]);
});

test('what the server erased leaves the phone, and the record as shown with it', async () => {
  const [first] = await rows();
  server.erased.add(first!.op_id);
  server.restore(3);
  expect(await meet()).toEqual([]);
  expect((await rows()).map((row) => row.op_id)).not.toContain(first!.op_id);
  const shown = (await readRecords(phone.id)).stops.map(({ stop }) => stop.stop_id);
  expect(shown).toHaveLength(2);
  expect(shown).not.toContain(first!.record_id);
});

test('what the server holds with other bytes is sent again, for it to put aside', async () => {
  const [first] = await rows();
  server.ledger.get(first!.op_id)!.text = 'something else';
  server.restore(3);
  expect(await meet()).toEqual([first!.op_id]);
  expect((await rows())[0]).toMatchObject({ state: 'sent', status: 'quarantined' });
});

test('what lies with the coordinator stays there, with its reason', async () => {
  const aside = { code: 'no_sweep', title: 'No sweep named', detail: 'A coordinator says which.' };
  await phone.save();
  const last = (await rows())[3]!.op_id;
  server.next((ask) => server.pushed(ask, [{ op_id: last, status: 'quarantined', rev: 4, problem: aside }]));
  server.rev = 4;
  await phone.push();
  server.epoch = 'epoch-2';
  server.always = (ask) =>
    ask.path === '/sync/reconcile'
      ? server.found(ask.body.ops.map(({ op_id }: { op_id: string }) => ({ op_id, state: 'quarantined', rev: null })))
      : null;
  await meet();
  expect((await rows())[3]).toMatchObject({ state: 'sent', status: 'quarantined', rev: null, problem: aside });
});

test.each([
  ['an older server that knows no reconcile', () => problem(404, 'not_found')],
  ['a portal’s page', portal],
  ['other JSON', () => Response.json({ hello: 'world' })],
  ['another epoch', (ask: any) => server.found(have(ask), { epoch: 'epoch-1' })],
  ['an old copy of an answer', (ask: any) => server.found(have(ask), { server_time: '2026-11-23T09:59:59Z' })],
  ['states for operations that were not asked about', () => server.found([{ op_id: 'x', state: 'have', rev: 1 }])],
])('%s settles nothing: everything is pushed, once', async (_name, answer) => {
  server.restore(2);
  server.next(answer as never);
  await meet();
  for (let i = 0; i < 3; i += 1) await meet();
  expect(server.ledger.size).toBe(3);
  expect(await phone.counts()).toMatchObject({ unsent: 0, parked: 0 });
});

const have = (ask: { body: { ops: { op_id: string }[] } }) =>
  ask.body.ops.map(({ op_id }) => ({ op_id, state: 'have', rev: 1 }));

test('a server that can’t be asked for ever still gets everything', async () => {
  server.reconciles = false;
  server.restore(0, 'epoch-1');
  await meet();
  await meet();
  expect(server.ledger.size).toBe(3);
  expect((await phone.counts()).unsent).toBe(0);
});

test('a sign-in that has run out stops the asking and the sending, and loses nothing', async () => {
  server.restore(2);
  server.always = () => problem(401, 'sign_in_needed');
  expect(await meet()).toEqual([]);
  expect((await phone.enrolment()).standing).toBe('sign_in_needed');
  expect((await phone.counts()).unsent).toBe(3);
});
