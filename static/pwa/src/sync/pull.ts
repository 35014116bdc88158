/** Fetches what changed on the server since the cursor, page by page. */
import { keepRescueKey, readEnrolment, type Enrolment } from '../store/enrolments';
import { forgetPulled, keepPage, readCursor } from '../store/pulled';
import { dropErased } from '../store/views';
import { call } from './call';
import { meetEpoch } from './heal';
import { heed } from './refused';
import { fit, pulledPage, readRefusal } from './shapes';

/** Nobody's records come to a phone that was emptied, or enrolled afresh, while the answer was on its way. */
async function stillOurs({ id, token }: Enrolment): Promise<boolean> {
  return (await readEnrolment(id))?.token === token;
}

/** True when everything was fetched. Nothing is lost by stopping half way: the cursor stands with its page. */
export async function pull(enrolment: Enrolment): Promise<boolean> {
  for (let restarted = false; ;) {
    const cursor = await readCursor(enrolment.id);
    const reply = await call(`/sync/pull${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`, enrolment.token);
    if (reply.status === 410 && readRefusal(reply.body) && !restarted) {
      restarted = true;
      await forgetPulled(enrolment.id);
      continue;
    }
    const page = reply.status === 200 ? fit(pulledPage, reply.body) : null;
    if (!page) {
      await heed(enrolment, reply, null);
      return false;
    }
    if (!(await meetEpoch(enrolment, page.epoch))) return false;
    await keepRescueKey(enrolment, page.rescue_key);
    if (!(await stillOurs(enrolment))) return false;
    await dropErased(enrolment.id, page.changes);
    if (!(await keepPage(enrolment.id, cursor, page.changes, page.cursor, !page.more))) return false;
    if (!page.more) return true;
  }
}
