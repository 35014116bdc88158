import { beforeEach, expect, test } from 'vitest';
import { readPulled } from '../../src/store/pulled';
import { contact } from '../../src/sync/contact';
import { aPhone } from '../phone';
import { PretendServer, problem } from '../pretend-server';

let server: PretendServer;
beforeEach(() => {
  server = new PretendServer().connect();
});

test('what can’t be sent just now keeps nobody from hearing what is new', async () => {
  const phone = await aPhone();
  await phone.save();
  server.changes = [{ type: 'sweep', id: 'sweep-1', rev: 1, deleted: false, title: 'High Street' }];
  server.always = () => problem(503, 'busy');
  expect((await contact()).all).toBe(false);
  expect(await readPulled(phone.id)).toHaveLength(1);
});

test('one officer’s expired sign-in holds up nobody else’s stops', async () => {
  const [first, second] = [await aPhone(), await aPhone()];
  await first.save();
  await second.save();
  const token = (await first.enrolment()).token;
  server.always = (ask) => (ask.token === token ? problem(401, 'sign_in_needed') : null);
  expect((await contact()).all).toBe(false);
  expect((await first.counts()).unsent).toBe(1);
  expect((await second.counts()).unsent).toBe(0);
});

test('after a wipe nothing more is asked or kept', async () => {
  await aPhone();
  const last = await aPhone();
  server.always = (ask) => problem(403, 'device_lost', { batch_id: ask.body.batch_id });
  await contact();
  expect(server.pushes).toHaveLength(1);
  expect(await readPulled(last.id)).toEqual([]);
});
