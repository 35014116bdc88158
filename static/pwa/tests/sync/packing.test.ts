import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PretendServer, problem } from '../pretend-server';

type Packing = typeof import('../../src/sync/packing');

const A_DAY = 'a stop, and another; '.repeat(100);
let packing: Packing;

/** As the app begins: nothing is known of the way. */
beforeEach(async () => {
  vi.unstubAllGlobals();
  vi.resetModules();
  packing = await import('../../src/sync/packing');
});

afterEach(() => vi.useRealTimers());

const goesPacked = async (text = A_DAY): Promise<boolean> => (await packing.pack(text)) instanceof ArrayBuffer;

/** The next body goes, and this becomes of it. */
async function next(became: 'broken' | number): Promise<boolean> {
  const body = await packing.pack(A_DAY);
  if (became === 'broken') packing.noteBreak();
  else packing.noteAnswer(body, became);
  return body instanceof ArrayBuffer;
}

test('what fits into a packet goes as it is', async () => {
  expect(await goesPacked('a stop')).toBe(false);
});

test('more than a packet goes packed, and comes out the same', async () => {
  const packed = new Blob([await packing.pack(A_DAY)]).stream().pipeThrough(new DecompressionStream('gzip'));
  expect(await new Response(packed).text()).toBe(A_DAY);
});

test('where the browser can’t pack, it goes plain', async () => {
  vi.stubGlobal('CompressionStream', undefined);
  expect(await goesPacked()).toBe(false);
});

test('where packing hangs, it goes plain', async () => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'CompressionStream',
    class {
      readable = new ReadableStream();
      writable = new WritableStream();
    },
  );
  const packed = goesPacked();
  await vi.advanceTimersByTimeAsync(5000);
  expect(await packed).toBe(false);
});

test('where bodies break off, they go plain after the third time, then packed and plain in turn', async () => {
  const went: boolean[] = [];
  for (let i = 0; i < 6; i += 1) went.push(await next('broken'));
  expect(went).toEqual([true, true, true, false, true, false]);
});

test('a packed body that is answered forgives those that broke off', async () => {
  for (let i = 0; i < 4; i += 1) await next('broken');
  await next(200);
  expect([await next('broken'), await next('broken'), await next('broken')]).toEqual([true, true, true]);
});

test.each([400, 403, 406, 415])('where a packed body is answered %i, all go plain from then on', async (status) => {
  await next(status);
  expect([await next(200), await next(200)]).toEqual([false, false]);
});

test.each([200, 413, 429, 500, 503])('an answer %i says nothing against packed bodies', async (status) => {
  await next(status);
  expect(await goesPacked()).toBe(true);
});

test('a refusal of a plain body is nobody’s word about packed ones', async () => {
  packing.noteAnswer('a stop', 400);
  expect(await goesPacked()).toBe(true);
});

/** A phone of the app just begun, with more to send than fits into a packet. */
async function aDaysOutbox(officer: string) {
  const phone = await (await import('../phone')).aPhone(officer);
  for (let i = 0; i < 10; i += 1) await phone.save();
  return phone;
}

test('a day’s outbox goes packed, and plain where that is refused', async () => {
  const server = new PretendServer().connect();
  server.always = (ask) => (ask.packed ? problem(415, 'unsupported_encoding') : null);
  const phone = await aDaysOutbox('PC 2231');
  await phone.push();
  await phone.push();
  expect(server.pushes.map((ask) => ask.packed)).toEqual([true, false]);
  expect((await phone.counts()).unsent).toBe(0);
});

test('where packed bodies are broken off on the way, the outbox gets through all the same', async () => {
  const server = new PretendServer().connect();
  server.always = (ask) => {
    if (ask.packed) throw new TypeError('Failed to fetch');
    return null;
  };
  const phone = await aDaysOutbox('EWO Hughes');
  for (let i = 0; i < 4; i += 1) await phone.push();
  expect(server.pushes.map((ask) => ask.packed)).toEqual([true, true, true, false]);
  expect((await phone.counts()).unsent).toBe(0);
});
