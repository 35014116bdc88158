import { beforeEach, expect, test } from 'vitest';
import { keepEnrolment } from '../../src/store/enrolments';
import { heldBy, textOf } from '../../src/store/outbox';
import { aPhone, aStop, type Phone } from '../phone';
import { answerLost, noAnswer, portal, PretendServer, problem, sha256 } from '../pretend-server';

let server: PretendServer;
let phone: Phone;

beforeEach(async () => {
  server = new PretendServer().connect();
  phone = await aPhone();
});

async function saveMany(n: number): Promise<void> {
  for (let i = 0; i < n; i += 1) await phone.save();
}

async function pushUntilDone(most = 20): Promise<void> {
  for (let i = 0; i < most; i += 1) if ((await phone.push()).end === 'done') return;
  throw new Error('the queue did not drain');
}

test('a saved stop reaches the server in the very bytes that were queued', async () => {
  await phone.save();
  const [row] = await heldBy(phone.id);
  const queued = await textOf(row!);
  expect(await phone.push()).toEqual({ end: 'done' });
  expect([...server.ledger.values()][0]!.text).toBe(queued);
  expect(row!.sha256).toBe(sha256(queued));
});

test('a stop whose answer was lost is sent again and counted once', async () => {
  await phone.save();
  server.next(answerLost);
  expect((await phone.push()).end).toBe('later');
  expect((await phone.counts()).unsent).toBe(1);
  await pushUntilDone();
  expect((await phone.counts()).unsent).toBe(0);
  expect(server.ledger.size).toBe(1);
});

test.each([
  ['no answer', noAnswer],
  ['a portal’s page with status 200', portal],
  ['an empty answer', () => new Response(null, { status: 204 })],
  ['other JSON with status 200', () => Response.json({ hello: 'world' })],
  ['an answer cut off in the middle', () => new Response('{"protocol":1,"batch_id":"')],
  ['a proxy’s 502', () => new Response('bad gateway', { status: 502 })],
  ['a portal’s 401', () => new Response('<html>', { status: 401 })],
])('%s moves nothing', async (_name, fault) => {
  await phone.save();
  server.next(fault);
  expect((await phone.push()).end).toBe('later');
  expect((await phone.counts()).unsent).toBe(1);
  expect((await phone.enrolment()).standing).toBe('active');
});

test.each([
  ['another batch_id', { batch_id: 'an old one' }],
  ['another protocol', { protocol: 2 }],
  ['no revision', { rev: null }],
])('an answer with %s moves nothing', async (_name, wrong) => {
  await phone.save();
  server.next((ask) => {
    const op = JSON.parse(ask.body.ops[0]);
    return server.pushed(ask, [{ op_id: op.op_id, status: 'accepted', rev: 1, problem: null }], wrong);
  });
  expect((await phone.push()).end).toBe('later');
  expect((await phone.counts()).unsent).toBe(1);
});

test('a result for an operation that was not in the batch moves nothing', async () => {
  await phone.save();
  server.next((ask) => server.pushed(ask, [{ op_id: 'somebody else’s', status: 'accepted', rev: 1, problem: null }]));
  expect((await phone.push()).end).toBe('later');
  expect((await phone.counts()).unsent).toBe(1);
});

test('what the server answers retry stays, and what it answers otherwise does not', async () => {
  await saveMany(2);
  server.next((ask) => {
    const [first, second] = ask.body.ops.map((text: string) => JSON.parse(text).op_id);
    return server.pushed(ask, [
      { op_id: first, status: 'retry', rev: null, problem: null },
      { op_id: second, status: 'accepted', rev: 1, problem: null },
    ]);
  });
  expect((await phone.push()).end).toBe('later');
  expect((await phone.counts()).unsent).toBe(1);
});

test('a quarantined stop is sent, and the phone says who has it', async () => {
  await phone.save();
  server.next((ask) =>
    server.pushed(ask, [
      {
        op_id: JSON.parse(ask.body.ops[0]).op_id,
        status: 'quarantined',
        rev: 1,
        problem: { code: 'no_sweep', title: 'No sweep named', detail: 'A coordinator says which.' },
      },
    ]),
  );
  await pushUntilDone();
  const [row] = await heldBy(phone.id);
  expect(row).toMatchObject({ state: 'sent', status: 'quarantined', rev: 1, problem: { code: 'no_sweep' } });
});

test('a refused stop is parked, shown, and holds up no other', async () => {
  await saveMany(3);
  server.next((ask) => {
    const ids = ask.body.ops.map((text: string) => JSON.parse(text).op_id);
    return server.pushed(
      ask,
      ids.map((op_id: string, i: number) => ({
        op_id,
        status: i === 1 ? 'refused' : 'accepted',
        rev: i === 1 ? null : i + 1,
        problem: null,
      })),
    );
  });
  await pushUntilDone();
  expect(await phone.counts()).toMatchObject({ unsent: 0, parked: 1, needsYou: 1 });
});

test('a batch that is too big is halved at once until it fits', async () => {
  await saveMany(20);
  server.always = (ask) => (ask.body.ops.length > 5 ? problem(413, 'too_big') : null);
  expect(await phone.push()).toEqual({ end: 'done' });
  expect(server.ledger.size).toBe(20);
  expect((await phone.counts()).parked).toBe(0);
});

test('one that the server can’t take is parked alone, after three tries, while the others go through', async () => {
  await saveMany(7);
  const poison = (await heldBy(phone.id))[3]!.op_id;
  server.always = (ask) => (ask.body.ops.some((text: string) => text.includes(poison)) ? problem(500, 'oops') : null);
  expect((await phone.push()).end).toBe('later');
  expect((await phone.push()).end).toBe('later');
  expect((await phone.counts()).unsent).toBe(7);
  expect((await phone.push()).end).toBe('done');
  expect(await phone.counts()).toMatchObject({ unsent: 0, parked: 1 });
  expect(server.ledger.size).toBe(6);
});

