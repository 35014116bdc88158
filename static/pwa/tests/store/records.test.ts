import { beforeEach, expect, test } from 'vitest';
import { logged } from '../../src/core/history';
import { endShift, startBreak, startShift, tellEnd, voidShift, type Shift } from '../../src/core/shift';
import { amendStop, voidStop } from '../../src/core/stop';
import { keepPage, readCursor, readPulled } from '../../src/store/pulled';
import { newId, record } from '../../src/store/record';
import { readRecords } from '../../src/store/records';
import { dropErased, dropOldViews, keepShift, readOwnStops } from '../../src/store/views';
import { aPhone, NINE, type Phone } from '../phone';
import { PretendServer } from '../pretend-server';

let server: PretendServer;
let phone: Phone;

beforeEach(async () => {
  server = new PretendServer().connect();
  phone = await aPhone();
});

const only = async () => (await readRecords(phone.id)).stops[0];

async function toldByServer(id: string, rev: number, change: object): Promise<void> {
  await keepPage(
    phone.id,
    await readCursor(phone.id),
    [
      {
        type: 'stop',
        id,
        rev,
        deleted: false,
        head: `desk-${rev}`,
        sweep_id: 'sweep-1',
        stopped_at: '2026-11-23T09:00:00+00:00',
        location: { source: 'none', why_none: 'timeout' },
        finding: 'truanting',
        accompanied_by: 'parent',
        flags: [],
        ...change,
      },
    ],
    String(rev),
  );
}

test('what a desk changed is shown once the phone has heard of it', async () => {
  const stop = await phone.save();
  await phone.push();
  await toldByServer(stop.stop_id, 2, { finding: 'late' });
  expect((await only())!.stop).toMatchObject({ finding: 'late', head: 'desk-2', voided: false });
});

test('a change of ours that is not sent yet is shown over what the server said', async () => {
  const stop = await phone.save();
  await phone.push();
  await toldByServer(stop.stop_id, 2, { finding: 'late' });
  const shown = (await only())!.stop;
  await record(
    phone.id,
    [
      {
        change: amendStop(shown, { finding: 'excluded' }, 'Learned more'),
        type: 'stop',
        view: { ...shown, finding: 'excluded' as const },
      },
    ],
    NINE,
  );
  expect(await only()).toMatchObject({ stop: { finding: 'excluded' }, state: 'waiting' });
});

test('an older word of the server doesn’t undo a newer change of ours', async () => {
  server.rev = 5;
  const stop = await phone.save();
  await toldByServer(stop.stop_id, 3, { finding: 'late' });
  await phone.push();
  expect((await only())!.stop.finding).toBe('truanting');
});

test('a stop removed at a desk is gone from the phone’s list', async () => {
  const stop = await phone.save();
  await phone.push();
  await keepPage(
    phone.id,
    await readCursor(phone.id),
    [{ type: 'stop', id: stop.stop_id, rev: 9, deleted: true }],
    '9',
  );
  expect(await only()).toBeUndefined();
});

test('a stop removed at a desk is named with the removed ones, and one that was erased nowhere', async () => {
  const stop = await phone.save();
  await phone.push();
  const goes = async (rev: number, how: object): Promise<void> => {
    const change = { type: 'stop', id: stop.stop_id, rev, deleted: true, ...how };
    await dropErased(phone.id, [change]);
    await keepPage(phone.id, await readCursor(phone.id), [change], String(rev));
  };
  await goes(9, {});
  const { removed } = await readRecords(phone.id);
  expect(removed[0]!.stop).toMatchObject({ voided: true, log: [{ at: null, is: { voided: true } }] });
  await goes(10, { erased: true });
  expect(await readRecords(phone.id)).toMatchObject({ stops: [], removed: [] });
  expect(await readOwnStops(phone.id)).toEqual([]);
});

test('what a desk changed is told apart from what this phone wrote', async () => {
  const stop = await phone.save();
  await phone.push();
  await toldByServer(stop.stop_id, 2, { finding: 'late', verified_finding: 'late' });
  const [deed] = (await only())!.stop.log!;
  expect(deed).toEqual({
    at: null,
    why: '',
    was: { finding: 'truanting', verified_finding: undefined },
    is: { finding: 'late', verified_finding: 'late' },
  });
});

test('what a desk changed is told with the time the server says, by this phone’s clock', async () => {
  const stop = await phone.save();
  await phone.push();
  await toldByServer(stop.stop_id, 2, { finding: 'late', desk_at: '2026-11-23T14:02:00+00:00' });
  const [record] = (await readRecords(phone.id, 60_000)).stops;
  expect(record!.stop.log).toMatchObject([{ at: Date.parse('2026-11-23T14:01:00Z'), why: '' }]);
  expect(record!.stop).not.toHaveProperty('desk_at');
});

