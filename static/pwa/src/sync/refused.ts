/** What a refusal of our own server means for this enrolment. Nothing else ever wipes or signs out. */
import { setStanding, type Enrolment } from '../store/enrolments';
import type { Reply } from './call';
import { readRefusal } from './shapes';
import { wipe } from './wipe';

export type Verdict = 'sign_in_needed' | 'left' | 'wiped';

/**
 * 401 → sign in again, nothing lost; 403 `device_left` → said plainly, nothing lost; 403 `device_lost` that echoes
 * this request's `proof` (its nonce or batch_id) → wipe. Anything else: null.
 */
export async function heed(enrolment: Enrolment, reply: Reply, proof: string | null): Promise<Verdict | null> {
  const refusal = readRefusal(reply.body);
  if (!refusal) return null;
  if (reply.status === 401) {
    await setStanding(enrolment.id, 'sign_in_needed');
    return 'sign_in_needed';
  }
  if (reply.status !== 403) return null;
  if (refusal.code === 'device_left') {
    await setStanding(enrolment.id, 'left');
    return 'left';
  }
  const echoed = proof !== null && (refusal.nonce === proof || refusal.batch_id === proof);
  if (refusal.code !== 'device_lost' || !echoed) return null;
  await wipe();
  return 'wiped';
}
