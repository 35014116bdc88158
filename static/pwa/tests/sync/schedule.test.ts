import { beforeEach, expect, test, vi } from 'vitest';

const contact = vi.hoisted(() => vi.fn());
vi.mock('../../src/sync/contact', () => ({ contact }));
const lastAnswered = vi.hoisted(() => vi.fn(() => 0));
vi.mock('../../src/sync/call', () => ({ giveUpSoon: vi.fn(), lastAnswered }));

interface Stage {
  wake(): void;
  told: { sending: boolean; next_try: number | null; why: Record<string, string> }[];
  say(event: 'online' | 'visible'): void;
}

/** A fresh schedule on a stage of its own: what the window and the document would say is said by hand. */
async function start(): Promise<Stage> {
  vi.resetModules();
  const listeners = new Map<string, () => void>();
  vi.stubGlobal('addEventListener', (name: string, heard: () => void) => listeners.set(name, heard));
  vi.stubGlobal('document', {
    visibilityState: 'visible',
    addEventListener: (name: string, heard: () => void) => listeners.set(name, heard),
  });
  const { keepInContact, wake } = await import('../../src/sync/schedule');
  const told: Stage['told'] = [];
  keepInContact((timing) => told.push(timing));
  return { wake, told, say: (event) => listeners.get(event === 'online' ? 'online' : 'visibilitychange')!() };
}

const settle = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined);

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.999999);
  contact.mockReset().mockResolvedValue({ all: true, moved: true, wait: 0, why: {} });
});

test('opening, saving, coming online and coming into sight each try at once', async () => {
  const stage = await start();
  await settle();
  stage.wake();
  await settle();
  stage.say('online');
  await settle();
  stage.say('visible');
  await settle();
  expect(contact).toHaveBeenCalledTimes(4);
});

test('after a failure it waits 1, 2, 4 … at most 120 seconds, and never gives up', async () => {
  contact.mockResolvedValue({ all: false, moved: false, wait: 0, why: { amara: 'no_answer' } });
  const stage = await start();
  await settle();
  for (const seconds of [1, 2, 4, 8, 16, 32, 64, 120, 120, 120]) {
    const { next_try } = stage.told.at(-1)!;
    expect(next_try! - Date.now()).toBe(seconds * 1000);
    await vi.advanceTimersByTimeAsync(seconds * 1000);
  }
  expect(contact).toHaveBeenCalledTimes(11);
});

test('while something goes through, the wait is never longer than the first', async () => {
  for (const moved of [false, false, false, true, true, false, true])
    contact.mockResolvedValueOnce({ all: false, moved, wait: 0, why: { amara: 'too_slow' } });
  const stage = await start();
  const waits: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    await settle();
    waits.push((stage.told.at(-1)!.next_try! - Date.now()) / 1000);
    await vi.advanceTimersByTimeAsync(waits.at(-1)! * 1000);
  }
  expect(waits).toEqual([1, 2, 4, 1, 1, 2, 1]);
});

test('Send now starts the waiting from the beginning', async () => {
  contact.mockResolvedValue({ all: false, moved: false, wait: 0, why: { amara: 'no_answer' } });
  const stage = await start();
  await settle();
  await vi.advanceTimersByTimeAsync(7000);
  stage.wake();
  await settle();
  expect(stage.told.at(-1)!.next_try! - Date.now()).toBe(1000);
});

test('the wait a server asks for is kept, up to two minutes', async () => {
  contact.mockResolvedValue({ all: false, moved: false, wait: 9999, why: {} });
  const stage = await start();
  await settle();
  expect(stage.told.at(-1)!.next_try! - Date.now()).toBe(120_000);
});

test('a save during a send is followed by another send', async () => {
  let answer: (round: object) => void = () => undefined;
  contact.mockImplementationOnce(
    () =>
      new Promise((done) => {
        answer = done;
      }),
  );
  const stage = await start();
  stage.wake();
  stage.wake();
  expect(contact).toHaveBeenCalledTimes(1);
  answer({ all: true, moved: true, wait: 0 });
  await settle();
  expect(contact).toHaveBeenCalledTimes(2);
});

test('a send that never ends does not stop the next', async () => {
  contact.mockImplementationOnce(() => new Promise(() => undefined));
  await start();
  await settle();
  expect(contact).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(180_000);
  expect(contact).toHaveBeenCalledTimes(2);
});

test('a send that goes on for long is no stuck one while it gets answers', async () => {
  contact.mockImplementationOnce(() => new Promise(() => undefined));
  await start();
  await settle();
  for (let minutes = 0; minutes < 10; minutes += 1) {
    lastAnswered.mockReturnValue(performance.now());
    await vi.advanceTimersByTimeAsync(60_000);
  }
  expect(contact).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(360_000);
  expect(contact.mock.calls.length).toBeGreaterThan(1);
  lastAnswered.mockReturnValue(0);
});

test('a round that breaks is a failure like any other', async () => {
  contact.mockRejectedValueOnce(new Error('the database is gone'));
  const stage = await start();
  await settle();
  expect(stage.told.at(-1)!.next_try).not.toBeNull();
  await vi.advanceTimersByTimeAsync(1000);
  expect(contact).toHaveBeenCalledTimes(2);
});

test('why nothing went is told until it has gone', async () => {
  contact.mockResolvedValueOnce({ all: false, moved: false, wait: 0, why: { amara: 'no_answer' } });
  const stage = await start();
  await settle();
  expect(stage.told.at(-1)!.why).toEqual({ amara: 'no_answer' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(stage.told.at(-1)!.why).toEqual({});
});
