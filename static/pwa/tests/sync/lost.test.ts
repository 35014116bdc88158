import { expect, test } from 'vitest';
import { readEnrolments } from '../../src/store/enrolments';
import { aPhone } from '../phone';
import { PretendServer, problem } from '../pretend-server';

test('a phone reported lost wipes itself only when the answer echoes its own batch', async () => {
  const server = new PretendServer().connect();
  const phone = await aPhone();
  await phone.save();
  server.next(() => problem(403, 'device_lost'));
  expect((await phone.push()).end).toBe('later');
  server.next(() => problem(403, 'device_lost', { batch_id: 'an older one' }));
  expect((await phone.push()).end).toBe('later');
  expect((await phone.counts()).unsent).toBe(1);
  server.next((ask) => problem(403, 'device_lost', { batch_id: ask.body.batch_id }));
  expect((await phone.push()).end).toBe('wiped');
  expect(await readEnrolments()).toEqual([]);
});
