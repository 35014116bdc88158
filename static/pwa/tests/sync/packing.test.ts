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

// The last one: the app remembers it until it is closed.
test('where something on the way refuses what is packed, it goes plain from then on', async () => {
  server.always = (ask) => (ask.packed ? problem(415, 'unsupported_encoding') : null);
  await pushMany();
  await phone.push();
  await pushMany();
  expect(packed()).toEqual([true, false, false]);
});
