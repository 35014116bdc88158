/** A request that did not do what it was for: why, and how long the server asked to be left alone. */
import type { Why } from '../core/why';
import type { Reply } from './call';
import { readRefusal } from './shapes';

/** `wait` is in seconds. */
export interface Miss {
  wait: number;
  why: Why;
}

const BUSY = [429, 502, 503, 504, 507];
/** RFC 6585: the network, not our server, wants somebody to sign in. */
const PORTAL = 511;

/** Of an answer that wasn't taken, whatever its status. */
export function missOf({ status, body, retryAfter, tookTooLong, redirected }: Reply): Miss {
  const why = (): Why => {
    if (tookTooLong) return 'too_slow';
    if (status === 0) return redirected ? 'not_ours' : 'no_answer';
    if (BUSY.includes(status)) return 'busy';
    return readRefusal(body) || (status >= 500 && status !== PORTAL) ? 'server_fault' : 'not_ours';
  };
  return { wait: retryAfter, why: why() };
}
