/** Identifiers made on the phone. Random bytes and the time come in from outside. */

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A UUIDv7 (RFC 9562 §5.7) from 16 random bytes and milliseconds since 1970. */
export function uuid7(random: Uint8Array, ms: number): string {
  const bytes = Uint8Array.from(random);
  for (let i = 5, rest = ms; i >= 0; i -= 1, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** When a UUIDv7 was made, in ms since 1970 by the clock of whoever made it. */
export const madeAt = (id: string): number => parseInt(id.replace('-', '').slice(0, 12), 16);

/** What an officer can read out: `SW-` and the last 20 bits of the id in Crockford's base 32. */
export function reference(id: string): string {
  let rest = parseInt(id.slice(-5), 16);
  let letters = '';
  for (let i = 0; i < 4; i += 1, rest >>= 5) letters = CROCKFORD[rest & 31]! + letters;
  return `SW-${letters}`;
}

/** A typed enrol code as the server knows it: no spaces or hyphens, capitals, I and L read as 1, O as 0. */
export function plainCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
}

/** Is it a whole typed code: ten characters of Crockford's base 32? */
export function isWholeCode(typed: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(plainCode(typed));
}
