/** One round with the server for every officer on this phone: hello, push, pull. */
import { dropOldViews } from '../store/views';
import { readEnrolment, readEnrolments, type Enrolment } from '../store/enrolments';
import { sayHello } from './hello';
import { alone } from './lock';
import { pull } from './pull';
import { push } from './push';

/** `wait`: seconds the server asked for. */
export interface Round {
  all: boolean;
  wait: number;
}

async function meet(enrolment: Enrolment): Promise<Round> {
  const online = await sayHello(enrolment);
  if (online !== true) return { all: false, wait: 0 };
  const pushed = await push(enrolment);
  if (pushed.end !== 'done' && pushed.end !== 'later') return { all: false, wait: 0 };
  // What can't be sent just now is no reason to stay ignorant.
  const pulled = await pull(enrolment);
  await dropOldViews(enrolment.id, Date.now());
  return pushed.end === 'done' ? { all: pulled, wait: 0 } : { all: false, wait: pushed.wait };
}

/** One officer's trouble never holds up another's records. Nobody's are sent under another's token. */
export function contact(): Promise<Round> {
  return alone('sweep-sender', async () => {
    const whole: Round = { all: true, wait: 0 };
    for (const { id } of await readEnrolments()) {
      const enrolment = await readEnrolment(id);
      // The phone was wiped in the round before this one.
      if (!enrolment) break;
      const round = await meet(enrolment);
      whole.all &&= round.all;
      whole.wait = Math.max(whole.wait, round.wait);
    }
    return whole;
  });
}
