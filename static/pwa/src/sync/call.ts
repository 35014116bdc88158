/** One request to our API. Never retries, never decides; a call with no answer within a minute is given up. */
import { practising } from '../store/practice';
import { noteAnswer, noteBreak, pack } from './packing';

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
    noteAnswer(sent, response.status);
    const retryAfter = secondsOf(response.headers.get('Retry-After'));
    const redirected = response.type === 'opaqueredirect';
    return { ...NO_ANSWER, status: response.status, body: parse(await response.text()), retryAfter, redirected };
  } catch {
    if (body && !stop.signal.aborted) noteBreak();
    return { ...NO_ANSWER, tookTooLong: stop.signal.aborted };
  } finally {
    clearTimeout(watchdog);
    answeredAt = performance.now();
    underWay.delete(stop);
  }
}