test('what a desk removed is told with its time too', async () => {
  const stop = await phone.save();
  await phone.push();
  const gone = { type: 'stop', id: stop.stop_id, rev: 9, deleted: true, desk_at: '2026-11-23T14:02:00+00:00' };
  await keepPage(phone.id, await readCursor(phone.id), [gone], '9');
  const { removed } = await readRecords(phone.id);
  expect(removed[0]!.stop.log).toMatchObject([{ at: Date.parse('2026-11-23T14:02:00Z'), is: { voided: true } }]);
});

test('a stop that a desk removed and put back is there again, and its history says so', async () => {
  const stop = await phone.save();
  await phone.push();
  await keepPage(
    phone.id,
    await readCursor(phone.id),
    [{ type: 'stop', id: stop.stop_id, rev: 9, deleted: true }],
    '9',
  );
  expect(await only()).toBeUndefined();
  await toldByServer(stop.stop_id, 10, { desk_at: '2026-11-23T14:02:00+00:00', put_back: true });
  const { stop: back } = (await only())!;
  expect(back).toMatchObject({ voided: false, finding: 'truanting' });
  expect(back.log).toMatchObject([{ at: Date.parse('2026-11-23T14:02:00Z'), is: { voided: false } }]);
  expect(back).not.toHaveProperty('put_back');
});

test('a stop that this phone removed is there again once a desk puts it back', async () => {
  const stop = await phone.save();
  const view = logged(stop, { voided: true }, 'Twice', NINE);
  await record(phone.id, [{ change: voidStop(stop, 'Twice'), type: 'stop', view }], NINE);
  await phone.push();
  expect(await only()).toBeUndefined();
  await toldByServer(stop.stop_id, 9, { desk_at: '2026-11-23T14:02:00+00:00' });
  const { stop: back } = (await only())!;
  expect(back.voided).toBe(false);
  expect(back.log).toMatchObject([{ is: { voided: true }, why: 'Twice' }, { is: { voided: false }, why: '' }]);
});

const aShift = (): Shift => ({
  shift_id: newId(NINE),
  sweep_id: 'sweep-1',
  officer_id: 'amara',
  started_at: NINE,
  ended_at: null,
  break_minutes: 0,
  breaks: [],
  head: '',
});

test('a break goes on through a restart and through what the server says of the shift', async () => {
  const shift = aShift();
  await record(phone.id, [{ change: startShift(shift), type: 'shift', view: shift }], NINE);
  await keepShift(phone.id, startBreak(shift, NINE + 60_000), NINE);
  await phone.push();
  await keepPage(
    phone.id,
    await readCursor(phone.id),
    [
      {
        type: 'shift',
        id: shift.shift_id,
        rev: 7,
        deleted: false,
        head: 'h',
        sweep_id: 'sweep-1',
        officer_id: 'amara',
        started_at: '2026-11-23T09:00:00+00:00',
        ended_at: null,
        break_minutes: 0,
      },
    ],
    '7',
  );
  expect((await readRecords(phone.id)).shifts[0]!.breaks).toEqual([{ from: NINE + 60_000, to: null }]);
});

test('the end of a shift is no head: what comes later builds on its start', async () => {
  const shift = aShift();
  await record(phone.id, [{ change: startShift(shift), type: 'shift', view: shift }], NINE);
  const started = (await readRecords(phone.id)).shifts[0]!;
  const ended = endShift(started, NINE + 3_600_000);
  await record(phone.id, [{ change: tellEnd(ended), type: 'shift', view: ended }], NINE);
  expect((await readRecords(phone.id)).shifts[0]).toMatchObject({ head: started.head, ended_at: NINE + 3_600_000 });
});

async function shiftTold(id: string, rev: number, change: object): Promise<void> {
  const told = { type: 'shift', id, rev, deleted: false, head: 'h', sweep_id: 'sweep-1', officer_id: 'amara' };
  const times = { started_at: '2026-11-23T09:00:00+00:00', ended_at: null, break_minutes: 0 };
  await keepPage(phone.id, await readCursor(phone.id), [{ ...told, ...times, ...change }], String(rev));
}

test('a shift that another phone of the officer began is open here too, and known as another’s', async () => {
  const id = newId(NINE);
  await shiftTold(id, 3, {});
  const [told] = (await readRecords(phone.id)).shifts;
  expect(told).toMatchObject({ shift_id: id, elsewhere: true, ended_at: null });
  const ended = endShift(told!, NINE + 3_600_000);
  await record(phone.id, [{ change: tellEnd(ended), type: 'shift', view: ended }], NINE);
  expect((await readRecords(phone.id)).shifts[0]!.ended_at).toBe(NINE + 3_600_000);
});

