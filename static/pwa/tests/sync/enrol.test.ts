import { beforeEach, expect, test } from 'vitest';
import { readEnrolments, readOfficers } from '../../src/store/enrolments';
import { heldBy } from '../../src/store/outbox';
import { enrol } from '../../src/sync/enrol';
import { push } from '../../src/sync/push';
import { aPhone } from '../phone';
import { answerLost, noAnswer, PretendServer } from '../pretend-server';

let server: PretendServer;
beforeEach(() => {
  server = new PretendServer().connect();
});

const asked = () => server.asked.filter((ask) => ask.path === '/enrol').map((ask) => ask.body);

test('a code makes the phone an officer’s', async () => {
  const enrolled = await enrol('abcde-fghjk', null);
  expect(enrolled.ok).toBe(true);
  expect((await readOfficers()).current).toMatchObject({
    token: 'token of ABCDEFGHJK',
    made: 0,
    standing: 'active',
    epoch: 'epoch-1',
  });
  expect(asked()[0]).toMatchObject({
    code: 'ABCDEFGHJK',
    device: { name: expect.any(String), app_version: expect.any(String) },
  });
});

test('a link’s secret is sent as it is', async () => {
  await enrol('Ab-c_9lO', null);
  expect(asked()[0].code).toBe('Ab-c_9lO');
});

test('the same code after a lost answer is the same attempt', async () => {
  server.next(answerLost);
  expect(await enrol('22222-22222', null)).toMatchObject({ ok: false, why: 'no_answer' });
  expect((await enrol('22222-22222', null)).ok).toBe(true);
  const [first, second] = asked();
  expect(second.enrol_id).toBe(first.enrol_id);
});

test('a code that is not accepted is told apart from no answer, in the server’s words', async () => {
  await enrol('33333-33333', null);
  expect(await enrol('USEDCODE00', null)).toEqual({
    ok: false,
    why: 'not_taken',
    detail: 'A sentence about code_not_valid.',
  });
  server.next(noAnswer);
  expect(await enrol('44444-44444', null)).toMatchObject({ ok: false, why: 'no_answer' });
});

test('signing in again names the device, keeps the outbox, and sends it under the new token', async () => {
  const phone = await aPhone('55555-55555'.replace('-', ''));
  await phone.save();
  await enrol('55555-55555', phone.id);
  expect(asked()[0].device.device_id).toBe('device of 5555555555');
  const again = await phone.enrolment();
  expect(again).toMatchObject({ made: 1, standing: 'active' });
  await push(again);
  expect([...server.ledger.values()][0]!.token).toBe('token of 5555555555');
  expect((await heldBy(phone.id))[0]!.state).toBe('sent');
});

test('another officer on the same phone is an enrolment of its own', async () => {
  const before = (await readEnrolments()).length;
  const phone = await aPhone();
  await phone.save();
  await enrol('66666-66666', null);
  expect((await readEnrolments()).length).toBe(before + 2);
  const other = (await readOfficers()).current!;
  expect(other.made).toBe(0);
  expect(await heldBy(other.id)).toEqual([]);
});
