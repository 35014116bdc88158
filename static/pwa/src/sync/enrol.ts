/** Making this phone an officer's: a code for a token. A lost answer is asked for again under the same `enrol_id`. */
import { isWholeCode, plainCode } from '../core/ids';
import { keepEnrolment, readEnrolment } from '../store/enrolments';
import { dropNote, readNote, writeNote } from '../store/notes';
import { newId } from '../store/record';
import { call } from './call';
import { enrolled, fit, readRefusal } from './shapes';

interface Pending {
  code: string;
  enrol_id: string;
}

/** `detail` is the server's own sentence, where it gave one. */
export type Enrolling = { ok: true; enrolment: string } | { ok: false; why: 'no_answer' | 'not_taken'; detail: string };

declare const __APP_VERSION__: string;

/** The same attempt for the same code, even after the app was closed in between. */
async function pendingFor(code: string): Promise<Pending> {
  const known = await readNote<Pending>('pending enrolment');
  if (known?.code === code) return known;
  const fresh = { code, enrol_id: newId(Date.now()) };
  await writeNote('pending enrolment', fresh);
  return fresh;
}

function deviceName(): string {
  const agent = navigator.userAgent;
  return /iPhone|iPad/.exec(agent)?.[0] ?? (/Android/.test(agent) ? 'Android phone' : 'Computer');
}

/** `again` names the enrolment that signs in anew, and so goes on with its outbox. */
export async function enrol(code: string, again: string | null): Promise<Enrolling> {
  const sent = isWholeCode(code) ? plainCode(code) : code.trim();
  const pending = await pendingFor(sent);
  const known = again ? await readEnrolment(again) : null;
  const device = { name: deviceName(), app_version: __APP_VERSION__, ...(known ? { device_id: known.device_id } : {}) };
  const reply = await call('/enrol', null, { ...pending, device });
  const granted = reply.status === 201 ? fit(enrolled, reply.body) : null;
  if (granted) {
    const enrolment = await keepEnrolment(granted);
    await dropNote('pending enrolment');
    return { ok: true, enrolment };
  }
  const refusal = readRefusal(reply.body);
  return { ok: false, why: refusal ? 'not_taken' : 'no_answer', detail: refusal?.detail ?? '' };
}
