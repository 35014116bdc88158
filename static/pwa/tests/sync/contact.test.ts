import { beforeEach, expect, test } from 'vitest';
import { readPulled } from '../../src/store/pulled';
import { contact } from '../../src/sync/contact';
import { aPhone } from '../phone';
import { PretendServer, problem } from '../pretend-server';
import { voidStop } from '../../src/core/stop';
import { heldBy } from '../../src/store/outbox';
import { record } from '../../src/store/record';
import { readRecords } from '../../src/store/records';
import { NINE } from '../phone';

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
  expect((await readPulled(phone.id)).changes).toHaveLength(1);
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
  expect((await readPulled(last.id)).changes).toEqual([]);
});

const outside = { code: 'outside_area', title: 'Outside the area', detail: 'It was outside.' };

async function remarkedStop(phone: Awaited<ReturnType<typeof aPhone>>) {
  const { stop_id } = await phone.save();
  server.next((ask) => {
    const { op_id } = JSON.parse(ask.body.ops[0]);
    return server.pushed(ask, [{ op_id, status: 'accepted', rev: (server.rev += 1), problem: outside }]);
  });
  await phone.push();
  return (await readRecords(phone.id)).stops.find(({ stop }) => stop.stop_id === stop_id)!.stop;
}

test('an unread remark on a stop that was undone does not keep it on the phone for ever', async () => {
  const phone = await aPhone();
  const stop = await remarkedStop(phone);
  await record(phone.id, [{ change: voidStop(stop, 'undo'), type: 'stop', view: { ...stop, voided: true } }], NINE);
  server.durable = 99;
  await contact();
  await contact();
  expect(await heldBy(phone.id)).toEqual([]);
});

test('an unread remark on a stop that a desk removed lets it go too, one on a stop that stands does not', async () => {
  const phone = await aPhone();
  const [removed, standing] = [await remarkedStop(phone), await remarkedStop(phone)];
  server.changes = [{ type: 'stop', id: removed.stop_id, rev: 50, deleted: true }];
  server.durable = 99;
  await contact();
  await contact();
  expect((await heldBy(phone.id)).map((row) => row.record_id)).toEqual([standing.stop_id]);
});

test('a stop that this phone can’t read any more holds up no other', async () => {
  const phone = await aPhone();
  for (let i = 0; i < 3; i += 1) await phone.save();
  const bad = (await heldBy(phone.id))[1]!;
  const { outbox } = await import('../../src/store/db');
  await outbox((db) => db.put('operations', { ...bad, sealed: { ...bad.sealed, iv: new Uint8Array(12) } }));
  await contact();
  expect([...server.ledger.keys()]).not.toContain(bad.op_id);
  expect(await phone.counts()).toMatchObject({ unsent: 0, parked: 1 });
});
