/** Officers enrolled on this phone. Each has a token, a sequence and an outbox of its own. */
import type { Role } from '../core/codes';
import { readClock } from '../core/clock';
import { announce } from './changes';
import { outbox, type EnrolmentRow, type Standing } from './db';
import type { PublicKey } from './jwe';
import { readNote, writeNote } from './notes';
import { seal, unsealOnce } from './seal';

/** What only the officer and the server may know; sealed on the phone. */
export interface Identity {
  token: string;
  officer: { id: string; name: string; role: Role };
  authority: { new_la_code: string; la_name: string };
}

export type Enrolment = Omit<EnrolmentRow, 'sealed'> & Identity;

export interface Granted extends Identity {
  device_id: string;
  epoch: string;
  rescue_key?: PublicKey | null;
}

/** One enrolment per officer and authority, so that signing in again finds the same outbox. */
const idOf = (identity: Identity): string => `${identity.authority.new_la_code}/${identity.officer.id}`;

/** Their rows as this tab last read or wrote them: perhaps no longer what is on the disk. */
const latest = new Map<string, EnrolmentRow>();
export const lastKnown = (id: string): EnrolmentRow | undefined => latest.get(id);
export const noteKnown = (row: EnrolmentRow): unknown => latest.set(row.id, row);

async function open(row: EnrolmentRow): Promise<Enrolment> {
  noteKnown(row);
  const { sealed, ...plain } = row;
  return { ...plain, ...(await unsealOnce<Identity>(`enrolment ${row.id}`, sealed)) };
}

export async function readEnrolments(): Promise<Enrolment[]> {
  return Promise.all((await outbox((db) => db.getAll('enrolments'))).map(open));
}

export async function readEnrolment(id: string): Promise<Enrolment | null> {
  const row = await outbox((db) => db.get('enrolments', id));
  return row ? open(row) : null;
}

/** A new officer on this phone, or a known one with a new token: the outbox and its numbers go on. */
export async function keepEnrolment(granted: Granted): Promise<string> {
  const { token, officer, authority, device_id, epoch, rescue_key } = granted;
  const id = idOf(granted);
  const sealed = await seal(`enrolment ${id}`, { token, officer, authority });
  const first = { id, made: 0, epoch, rev: 0, clock: null, contact_at: null };
  await outbox(async (db) => {
    const tx = db.transaction('enrolments', 'readwrite', { durability: 'strict' });
    const known = await tx.store.get(id);
    // The epoch stays as known: the next contact notices a new one and sends again what that needs.
    const key = rescue_key ? { rescue_key } : {};
    await tx.store.put({ ...first, ...known, ...key, device_id, standing: 'active', sealed });
    await tx.done;
  });
  await writeNote('current enrolment', id);
  announce();
  return id;
}

/** Reads, changes and writes one enrolment's row in one transaction. */
export async function updateEnrolment(id: string, change: (row: EnrolmentRow) => EnrolmentRow): Promise<void> {
  await outbox(async (db) => {
    const tx = db.transaction('enrolments', 'readwrite');
    const row = await tx.store.get(id);
    if (row) await tx.store.put(change(row));
    await tx.done;
  });
  announce();
}

export const setStanding = (id: string, standing: Standing): Promise<void> =>
  updateEnrolment(id, (row) => ({ ...row, standing }));

/** The server answered: when, and what that says of the phone's clock. All in ms. */
export const noteContact = (id: string, sentAt: number, answeredAt: number, serverTime: number): Promise<void> =>
  updateEnrolment(id, (row) => ({
    ...row,
    contact_at: answeredAt,
    heard_at: serverTime,
    clock: readClock(sentAt, answeredAt, serverTime),
  }));

/** Keeps the authority's key where it is another than the known one. An older server gives none: then the old stays. */
export async function keepRescueKey(enrolment: Enrolment, key: PublicKey | null): Promise<void> {
  const known = enrolment.rescue_key;
  if (!key || (known?.x === key.x && known.y === key.y)) return;
  await updateEnrolment(enrolment.id, (row) => ({ ...row, rescue_key: key }));
}

/** All officers of this phone, and the one whose turn it is. */
export async function readOfficers(): Promise<{ all: Enrolment[]; current: Enrolment | null }> {
  const [all, id] = await Promise.all([readEnrolments(), readNote<string>('current enrolment')]);
  return { all, current: all.find((one) => one.id === id) ?? all[0] ?? null };
}

export async function chooseEnrolment(id: string): Promise<void> {
  await writeNote('current enrolment', id);
  announce();
}
