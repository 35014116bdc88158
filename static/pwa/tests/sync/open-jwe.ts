/** Opens what the phone sealed, by Node's own crypto and the letter of RFC 7516 and RFC 7518. */
import { createDecipheriv, createHash, createPublicKey, diffieHellman, KeyObject } from 'node:crypto';

export async function compactDecrypt(jwe: string, key: CryptoKey): Promise<{ header: any; text: string }> {
  const [head, encryptedKey, iv, box, tag] = jwe.split('.') as [string, string, string, string, string];
  if (encryptedKey) throw new Error('Direct agreement sends no key');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString());
  const publicKey = createPublicKey({ key: header.epk, format: 'jwk' });
  const secret = diffieHellman({ privateKey: KeyObject.from(key as never), publicKey });
  const other = Buffer.from('000000074132353647434d000000000000000000000100', 'hex');
  const content = createHash('sha256').update(Buffer.from('00000001', 'hex')).update(secret).update(other).digest();
  const open = createDecipheriv('aes-256-gcm', content, Buffer.from(iv, 'base64url'));
  open.setAAD(Buffer.from(head, 'ascii'));
  open.setAuthTag(Buffer.from(tag, 'base64url'));
  return { header, text: Buffer.concat([open.update(Buffer.from(box, 'base64url')), open.final()]).toString() };
}
