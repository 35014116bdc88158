import { expect, test } from 'vitest';
import { needsOfficer, toRead, type Held } from '../../src/core/outbox';
import { amendStop, type Stop } from '../../src/core/stop';
import { heldBy, markSeen, settleResults } from '../../src/store/outbox';
import { record } from '../../src/store/record';
import { answer, flag, result } from '../one-operation';
import { aPhone, NINE, type Phone } from '../phone';

const unread = async ({ id }: Phone): Promise<Held[]> => (await heldBy(id)).filter(needsOfficer);

/** The server has all that waits, and remarks this on each; a backup of it is there too. */
async function remarkOnAll({ id }: Phone, problem = flag): Promise<void> {
  const waiting = (await heldBy(id)).filter((one) => one.state === 'unsent');
  const told = waiting.map(({ op_id }) => result({ op_id, problem }));
  await settleResults(id, told, { ...answer, durable_rev: 9 });
}

async function amend({ id }: Phone, stop: Stop): Promise<void> {
  const view = { ...stop, finding: 'late' as const };
  await record(id, [{ change: amendStop(stop, { finding: 'late' }, 'Learned more'), type: 'stop', view }], NINE);
}

test('a change does not bring back a remark that was read', async () => {
  const phone = await aPhone();
  const stop = await phone.save();
  await remarkOnAll(phone);
  await markSeen(phone.id, await unread(phone));
  await amend(phone, stop);
  await remarkOnAll(phone);
  expect(await unread(phone)).toEqual([]);
});

test('another remark on a change is to be read', async () => {
  const phone = await aPhone();
  const stop = await phone.save();
  await remarkOnAll(phone);
  await markSeen(phone.id, await unread(phone));
  await amend(phone, stop);
  await remarkOnAll(phone, { ...flag, code: 'odd_time' });
  expect(await unread(phone)).toHaveLength(1);
});

test('the same remark on a record and its change is read once', async () => {
  const phone = await aPhone();
  await amend(phone, await phone.save());
  await remarkOnAll(phone);
  const [only, ...others] = toRead(await heldBy(phone.id));
  expect(others).toEqual([]);
  await markSeen(phone.id, [only!]);
  expect(await unread(phone)).toEqual([]);
});

test('all remarks are read in one go', async () => {
  const phone = await aPhone();
  await phone.save();
  await phone.save();
  await remarkOnAll(phone);
  await markSeen(phone.id, await unread(phone));
  expect(await unread(phone)).toEqual([]);
});
