import { expect, test, vi } from 'vitest';
import { amendStop, createStop, voidStop } from '../../src/core/stop';
import { outbox, onStorageTrouble, type EnrolmentRow } from '../../src/store/db';
import { heldBy, textOf } from '../../src/store/outbox';
import { record } from '../../src/store/record';
import { readRecords } from '../../src/store/records';
import { onChange } from '../../src/store/changes';
import { aPhone, aStop, NINE } from '../phone';
import { sha256 } from '../pretend-server';

const numbers = async (id: string): Promise<number[]> => (await heldBy(id)).map((row) => row.seq);

test('numbers rise by one from one, whatever is saved together', async () => {
  const phone = await aPhone();
  await phone.save();
  const [first, second] = [aStop(), aStop()];
  await record(
    phone.id,
    [
      { change: createStop(first), type: 'stop', view: first },
      { change: createStop(second), type: 'stop', view: second },
    ],
    NINE,
  );
  await phone.save();
  expect(await numbers(phone.id)).toEqual([1, 2, 3, 4]);
  expect((await phone.enrolment()).made).toBe(4);
});

test('two tabs saving at the same moment give out no number twice and leave none out', async () => {
  const phone = await aPhone();
  await Promise.all(Array.from({ length: 12 }, () => phone.save()));
  expect(await numbers(phone.id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('operation, number and view are there together, and the text is hashed as queued', async () => {
  const phone = await aPhone();
  const stop = await phone.save();
  const [row] = await heldBy(phone.id);
  const text = await textOf(row!);
  expect(row!.sha256).toBe(sha256(text));
  expect(row!.bytes).toBe(Buffer.byteLength(text));
  expect(JSON.parse(text)).toMatchObject({ op_id: row!.op_id, seq: 1, data: { stop_id: stop.stop_id } });
  expect((await readRecords(phone.id)).stops[0]!.stop).toMatchObject({ stop_id: stop.stop_id, head: row!.op_id });
});

test('saving is one strict transaction', async () => {
  const phone = await aPhone();
  const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await phone.save();
  const writes = asked.mock.calls.filter(([, mode]) => mode === 'readwrite');
  expect(writes).toEqual([[['enrolments', 'operations', 'views'], 'readwrite', { durability: 'strict' }]]);
  asked.mockRestore();
});

test('what was read before is not waited for again', async () => {
  const phone = await aPhone();
  await phone.enrolment();
  const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await phone.save();
  await phone.save();
  expect(asked.mock.calls.map(([, mode]) => mode)).toEqual(['readwrite', 'readwrite']);
  asked.mockRestore();
});

/** As another tab does it: this one is not told. */
async function changedElsewhere(id: string, change: Partial<EnrolmentRow>): Promise<void> {
  await outbox(async (db) => {
    const row = await db.get('enrolments', id);
    await db.put('enrolments', { ...row!, ...change });
  });
}

test('a clock that another tab has measured since is the one that is told', async () => {
  const phone = await aPhone();
  await phone.save();
  await changedElsewhere(phone.id, { clock: { offset_ms: 4000, measured_at: NINE } });
  await phone.save();
  const texts = await Promise.all((await heldBy(phone.id)).map(textOf));
  expect(texts.map((text) => JSON.parse(text).clock?.offset_ms)).toEqual([undefined, 4000]);
});

test('numbers that another tab has given out since are not given out again', async () => {
  const phone = await aPhone();
  await phone.save();
  await changedElsewhere(phone.id, { made: 7 });
  await phone.save();
  expect(await numbers(phone.id)).toEqual([1, 8]);
});

test('a save that fails leaves nothing behind: no number, no operation, no view', async () => {
  const phone = await aPhone();
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('the disk is full', 'QuotaExceededError');
  });
  await expect(phone.save()).rejects.toThrow('the disk is full');
  put.mockRestore();
  expect(await heldBy(phone.id)).toEqual([]);
  expect((await readRecords(phone.id)).stops).toEqual([]);
  expect((await phone.enrolment()).made).toBe(0);
});

test('nothing an officer recorded stands readable in the database', async () => {
  const phone = await aPhone('Grace Hughes');
  await phone.save(aStop({ note: 'by the fountain' }));
  const everything = await outbox(async (db) =>
    Promise.all([db.getAll('operations'), db.getAll('views'), db.getAll('enrolments'), db.getAll('notes')]),
  );
  const words = JSON.stringify(everything, (_key, value) =>
    ArrayBuffer.isView(value) || value instanceof ArrayBuffer
      ? Buffer.from(value as ArrayBuffer).toString('latin1')
      : value,
  );
  for (const secret of ['truanting', 'fountain', 'token of', '"parent"']) expect(words).not.toContain(secret);
  const key = await outbox((db) => db.get('keys', 'seal'));
  expect(key!.extractable).toBe(false);
});

test('a connection the system killed is opened again, once and silently', async () => {
  const phone = await aPhone();
  const told = vi.fn();
  onStorageTrouble(told);
  await outbox(async (db) => db.close());
  await phone.save();
  expect(await numbers(phone.id)).toEqual([1]);
  expect(told).not.toHaveBeenCalledWith(true);
});

test('storage that stays broken is said loudly, and nothing claims to be saved', async () => {
  const phone = await aPhone();
  const told = vi.fn();
  onStorageTrouble(told);
  const broken = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('the connection is closing', 'InvalidStateError');
  });
  await expect(phone.save()).rejects.toThrow();
  expect(told).toHaveBeenLastCalledWith(true);
  broken.mockRestore();
  await phone.save();
  expect(await numbers(phone.id)).toEqual([1]);
});

test('a change builds on the last one made, sent or not', async () => {
  const phone = await aPhone();
  const stop = await phone.save();
  const shown = async () => (await readRecords(phone.id)).stops.find((one) => one.stop.stop_id === stop.stop_id)!.stop;
  const created = await shown();
  await record(
    phone.id,
    [
      {
        change: amendStop(created, { finding: 'late' }, 'Learned more'),
        type: 'stop',
        view: { ...created, finding: 'late' as const },
      },
    ],
    NINE,
  );
  const amended = await shown();
  await record(
    phone.id,
    [{ change: voidStop(amended, 'undo'), type: 'stop', view: { ...amended, voided: true } }],
    NINE,
  );
  const rows = await heldBy(phone.id);
  const [, amend, undo] = await Promise.all(rows.map(async (row) => JSON.parse(await textOf(row))));
  expect(amend.data.base_op).toBe(rows[0]!.op_id);
  expect(undo.data.base_op).toBe(rows[1]!.op_id);
  expect((await readRecords(phone.id)).stops).toEqual([]);
});

test('every save is told to whoever shows the count', async () => {
  const phone = await aPhone();
  const told = vi.fn();
  const stop = onChange(told);
  await phone.save();
  expect(told).toHaveBeenCalled();
  stop();
});

test('an officer who is not enrolled can save nothing', async () => {
  const stop = aStop();
  await expect(record('nobody', [{ change: createStop(stop), type: 'stop', view: stop }], NINE)).rejects.toThrow(
    'not enrolled',
  );
});
