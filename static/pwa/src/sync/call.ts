/** One request to our API. Never retries, never decides; a call with no answer within a minute is given up. */
import { practising } from '../store/practice';

const BASE = '/api/v1';
const GIVE_UP_MS = 60_000;

export interface Reply {
  /** 0: no answer came. */
  status: number;
  /** The parsed JSON, or undefined when it was none. */
  body: unknown;
  /** Seconds the server asks us to wait. */
  retryAfter: number;
  tookTooLong: boolean;
  /** Somebody wanted to send us elsewhere. We don't go: our server never does that. */
  redirected: boolean;
}

const NO_ANSWER: Reply = { status: 0, body: undefined, retryAfter: 0, tookTooLong: false, redirected: false };
const underWay = new Set<AbortController>();
let answeredAt = 0;

/** When the last answer of any kind came, by `performance.now()`: a long queue is not a stuck one. */
export const lastAnswered = (): number => answeredAt;

/** Somebody is waiting: what is unanswered now and still is in `ms` is given up, to begin afresh. */
export function giveUpSoon(ms: number): void {
  for (const stop of underWay) setTimeout(() => stop.abort(), ms);
}

/** Seconds from a number or a date (RFC 9110 §10.2.3). */
function secondsOf(retryAfter: string | null): number {
  if (!retryAfter) return 0;
  return Math.max(0, Number(retryAfter) || (Date.parse(retryAfter) - Date.now()) / 1000 || 0);
}

function headers(token: string | null, body: BodyInit | undefined): Record<string, string> {
  return {
    Accept: 'application/json',
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
    ...(body ? { 'Content-Type': 'application/json' } : {}),
    ...(body instanceof ArrayBuffer ? { 'Content-Encoding': 'gzip' } : {}),
  };
}

/** What fits into one packet is not sent sooner for being smaller. */
const ONE_PACKET = 1400;
/** Answered to a packed body, these may mean that something on the way doesn't let such through: from then on, plain. */
const NOT_LET_THROUGH = [400, 403, 406, 415];
let plainOnly = false;
/** Bodies broken off since a packed one was answered. A bad signal does that now and then; a filter on the way, always. */
let broken = 0;
/** After more than so many it goes plain, and where that breaks off too, packed again, in turn. */
const MANY = 2;
const PACKING_MS = 5000;

/** A day's outbox packed is a tenth of itself. Where that can't be done, or not in time, it goes as it is. */
async function pack(text: string): Promise<BodyInit> {
  if (plainOnly || (broken > MANY && broken % 2) || text.length < ONE_PACKET) return text;
  try {
    const packed = new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
    return await Promise.race([packed, new Promise<string>((done) => setTimeout(done, PACKING_MS, text))]);
  } catch {
    return text;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Without cookies: the author is the token's, not a desk session's in the same browser. Redirects are no answer.
 * The only way to the server, and in practice it is closed.
 */
export async function call(path: string, token: string | null, body?: unknown): Promise<Reply> {
  if (practising) return NO_ANSWER;
  const stop = new AbortController();
  underWay.add(stop);
  const watchdog = setTimeout(() => stop.abort(), GIVE_UP_MS);
  try {
    const sent = body === undefined ? undefined : await pack(JSON.stringify(body));
    const response = await fetch(BASE + path, {
      method: sent ? 'POST' : 'GET',
      headers: headers(token, sent),
      ...(sent && { body: sent }),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'manual',
      signal: stop.signal,
    });
    if (sent instanceof ArrayBuffer) {
      plainOnly = NOT_LET_THROUGH.includes(response.status);
      broken = 0;
    }
    const retryAfter = secondsOf(response.headers.get('Retry-After'));
    const redirected = response.type === 'opaqueredirect';
    return { ...NO_ANSWER, status: response.status, body: parse(await response.text()), retryAfter, redirected };
  } catch {
    if (body && !stop.signal.aborted) broken += 1;
    return { ...NO_ANSWER, tookTooLong: stop.signal.aborted };
  } finally {
    clearTimeout(watchdog);
    answeredAt = performance.now();
    underWay.delete(stop);
  }
}
