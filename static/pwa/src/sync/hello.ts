/** "Online" means: our server answered hello with this very nonce. */
import { USUAL_LIMITS, type Limits } from '../core/batch';
import { noteContact, type Enrolment } from '../store/enrolments';
import { newId } from '../store/record';
import { call } from './call';
import { meetEpoch } from './heal';
import { missOf, type Miss } from './miss';
import { heed, type Verdict } from './refused';
import { fit, hello } from './shapes';

let limits = USUAL_LIMITS;

/** As the server last stated them. */
export const knownLimits = (): Limits => limits;

/** True when online; a verdict when the server has turned this device away; else what was amiss. */
export async function sayHello(enrolment: Enrolment): Promise<true | Verdict | Miss> {
  const sentAt = Date.now();
  const nonce = newId(sentAt);
  const reply = await call(`/hello?nonce=${nonce}`, enrolment.token);
  const answer = reply.status === 200 ? fit(hello, reply.body) : null;
  if (!answer) return (await heed(enrolment, reply, nonce)) ?? missOf(reply);
  if (answer.nonce !== nonce) return missOf(reply);
  limits = answer.limits;
  await noteContact(enrolment.id, sentAt, Date.now(), answer.server_time);
  await meetEpoch(enrolment, answer.epoch);
  return true;
}
