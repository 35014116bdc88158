import { afterEach, expect, test, vi } from 'vitest';
import { deletePulled, onStorageTrouble, outbox, pulled } from '../../src/store/db';
import { keeper } from '../../src/store/keeper';
import { heldBy, textOf } from '../../src/store/outbox';
import { keepPage, readPulled } from '../../src/store/pulled';
import { aPhone } from '../phone';

afterEach(() => void vi.restoreAllMocks());

test.each(['InvalidStateError', 'UnknownError', 'AbortError'])(
  '%s is healed by opening again, silently',
  async (name) => {
    const phone = await aPhone();
    const told = vi.fn();
    onStorageTrouble(told);
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('gone', name);
    });
    await phone.save();
    expect(await heldBy(phone.id)).toHaveLength(1);
    expect(told).not.toHaveBeenCalled();
  },
);

test('what takes too long is said loudly, and taken back when it ends', async () => {
  vi.useFakeTimers();
  const told = vi.fn();
  let open: (db: string) => void = () => undefined;
  const use = keeper<string>(() => new Promise((done) => (open = done)), told);
  const work = use(async (db) => db);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toHaveBeenLastCalledWith(true);
  open('the database');
  expect(await work).toBe('the database');
  expect(told).toHaveBeenLastCalledWith(false);
  vi.useRealTimers();
});

test('what was pulled and can’t be opened any more is thrown away and begun afresh', async () => {
  const phone = await aPhone();
  await keepPage(phone.id, null, [{ type: 'sweep', id: 's', rev: 1, deleted: false }], '1');
  await deletePulled();
  // A newer version of the app has been here.
  await new Promise<void>((done, failed) => {
    const asked = indexedDB.open('sweep-pulled', 9);
    asked.onsuccess = () => {
      asked.result.close();
      done();
    };
    asked.onerror = () => failed(asked.error);
  });
  expect((await readPulled(phone.id)).changes).toEqual([]);
  await keepPage(phone.id, null, [{ type: 'sweep', id: 's', rev: 1, deleted: false }], '1');
  expect((await readPulled(phone.id)).changes).toHaveLength(1);
  expect(await pulled((db) => Promise.resolve(db.version))).toBe(1);
});

test('storage emptied under an open app: nothing claims to be saved, and what comes later is sealed with a key that is kept', async () => {
  const before = await aPhone();
  await before.save();
  // Another hand deletes the database; our connection gives way.
  await new Promise<void>((done, failed) => {
    const asked = indexedDB.deleteDatabase('sweep-outbox');
    asked.onsuccess = () => done();
    asked.onerror = () => failed(asked.error);
  });
  await expect(before.save()).rejects.toThrow('not enrolled');
  const after = await aPhone();
  await after.save();
  // The app is opened again: only what lies in the database is left.
  outbox.drop();
  expect(await outbox((db) => db.get('keys', 'seal'))).toBeDefined();
  const [row] = await heldBy(after.id);
  expect(JSON.parse(await textOf(row!))).toMatchObject({ seq: 1 });
});

test('what went amiss before anybody could listen is told to who listens then', async () => {
  const opening = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('gone', 'UnknownError');
  });
  onStorageTrouble(() => undefined);
  await outbox((db) => db.getAll('notes')).catch(() => undefined);
  const told = vi.fn();
  onStorageTrouble(told);
  expect(told).toHaveBeenLastCalledWith(true);
  opening.mockRestore();
  await outbox((db) => db.getAll('notes'));
  expect(told).toHaveBeenLastCalledWith(false);
});
