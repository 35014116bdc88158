import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { alone, takeSoon } from '../../src/sync/lock';

/** Web Locks as far as one name goes: the holder, and whoever steals from it (Node has none). */
class Locks {
  private rob: (() => void) | null = null;

  request(_name: string, { signal, steal }: { signal?: AbortSignal; steal?: true }, run: () => Promise<unknown>) {
    if (this.rob && !steal)
      return new Promise((_done, failed) => signal!.addEventListener('abort', () => failed(signal!.reason)));
    this.rob?.();
    return new Promise((done, failed) => {
      this.rob = () => failed(new DOMException('stolen', 'AbortError'));
      run().then(done, failed);
    });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { locks: new Locks() });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const never = (): Promise<never> => new Promise(() => undefined);

test('a tab that was frozen with the lock loses it after a while', async () => {
  void alone('sender', never);
  const work = vi.fn(async () => 'done');
  const mine = alone('sender', work);
  await vi.advanceTimersByTimeAsync(64_000);
  expect(work).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  expect(await mine).toBe('done');
});

test('and soon when an officer waits', async () => {
  void alone('sender', never);
  const mine = alone('sender', async () => 'done');
  takeSoon(5000);
  await vi.advanceTimersByTimeAsync(5000);
  expect(await mine).toBe('done');
});

test('who is robbed of the lock in the middle of the work finishes it', async () => {
  let finish: (word: string) => void = () => undefined;
  const slow = alone('sender', () => new Promise<string>((done) => (finish = done)));
  const quick = alone('sender', async () => 'quick');
  takeSoon(0);
  await vi.advanceTimersByTimeAsync(0);
  expect(await quick).toBe('quick');
  finish('slow');
  expect(await slow).toBe('slow');
});

test('what fails in the work fails, lock or no lock', async () => {
  await expect(alone('sender', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});
