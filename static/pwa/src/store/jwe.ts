/**
 * Sealing to somebody else's key, so that only they can read it: JSON Web Encryption in compact form (RFC 7516),
 * `ECDH-ES` on P-256 with `A256GCM`, by WebCrypto alone.
 */

/** A public key as a JWK (RFC 7517). */
export interface PublicKey {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const ENC = 'A256GCM';
const utf8 = new TextEncoder();

/** Base64 for URLs without padding (RFC 7515 §2), in pieces: a call takes only so many arguments. */
function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const uint32 = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

/** One round of Concat KDF (RFC 7518 §4.6.2): without PartyUInfo and PartyVInfo, 256 bits. */
async function contentKey(secret: ArrayBuffer): Promise<CryptoKey> {
  const other = [...uint32(ENC.length), ...utf8.encode(ENC), ...uint32(0), ...uint32(0), ...uint32(256)];
  const input = Uint8Array.from([...uint32(1), ...new Uint8Array(secret), ...other]);
  const digest = await crypto.subtle.digest('SHA-256', input);
  return crypto.subtle.importKey('raw', digest, 'AES-GCM', false, ['encrypt']);
}

/** The text, sealed to `theirs` under a key of this one time. */
export async function sealTo(theirs: PublicKey, text: string): Promise<string> {
  const { kty, crv, x, y } = theirs;
  const lid = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, CURVE, false, []);
  const ours = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: lid }, ours.privateKey, 256);
  const epk = await crypto.subtle.exportKey('jwk', ours.publicKey);
  const header = { alg: 'ECDH-ES', enc: ENC, epk: { kty: epk.kty, crv: epk.crv, x: epk.x, y: epk.y } };
  const head = base64url(utf8.encode(JSON.stringify(header)));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: 'AES-GCM', iv, additionalData: utf8.encode(head) };
  const box = new Uint8Array(await crypto.subtle.encrypt(how, await contentKey(secret), utf8.encode(text)));
  // WebCrypto appends the tag of 16 bytes. The second part is empty: the key is agreed on, not sent.
  return [head, '', base64url(iv), base64url(box.subarray(0, -16)), base64url(box.subarray(-16))].join('.');
}
