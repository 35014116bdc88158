import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { heldBy } from '../../src/store/outbox';
import { keepPage, readCursor, readPulled } from '../../src/store/pulled';
import { readRecords } from '../../src/store/records';
import { isNearlyFull } from '../../src/store/space';
import { aPhone, aStop, NINE, type Phone } from '../phone';
import { PretendServer } from '../pretend-server';

let phone: Phone;
beforeEach(async () => {
  phone = await aPhone();
});
afterEach(() => void vi.restoreAllMocks());

const full = (): never => {
  throw new DOMException('the disk is full', 'QuotaExceededError');
};
const change = (type: string, id: string) => ({ type, id, rev: 1, deleted: false, sweep_id: 'sweep-1' });

test('a full phone throws away what can be pulled again and then saves', async () => {
  await keepPage(phone.id, null, [change('sweep', 'sweep-1'), change('stop', 'an old one')], '7');
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(full);
  await phone.save();
  expect(await heldBy(phone.id)).toHaveLength(1);
  expect(await readCursor(phone.id)).toBeNull();
  await vi.waitUntil(async () => (await readPulled(phone.id)).changes.length > 0);
  expect((await readPulled(phone.id)).changes.map(({ type }) => type)).toEqual(['sweep']);
});

test('records that are gone from the outbox make way, those that wait never', async () => {
  const server = new PretendServer().connect();
  server.durable = 99;
  await phone.save();
  await phone.push();
  const waiting = await phone.save();
  const later = await aPhone();
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(full);
  const { record } = await import('../../src/store/record');
  const { createStop } = await import('../../src/core/stop');
  const stop = aStop();
  await record(later.id, [{ change: createStop(stop), type: 'stop', view: stop }], NINE + 2 * 24 * 3_600_000);
  expect((await readRecords(phone.id)).stops.map((one) => one.stop.stop_id)).toEqual([waiting.stop_id]);
});

test('a phone that stays full claims nothing, and its numbers go on where they stood', async () => {
  const spy = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(full);
  await expect(phone.save()).rejects.toThrow('the disk is full');
  spy.mockRestore();
  expect(await heldBy(phone.id)).toEqual([]);
  await phone.save();
  expect((await heldBy(phone.id)).map((row) => row.seq)).toEqual([1]);
});

/** fake-indexeddb's own way to end a transaction for a reason of the disk's. */
interface Abortable {
  _abort(reason: string): void;
}

test('a disk that is found full at the end of the transaction is a full disk too', async () => {
  const put = IDBObjectStore.prototype.put;
  let puts = 0;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...asked) {
    const request = put.apply(this, asked);
    puts += 1;
    if (puts === 2) (this.transaction as unknown as Abortable)._abort('QuotaExceededError');
    return request;
  });
  await phone.save();
  expect((await heldBy(phone.id)).map((row) => row.seq)).toEqual([1]);
  expect((await phone.enrolment()).made).toBe(1);
});

test.each([
  [{ quota: 100_000_000, usage: 95_000_000 }, true],
  [{ quota: 100_000_000, usage: 5_000_000 }, false],
  [{}, null],
])('room of %o: nearly full is %s', async (estimate, nearly) => {
  vi.stubGlobal('navigator', { storage: { estimate: async () => estimate } });
  expect(await isNearlyFull()).toBe(nearly);
  vi.unstubAllGlobals();
});
