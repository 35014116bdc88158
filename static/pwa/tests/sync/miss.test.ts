import { beforeEach, expect, test, vi } from 'vitest';
import { contact } from '../../src/sync/contact';
import { giveUpSoon } from '../../src/sync/call';
import { aPhone, type Phone } from '../phone';
import { noAnswer, portal, PretendServer, problem } from '../pretend-server';

let server: PretendServer;
let phone: Phone;

beforeEach(async () => {
  server = new PretendServer().connect();
  phone = await aPhone();
  await phone.save();
});

const why = async () => (await contact()).why[phone.id];
const busy = () => new Response('{}', { status: 503, headers: { 'Retry-After': '30' } });

test.each([
  ['no network', noAnswer, 'no_answer'],
  ['a portal’s page', portal, 'not_ours'],
  ['other JSON', () => Response.json({ hello: 'world' }), 'not_ours'],
  ['a network that wants a sign-in (511)', () => new Response('', { status: 511 }), 'not_ours'],
  ['a proxy whose server is away', () => new Response('<html>', { status: 502 }), 'busy'],
  ['a busy server', busy, 'busy'],
  ['a server that fails', () => problem(500, 'oops'), 'server_fault'],
  ['a server that fails without our words', () => new Response('oops', { status: 500 }), 'server_fault'],
  ['an expired sign-in', () => problem(401, 'sign_in_needed'), 'sign_in'],
  ['a phone signed off', () => problem(403, 'device_left'), 'signed_off'],
])('%s is told apart: %s', async (_name, answer, told) => {
  server.always = (ask) => (ask.token?.includes('Amara') ? (answer as () => Response)() : null);
  expect(await why()).toBe(told);
});

test('a redirect is somebody else’s answer and is not followed', async () => {
  globalThis.fetch = (async (_url: string, { redirect }: RequestInit) => {
    expect(redirect).toBe('manual');
    return { type: 'opaqueredirect', status: 0, headers: new Headers(), text: async () => '' } as Response;
  }) as typeof fetch;
  expect(await why()).toBe('not_ours');
});

test('what the server asked to have later counts as a busy server', async () => {
  server.always = (ask) =>
    server.pushed(
      ask,
      ask.body.ops.map((text: string) => ({
        op_id: JSON.parse(text).op_id,
        status: 'retry',
        rev: null,
        problem: null,
      })),
    );
  expect(await why()).toBe('busy');
});

test('a fault of the phone’s storage is said, and other officers’ stops go all the same', async () => {
  const other = await aPhone();
  await other.save();
  const open = IDBDatabase.prototype.transaction;
  const token = (await phone.enrolment()).token;
  server.always = (ask) => {
    if (ask.token !== token) return null;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('the disk is full', 'QuotaExceededError');
    });
    return null;
  };
  const round = await contact();
  expect(IDBDatabase.prototype.transaction).not.toBe(null);
  vi.restoreAllMocks();
  expect(IDBDatabase.prototype.transaction).toBe(open);
  expect(round).toMatchObject({ all: false, why: { [phone.id]: 'storage' } });
  expect((await other.counts()).unsent).toBe(0);
});

test.each(['/hello', '/sync/push'])('a wait the server asks for at %s is kept', async (path) => {
  const answer = globalThis.fetch;
  globalThis.fetch = (async (url: string, options: RequestInit) =>
    String(url).includes(path) ? busy() : answer(url, options)) as typeof fetch;
  expect((await contact()).wait).toBe(30);
});

test('a wait may be given as a date', async () => {
  const soon = new Date(Date.now() + 40_000).toUTCString();
  server.always = () => new Response('{}', { status: 429, headers: { 'Retry-After': soon } });
  const { wait } = await contact();
  expect(Math.round(wait / 10)).toBe(4);
});

test('a request that nobody answers is given up for somebody who waits', async () => {
  const asked = vi.fn();
  globalThis.fetch = ((_url: string, { signal }: RequestInit) => {
    asked();
    return new Promise((_done, failed) => signal!.addEventListener('abort', () => failed(signal!.reason)));
  }) as unknown as typeof fetch;
  const round = contact();
  await vi.waitUntil(() => asked.mock.calls.length > 0);
  const everyone = setInterval(() => giveUpSoon(0), 5);
  expect((await round).why[phone.id]).toBe('too_slow');
  clearInterval(everyone);
});
