/** Practice is another place: it shares no database and no channel with the real thing, and nothing in it can send. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const MARK = 'sweep practice';
const session = new Map<string, string>();
const reload = vi.fn();
const channels: string[] = [];

/** The app's own modules, begun anew in one place or the other. */
async function begin<T>(mark: string | null, module: () => Promise<T>, hash = '#home'): Promise<T> {
  vi.resetModules();
  session.clear();
  if (mark !== null) session.set(MARK, mark);
  vi.stubGlobal('location', { hash, reload });
  return module();
}

const practice = () => import('../../src/store/practice');
const db = () => import('../../src/store/db');
const names = async (): Promise<string[]> => (await indexedDB.databases()).map(({ name }) => name!).sort();

beforeEach(async () => {
  for (const name of await names()) indexedDB.deleteDatabase(name);
  channels.length = 0;
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => session.get(key) ?? null,
    setItem: (key: string, value: string) => session.set(key, value),
    removeItem: (key: string) => session.delete(key),
  });
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      constructor(name: string) {
        channels.push(name);
      }
      postMessage(): void {}
    },
  );
});

afterEach(() => vi.unstubAllGlobals());

/** Opens both databases as the screens would, and lets go of them. */
async function open(mark: string | null): Promise<void> {
  const { outbox, pulled } = await begin(mark, db);
  await outbox(async (one) => one.close());
  await pulled(async (one) => one.close());
}

test('the real thing keeps the names it always had', async () => {
  await open(null);
  expect(await names()).toEqual(['sweep-outbox', 'sweep-pulled']);
});

test('practice opens no database of the real thing', async () => {
  await open('constable 1');
  expect(await names()).toEqual(['sweep-outbox-practice', 'sweep-pulled-practice']);
});

test('practice and the real thing do not hear each other', async () => {
  const changes = () => import('../../src/store/changes');
  await begin(null, changes);
  await begin('constable 1', changes);
  expect(channels).toEqual(['sweep-changes', 'sweep-changes-practice']);
});

test('tidying up deletes what was practised and nothing real', async () => {
  await open('constable 1');
  await open(null);
  (await begin(null, db)).deletePractice();
  await vi.waitFor(async () => expect(await names()).toEqual(['sweep-outbox', 'sweep-pulled']));
});

test('in practice no request goes to the server', async () => {
  const fetched = vi.fn();
  vi.stubGlobal('fetch', fetched);
  const { call } = await begin('constable 1', () => import('../../src/sync/call'));
  const reply = await call('/sync/push', 'token', { ops: [] });
  expect(reply.status).toBe(0);
  expect(fetched).not.toHaveBeenCalled();
});

test('a sender that was never begun is woken by nothing', async () => {
  const request = vi.fn();
  vi.stubGlobal('navigator', { locks: { request } });
  const { hurry, wake } = await begin('constable 1', () => import('../../src/sync/schedule'));
  wake();
  hurry();
  await Promise.resolve();
  expect(request).not.toHaveBeenCalled();
});

test('an enrol link leads out of practice', async () => {
  const { practising } = await begin('constable 1', practice, '#enrol=abc');
  expect(practising).toBe(false);
  expect(session.has(MARK)).toBe(false);
});

test('one goes in and out by beginning the app anew', async () => {
  const { goIn, goOut } = await begin(null, practice);
  goIn('ewo 7');
  expect(session.get(MARK)).toBe('ewo 7');
  expect(reload).toHaveBeenCalledTimes(1);
  goOut();
  expect(session.has(MARK)).toBe(false);
  expect(reload).toHaveBeenCalledTimes(2);
});
