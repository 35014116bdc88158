/**
 * The rescue file: all that this phone still holds of one officer's, sealed to the authority, for when it can't send.
 * It takes nothing off the phone, and the server counts what comes both ways once.
 */
import { countHeld } from '../core/outbox';
import { londonClock, londonDay, wireTime } from '../core/times';
import { readEnrolment, type Enrolment } from '../store/enrolments';
import { sealTo } from '../store/jwe';
import { heldBy, textOf } from '../store/outbox';
import { isUnreadable } from '../store/seal';

declare const __APP_VERSION__: string;

export interface RescueFile {
  /** Nobody's name in it: it lies about on phones and in mail boxes. */
  name: string;
  text: string;
  /** How many operations are in it. */
  holds: number;
}

async function contents(enrolment: Enrolment, now: number): Promise<{ ops: string[] }> {
  const held = await heldBy(enrolment.id);
  const counts = countHeld(held);
  const ops: string[] = [];
  for (const row of held) {
    const text = await textOf(row).catch((error: unknown) => {
      if (!isUnreadable(error)) throw error;
      return null;
    });
    if (text !== null) ops.push(text);
  }
  const { token, device_id, officer, made } = enrolment;
  const whose = { token, device_id, officer_id: officer.id, app_version: __APP_VERSION__, made };
  const what = { unsent: counts.unsent + counts.parked, held: counts.bySweep, made_at: wireTime(now), ops };
  return { ...{ sweep_rescue: 1 }, ...whose, ...what };
}

/** Null: this phone has not been given its authority's key. `now` in ms. */
export async function makeRescueFile(id: string, now: number): Promise<RescueFile | null> {
  const enrolment = await readEnrolment(id);
  if (!enrolment?.rescue_key) return null;
  const inside = await contents(enrolment, now);
  const text = await sealTo(enrolment.rescue_key, JSON.stringify(inside));
  const name = `sweep-rescue-${londonDay(now)}-${londonClock(now).replace(':', '')}.txt`;
  return { name, text, holds: inside.ops.length };
}
