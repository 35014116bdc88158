/** One round with the server for every officer on this phone: hello, push, pull. */
import type { Why } from '../core/why';
import { letRemarksRest } from '../store/records';
import { dropOldViews } from '../store/views';
import { readEnrolment, readEnrolments, type Enrolment } from '../store/enrolments';
import { isFull, makeRoom } from '../store/space';
import { sayHello } from './hello';
import { alone } from './lock';
import { pull } from './pull';
import { push } from './push';
import type { Verdict } from './refused';
import { acknowledgedSoFar } from './send';

/** `wait`: seconds the server asked for. */
interface Meeting {
  all: boolean;
  wait: number;
  why: Why | null;
}

/** `why`: what kept each officer's records from going, by enrolment. `moved`: something went through. */
export interface Round {
  all: boolean;
  moved: boolean;
  wait: number;
  why: Record<string, Why>;
}

const TURNED_AWAY = { sign_in_needed: 'sign_in', left: 'signed_off', wiped: null } as const;
const turnedAway = (verdict: Verdict): Meeting => ({ all: false, wait: 0, why: TURNED_AWAY[verdict] });

async function meet(enrolment: Enrolment): Promise<Meeting> {
  const online = await sayHello(enrolment);
  if (online !== true) return typeof online === 'string' ? turnedAway(online) : { all: false, ...online };
  const pushed = await push(enrolment);
  if (pushed.end !== 'done' && pushed.end !== 'later') return turnedAway(pushed.end);
  // What can't be sent just now is no reason to stay ignorant.
  const pulled = await pull(enrolment);
  await letRemarksRest(enrolment.id);
  await dropOldViews(enrolment.id, Date.now());
  return pushed.end === 'done' ? { all: pulled, wait: 0, why: null } : { all: false, ...pushed };
}

/** A fault on the phone ends this officer's turn alone. A full phone makes room for the next try. */
async function tryToMeet(enrolment: Enrolment): Promise<Meeting> {
  try {
    return await meet(enrolment);
  } catch (error) {
    if (isFull(error)) await makeRoom(Date.now()).then((putBack) => putBack());
    return { all: false, wait: 0, why: error instanceof DOMException ? 'storage' : 'app_fault' };
  }
}

/** One officer's trouble never holds up another's records. Nobody's are sent under another's token. */
export function contact(): Promise<Round> {
  return alone('sweep-sender', async () => {
    const whole: Round = { all: true, moved: false, wait: 0, why: {} };
    const before = acknowledgedSoFar();
    for (const { id } of await readEnrolments()) {
      const enrolment = await readEnrolment(id);
      // The phone was wiped in the round before this one.
      if (!enrolment) break;
      const { all, wait, why } = await tryToMeet(enrolment);
      whole.all &&= all;
      whole.wait = Math.max(whole.wait, wait);
      if (why) whole.why[id] = why;
    }
    whole.moved = acknowledgedSoFar() > before;
    return whole;
  });
}
