/**
 * Encryption at rest. The key never leaves the browser: it is not extractable, and lies in the outbox's database.
 * WebCrypto can't be awaited inside an IndexedDB transaction, so callers seal first and store after.
 */
import { outbox, type OutboxDB, type Sealed } from './db';

const NAME = 'AES-GCM';
const utf8 = new TextEncoder();
/** One key a connection: storage cleared under us takes its key along, and what the old one sealed could never be read. */
const keys = new WeakMap<OutboxDB, Promise<CryptoKey>>();

async function findOrMakeKey(db: OutboxDB): Promise<CryptoKey> {
  const known = await db.get('keys', 'seal');
  if (known) return known;
  const fresh = await crypto.subtle.generateKey({ name: NAME, length: 256 }, false, ['encrypt', 'decrypt']);
  // Another tab may have been quicker; its key is then the phone's.
  const tx = db.transaction('keys', 'readwrite', { durability: 'strict' });
  const first = await tx.store.get('seal');
  if (!first) await tx.store.put(fresh, 'seal');
  await tx.done;
  return first ?? fresh;
}

const sealingKey = (): Promise<CryptoKey> =>
  outbox((db) => {
    const key = keys.get(db) ?? findOrMakeKey(db);
    keys.set(db, key);
    key.catch(() => keys.delete(db));
    return key;
  });

/** `label` says what is sealed and must be the same on opening, so that boxes can't be swapped about. */
export async function sealText(label: string, text: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: NAME, iv, additionalData: utf8.encode(label) };
  return { iv, box: await crypto.subtle.encrypt(how, await sealingKey(), utf8.encode(text)) };
}

async function openWith(key: CryptoKey, label: string, sealed: Sealed): Promise<string> {
  const how = { name: NAME, iv: sealed.iv, additionalData: utf8.encode(label) };
  return new TextDecoder().decode(await crypto.subtle.decrypt(how, key, sealed.box));
}

/** Rejects with an OperationError what this phone's key doesn't open. */
export const openText = async (label: string, sealed: Sealed): Promise<string> =>
  openWith(await sealingKey(), label, sealed);

/** Can what was sealed never be read here again? */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'OperationError';

export const seal = (label: string, value: unknown): Promise<Sealed> => sealText(label, JSON.stringify(value));
export const unseal = async <T>(label: string, sealed: Sealed): Promise<T> =>
  JSON.parse(await openText(label, sealed)) as T;

/** Opened once per writing: unsealing hundreds of records after each save would be felt. */
const opened = new Map<string, { iv: string; value: unknown }>();

/** As `unseal`, for what is read again and again. The key is asked for once for all of them. */
export async function unsealEach<T>(boxes: [label: string, sealed: Sealed][]): Promise<T[]> {
  let key: Promise<CryptoKey> | undefined;
  const one = async ([label, sealed]: [string, Sealed]): Promise<T> => {
    const iv = sealed.iv.join();
    const known = opened.get(label);
    if (known?.iv === iv) return known.value as T;
    key ??= sealingKey();
    const value = JSON.parse(await openWith(await key, label, sealed)) as T;
    opened.set(label, { iv, value });
    return value;
  };
  return Promise.all(boxes.map(one));
}

export const unsealOnce = async <T>(label: string, sealed: Sealed): Promise<T> =>
  (await unsealEach<T>([[label, sealed]]))[0]!;

/** SHA-256 of the text's UTF-8 bytes, hex. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', utf8.encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
