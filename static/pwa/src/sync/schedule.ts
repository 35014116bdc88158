/**
 * When to talk to the server: at once on save, opening, `online`, becoming visible and Send now; after a failure
 * with back-off, for ever; and every minute while in sight, to hear what changed.
 */
import { backOff } from '../core/batch';
import type { Why } from '../core/why';
import { giveUpSoon, lastAnswered } from './call';
import { contact, type Round } from './contact';
import { takeSoon } from './lock';

export interface Timing {
  sending: boolean;
  /** Phone's time of the next try in ms, null when none is due but the minute's. */
  next_try: number | null;
  /** What kept each officer's records from going the last time, by enrolment. */
  why: Record<string, Why>;
}

const IDLE_MS = 60_000;
const MOST_WAIT_S = 120;
/** A system that froze us in the middle may let nothing end any more: then the next send begins without it. */
const STUCK_MS = 180_000;

let timer: ReturnType<typeof setTimeout> | undefined;
let running = false;
let begun = 0;
let again = false;
let attempt = 0;
let why: Timing['why'] = {};
/** Null until `keepInContact`: where that is never called, as in practice, there is no sender to be woken. */
let report: ((timing: Timing) => void) | null = null;

function after(ms: number, next_try: number | null): void {
  clearTimeout(timer);
  timer = setTimeout(() => void run(), ms);
  report?.({ sending: false, next_try, why });
}

/** A weak line that lets something through is no line that is down: the waiting begins anew. */
function waitAfterFailure({ wait, moved }: Round): void {
  if (moved) attempt = 0;
  const ms = Math.max(backOff(attempt, Math.random()), Math.min(wait, MOST_WAIT_S) * 1000);
  attempt += 1;
  after(ms, Date.now() + ms);
}

/** Not even a round could be begun: the storage will have said so. */
const broken = (): Round => ({ all: false, moved: false, wait: 0, why: {} });

const isStuck = (): boolean => performance.now() - Math.max(begun, lastAnswered()) >= STUCK_MS;

/** Over a send that may go on for long, so long as it gets answers. */
function keepWatch(): void {
  clearTimeout(timer);
  timer = setTimeout(() => (isStuck() ? void run() : keepWatch()), STUCK_MS);
}

async function run(): Promise<void> {
  if (!report) return;
  if (running && !isStuck()) {
    again = true;
    return;
  }
  running = true;
  begun = performance.now();
  keepWatch();
  report({ sending: true, next_try: null, why });
  const round = await contact().catch(broken);
  why = round.why;
  running = false;
  if (again) {
    again = false;
    return run();
  }
  if (!round.all) return waitAfterFailure(round);
  attempt = 0;
  after(IDLE_MS, null);
}

/** Something calls for a try now: the waiting starts from the beginning. */
export function wake(): void {
  attempt = 0;
  void run();
}

const SOON_MS = 5000;
const ENOUGH_MS = 20_000;

/** As `wake`, and a sender that hangs is not waited for: a frozen tab's lock, a request that nobody answers. */
export function hurry(): void {
  wake();
  takeSoon(SOON_MS);
  giveUpSoon(ENOUGH_MS);
}

/** Starts for good; `told` hears when a send begins, ends, and is due. */
export function keepInContact(told: (timing: Timing) => void): void {
  report = told;
  addEventListener('online', hurry);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') hurry();
  });
  wake();
}