test('when the server fails at everything, nothing is parked', async () => {
  await saveMany(4);
  server.always = () => problem(500, 'broken');
  for (let i = 0; i < 6; i += 1) expect((await phone.push()).end).toBe('later');
  expect(await phone.counts()).toMatchObject({ unsent: 4, parked: 0 });
  server.always = () => null;
  await pushUntilDone();
  expect(server.ledger.size).toBe(4);
});

test('a lone stop the server can’t take is parked only once an empty batch has gone through', async () => {
  await phone.save();
  server.always = () => problem(400, 'no');
  for (let i = 0; i < 4; i += 1) await phone.push();
  expect((await phone.counts()).parked).toBe(0);
  server.always = (ask) => (ask.body.ops.length > 0 ? problem(400, 'no') : null);
  await phone.push();
  expect(await phone.counts()).toMatchObject({ unsent: 0, parked: 1 });
});

test('a server that takes nothing but empty batches parks one stop at a time, not a day’s outbox', async () => {
  await saveMany(8);
  server.always = (ask) => (ask.body.ops.length > 0 ? problem(500, 'oops') : null);
  for (let i = 0; i < 3; i += 1) expect((await phone.push()).end).toBe('later');
  expect(await phone.counts()).toMatchObject({ unsent: 7, parked: 1 });
  server.always = () => null;
  await pushUntilDone();
  expect(server.ledger.size).toBe(7);
});

test('two that the server can’t take, one after the other, are both parked once others have gone through', async () => {
  await saveMany(6);
  const poison = (await heldBy(phone.id)).slice(0, 2).map((row) => row.op_id);
  const has = (text: string): boolean => poison.some((id) => text.includes(id));
  server.always = (ask) => (ask.body.ops.some(has) ? problem(500, 'oops') : null);
  for (let i = 0; i < 4; i += 1) await phone.push();
  expect(await phone.counts()).toMatchObject({ unsent: 0, parked: 2 });
  expect(server.ledger.size).toBe(4);
});

test('a busy server’s 503 never parks anything and its wait is respected', async () => {
  await phone.save();
  server.always = () => new Response('{}', { status: 503, headers: { 'Retry-After': '7' } });
  for (let i = 0; i < 5; i += 1) expect(await phone.push()).toEqual({ end: 'later', wait: 7, why: 'busy' });
  expect(await phone.counts()).toMatchObject({ unsent: 1, parked: 0 });
});

test('a push tells how many were made, how many are held for each sweep, and what is unsent', async () => {
  await phone.save(aStop({ sweep_id: 'sweep-1' }));
  await phone.save(aStop({ sweep_id: 'sweep-2' }));
  await phone.save(aStop({ sweep_id: null }));
  await phone.push();
  expect(server.pushes[0]!.body).toMatchObject({
    protocol: 1,
    made: 3,
    unsent: 3,
    held: { 'sweep-1': 1, 'sweep-2': 1 },
  });
});

test('with nothing to send one empty batch still tells the server so', async () => {
  expect(await phone.push()).toEqual({ end: 'done' });
  expect(server.pushes.map((ask) => ask.body.ops.length)).toEqual([0]);
});

test('a whole day goes in one batch', async () => {
  await saveMany(200);
  await phone.push();
  expect(server.pushes.map((ask) => ask.body.ops.length)).toEqual([200]);
});

test('after something went wrong twenty go, and more once that went well', async () => {
  await saveMany(70);
  server.next(noAnswer);
  await pushUntilDone();
  expect(server.pushes.map((ask) => ask.body.ops.length)).toEqual([70, 20, 40, 10]);
});

test('two officers on one phone: each one’s stops go under that officer’s token', async () => {
  const other = await aPhone();
  await phone.save();
  await other.save();
  await phone.push();
  await other.push();
  const tokens = [...server.ledger.values()].map((entry) => entry.token);
  expect(tokens).toEqual([(await phone.enrolment()).token, (await other.enrolment()).token]);
});

test('a push tells the desk which other officers of the authority share the phone', async () => {
  const other = await aPhone();
  const { token, device_id, epoch, officer, authority } = await phone.enrolment();
  const elsewhere = { ...authority, new_la_code: 'E06000002' };
  await keepEnrolment({ token, device_id: 'elsewhere', epoch, officer, authority: elsewhere });
  await phone.push();
  const { beside } = server.pushes[0]!.body;
  expect(beside).toContain((await other.enrolment()).device_id);
  expect(beside).not.toContain(device_id);
  expect(beside).not.toContain('elsewhere');
});

test('a phone that was signed off knows it from the next answer, until it is enrolled again', async () => {
  server.signedOff = true;
  expect(await phone.push()).toEqual({ end: 'done' });
  expect((await phone.enrolment()).standing).toBe('leaving');
  await phone.save();
  await phone.push();
  expect((await heldBy(phone.id))[0]).toMatchObject({ state: 'sent', status: 'quarantined' });
  server.signedOff = false;
  const { token, device_id, epoch, officer, authority } = await phone.enrolment();
  await keepEnrolment({ token, device_id, epoch, officer, authority });
  expect((await phone.enrolment()).standing).toBe('active');
  await phone.push();
  expect((await phone.enrolment()).standing).toBe('active');
});

test('a server that does not say whether the phone was signed off has not signed it off', async () => {
  server.next((ask) => server.pushed(ask, [], { device_left: undefined }));
  await phone.push();
  expect((await phone.enrolment()).standing).toBe('active');
});
