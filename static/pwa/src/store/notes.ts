/** Small sealed things the phone must not forget: whose turn it is, which sweep, an enrolment not yet answered. */
import { outbox } from './db';
import { seal, unsealOnce } from './seal';

export async function readNote<T>(name: string): Promise<T | null> {
  const sealed = await outbox((db) => db.get('notes', name));
  return sealed ? unsealOnce<T>(`note ${name}`, sealed) : null;
}

export async function writeNote(name: string, value: unknown): Promise<void> {
  const sealed = await seal(`note ${name}`, value);
  await outbox((db) => db.put('notes', sealed, name));
}

export async function dropNote(name: string): Promise<void> {
  await outbox((db) => db.delete('notes', name));
}
