/** A line of a kilobit a second, on which a minute is too short for most batches. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { giveUpSoon } from '../../src/sync/call';
import { contact } from '../../src/sync/contact';
import { push } from '../../src/sync/push';
import { aPhone, type Phone } from '../phone';
import { noAnswer, PretendServer } from '../pretend-server';

const A_MINUTE = 60_000;
const KILOBIT = 125;

let server: PretendServer;
let phone: Phone;
/** What the line would have needed so far, in ms; the app's stopwatch shows it. */
let spent: number;
/** Minutes that brought nothing. */
let lost: number;

/** Lets a request through if its body is over within a minute at so many bytes a second; else it is given up. */
function narrow(bytesPerSecond: number): void {
  const answer = globalThis.fetch;
  globalThis.fetch = async (url, options: RequestInit = {}) => {
    const body = options.body as ArrayBuffer | string | undefined;
    const bytes = typeof body === 'string' ? body.length : (body?.byteLength ?? 0);
    const took = (bytes / bytesPerSecond) * 1000;
    spent += Math.min(took, A_MINUTE);
    if (took <= A_MINUTE) return answer(url, options);
    lost += 1;
    giveUpSoon(0);
    return new Promise((_done, fail) => options.signal!.addEventListener('abort', () => fail(options.signal!.reason)));
  };
}

beforeEach(async () => {
  spent = lost = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => spent);
  server = new PretendServer().connect();
  phone = await aPhone();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function saveMany(n: number): Promise<void> {
  for (let i = 0; i < n; i += 1) await phone.save();
}

test('a batch that takes too long goes on halved, without a wait between', async () => {
  await saveMany(150);
  narrow(KILOBIT);
  expect(await phone.push()).toEqual({ end: 'done' });
  expect(server.ledger.size).toBe(150);
});

test('what is halved is the batch that took too long, not how many might have gone', async () => {
  vi.stubGlobal('CompressionStream', undefined);
  await saveMany(8);
  narrow(80);
  await phone.push();
  expect(lost).toBe(1);
  expect(server.ledger.size).toBe(8);
});

test('most of the time goes into what comes through', async () => {
  await saveMany(200);
  narrow(KILOBIT);
  await phone.push();
  expect((lost * A_MINUTE) / spent).toBeLessThan(0.5);
});

test('a lone stop for which a minute is not enough waits, and is not parked', async () => {
  await saveMany(2);
  narrow(1);
  expect(await phone.push()).toEqual({ end: 'later', wait: 0, why: 'too_slow' });
  expect(await phone.counts()).toMatchObject({ unsent: 2, parked: 0 });
});

test.each([30, 60, KILOBIT, 250, 1000])('at %i bytes a second what is there only grows, to the last', async (rate) => {
  await saveMany(25);
  narrow(rate);
  const there: number[] = [];
  for (let round = 0; round < 25 && there.at(-1) !== 25; round += 1) {
    if (round % 3 === 1) server.next(noAnswer);
    await push(await phone.enrolment());
    there.push(server.ledger.size);
  }
  expect(there).toEqual([...there].sort((a, b) => a - b));
  expect(there.at(-1)).toBe(25);
});

test('a round tells that something moved, though not all did', async () => {
  await saveMany(30);
  expect(await contact()).toMatchObject({ all: true, moved: true });
  expect(await contact()).toMatchObject({ all: true, moved: false });
  await saveMany(1);
  server.always = () => Response.json({}, { status: 503 });
  expect(await contact()).toMatchObject({ all: false, moved: false });
});
