/** Changes of what is recorded go one after the other, and none waits for ever. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

type InTurn = typeof import('../../src/screens/in-turn');

let inTurn: InTurn['inTurn'];
let once: InTurn['once'];
const done: string[] = [];

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  ({ inTurn, once } = await import('../../src/screens/in-turn'));
  done.length = 0;
});
afterEach(() => vi.useRealTimers());

const never = (): Promise<never> => new Promise(() => undefined);
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** A change that takes so long. */
const takes = (ms: number, name: string) => async () => {
  await new Promise((ready) => setTimeout(ready, ms));
  done.push(name);
};

test('a change begins when the one before has ended', async () => {
  void inTurn(takes(500, 'first'));
  void inTurn(takes(0, 'second'));
  await pass(499);
  expect(done).toEqual([]);
  await pass(2);
  expect(done).toEqual(['first', 'second']);
});

test('a change that fails tells its own tap, and holds up no other', async () => {
  const failing = inTurn(() => Promise.reject(new Error('full')));
  const next = inTurn(async () => 'kept');
  await expect(failing).rejects.toThrow('full');
  await expect(next).resolves.toBe('kept');
});

test('a write that never ends holds up the next for ten seconds and no longer', async () => {
  void inTurn(never);
  void inTurn(takes(0, 'next'));
  await pass(9999);
  expect(done).toEqual([]);
  await pass(1);
  await pass(1);
  expect(done).toEqual(['next']);
});

test('a change that had to wait has ten seconds of its own', async () => {
  void inTurn(never);
  void inTurn(takes(9000, 'slow'));
  void inTurn(takes(0, 'after it'));
  await pass(18_999);
  expect(done).toEqual([]);
  await pass(1);
  await pass(1);
  expect(done).toEqual(['slow', 'after it']);
});

test('a write that ends after all still tells its own tap', async () => {
  const late = inTurn(takes(30_000, 'late'));
  void inTurn(takes(0, 'next'));
  await pass(30_000);
  await late;
  expect(done).toEqual(['next', 'late']);
});

test('nothing is left waiting once all have ended', async () => {
  await inTurn(async () => undefined);
  await pass(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('a second tap while the first is being written does nothing', async () => {
  const write = vi.fn(never);
  void once('stop', write);
  expect(await once('stop', write)).toBe(false);
  expect(write).toHaveBeenCalledTimes(1);
});
