import { beforeEach, expect, test, vi } from 'vitest';
import { aPhone, type Phone } from '../phone';
import { PretendServer, problem } from '../pretend-server';

let server: PretendServer;
let phone: Phone;

beforeEach(async () => {
  vi.unstubAllGlobals();
  server = new PretendServer().connect();
  phone = await aPhone();
});

async function pushMany(): Promise<void> {
  for (let i = 0; i < 10; i += 1) await phone.save();
  await phone.push();
}

const breakOff = (): never => {
  throw new TypeError('Failed to fetch');
};

const packed = () => server.pushes.map((ask) => ask.packed);

test('what fits into a packet goes as it is', async () => {
  await phone.save();
  await phone.push();
  expect(packed()).toEqual([false]);
});

test('more than a packet goes packed', async () => {
  await pushMany();
  expect(packed()).toEqual([true]);
});

test('where the browser can’t pack, it goes plain', async () => {
  vi.stubGlobal('CompressionStream', undefined);
  await pushMany();
  expect(packed()).toEqual([false]);
});

test('where packing hangs, it goes plain', async () => {
  const { setTimeout: later } = globalThis;
  vi.stubGlobal('setTimeout', (work: () => void, ms = 0, ...more: []) => later(work, ms === 5000 ? 0 : ms, ...more));
  vi.stubGlobal(
    'CompressionStream',
    class {
      readable = new ReadableStream();
      writable = new WritableStream();
    },
  );
  await pushMany();
  expect(packed()).toEqual([false]);
});

test('where something on the way breaks off what is packed, it goes plain after the third time', async () => {
  server.always = (ask) => (ask.packed ? breakOff() : null);
  await pushMany();
  for (let i = 0; i < 3; i += 1) await phone.push();
  expect(packed()).toEqual([true, true, true, false]);
  expect((await phone.counts()).unsent).toBe(0);
});

test('where plain breaks off too, it is packed again', async () => {
  server.next(breakOff);
  await pushMany();
  await phone.push();
  await pushMany();
  expect(packed()).toEqual([false, true, true]);
});

// The last one: the app remembers it until it is closed.
test('where something on the way refuses what is packed, it goes plain from then on', async () => {
  server.always = (ask) => (ask.packed ? problem(415, 'unsupported_encoding') : null);
  await pushMany();
  await phone.push();
  await pushMany();
  expect(packed()).toEqual([true, false, false]);
});
