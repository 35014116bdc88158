/** One officer's phone for a test, enrolled and ready to save. */
import { createStop, NO_CHOICES, stopFrom, type Stop } from '../src/core/stop';
import { countHeld, type Counts } from '../src/core/outbox';
import { keepEnrolment, readEnrolment, type Enrolment } from '../src/store/enrolments';
import { heldBy } from '../src/store/outbox';
import { newId, record } from '../src/store/record';
import { push, type Pushing } from '../src/sync/push';
import { granting } from './pretend-server';

export const NINE = Date.parse('2026-11-23T09:00:00Z');
let officers = 0;

export function aStop(change: Partial<Stop> = {}): Stop {
  const draft = {
    stop_id: newId(NINE),
    encounter_id: newId(NINE),
    sweep_id: 'sweep-1',
    shift_id: null,
    stopped_at: NINE,
    location: null,
    choices: NO_CHOICES,
  };
  const chosen = { ...NO_CHOICES, finding: 'truanting' as const, accompanied_by: 'parent' as const };
  return { ...stopFrom(draft, chosen, { source: 'none', why_none: 'timeout' }), ...change };
}

export interface Phone {
  id: string;
  enrolment(): Promise<Enrolment>;
  save(stop?: Stop): Promise<Stop>;
  push(): Promise<Pushing>;
  counts(): Promise<Counts>;
}

/** Each phone is another officer's, so that tests sharing a database never meet. */
export async function aPhone(name = `Amara ${(officers += 1)}`): Promise<Phone> {
  const id = await keepEnrolment(granting(name));
  const enrolment = async (): Promise<Enrolment> => (await readEnrolment(id))!;
  return {
    id,
    enrolment,
    save: async (stop = aStop()) => {
      await record(id, [{ change: createStop(stop), type: 'stop', view: stop }], NINE);
      return stop;
    },
    push: async () => push(await enrolment()),
    counts: async () => countHeld(await heldBy(id)),
  };
}