test('own time on a colleague’s phone is told apart: it is no patrol of this phone’s', async () => {
  await shiftTold(newId(NINE), 3, { type: 'shift_elsewhere', recorded_by: 'PC 2231' });
  const { shifts, byOthers } = await readRecords(phone.id);
  expect(shifts).toEqual([]);
  expect(byOthers).toMatchObject([{ started_at: NINE, recorded_by: 'PC 2231' }]);
});

test('own time that a desk entered is told without a name', async () => {
  await shiftTold(newId(NINE), 3, { type: 'shift_elsewhere', recorded_by: null });
  expect((await readRecords(phone.id)).byOthers).toMatchObject([{ recorded_by: null }]);
});

test('own time that was taken back on a colleague’s phone is gone', async () => {
  const id = newId(NINE);
  await shiftTold(id, 3, { type: 'shift_elsewhere', recorded_by: 'PC 2231' });
  await shiftTold(id, 4, { type: 'shift_elsewhere', deleted: true });
  expect((await readRecords(phone.id)).byOthers).toEqual([]);
});

test('a server that tells nothing of colleagues’ phones leaves none', async () => {
  await shiftTold(newId(NINE), 3, {});
  expect((await readRecords(phone.id)).byOthers).toEqual([]);
});

test('an end given elsewhere stands in the history of the shift', async () => {
  const shift = aShift();
  await record(phone.id, [{ change: startShift(shift), type: 'shift', view: shift }], NINE);
  await phone.push();
  const { head } = (await readRecords(phone.id)).shifts[0]!;
  await shiftTold(shift.shift_id, 7, { head, ended_at: '2026-11-23T10:00:00+00:00' });
  const [told] = (await readRecords(phone.id)).shifts;
  expect(told).not.toHaveProperty('elsewhere');
  expect(told!.log).toEqual([{ at: null, why: '', was: { ended_at: null }, is: { ended_at: NINE + 3_600_000 } }]);
});

/** A patrol's time that has begun here. */
async function begun(): Promise<Shift> {
  const shift = aShift();
  await record(phone.id, [{ change: startShift(shift), type: 'shift', view: shift }], NINE);
  return (await readRecords(phone.id)).shifts[0]!;
}

test('a shift removed on this phone stays as removed, with its history', async () => {
  const shift = await begun();
  const view = logged(shift, { voided: true }, 'Recorded by mistake', NINE);
  await record(phone.id, [{ change: voidShift(shift, 'Recorded by mistake'), type: 'shift', view }], NINE);
  const [removed] = (await readRecords(phone.id)).shifts;
  expect(removed!.voided).toBe(true);
  expect(removed!.log).toEqual([
    { at: NINE, why: 'Recorded by mistake', was: { voided: undefined }, is: { voided: true } },
  ]);
});

test('a shift that the server says is removed stays as removed, and of one that was erased nothing stays', async () => {
  const shift = await begun();
  await phone.push();
  const goes = async (rev: number, how: object): Promise<void> => {
    const change = { type: 'shift', id: shift.shift_id, rev, deleted: true, ...how };
    await dropErased(phone.id, [change]);
    await keepPage(phone.id, await readCursor(phone.id), [change], String(rev));
  };
  await goes(9, {});
  expect((await readRecords(phone.id)).shifts.map((one) => one.voided)).toEqual([true]);
  await goes(10, { erased: true });
  expect((await readRecords(phone.id)).shifts).toEqual([]);
});

test('old records leave the phone only once nothing of them waits here', async () => {
  await phone.save();
  const muchLater = NINE + 30 * 24 * 3_600_000;
  await dropOldViews(phone.id, muchLater);
  expect(await only()).toBeDefined();
  server.durable = 99;
  await phone.push();
  await dropOldViews(phone.id, muchLater);
  expect(await only()).toBeUndefined();
});

test('the first reading leaves out what a whole authority shares, and the next has it', async () => {
  const told = ['school', 'term', 'sweep'].map((type) => ({ type, id: type, rev: 1, deleted: false }));
  await keepPage(phone.id, null, told, '1');
  const types = async (ground: boolean): Promise<string[]> =>
    (await readPulled(phone.id, ground)).changes.map(({ type }) => type).sort();
  expect(await types(false)).toEqual(['sweep']);
  expect(await types(true)).toEqual(['school', 'sweep', 'term']);
});
