import { compactDecrypt } from './open-jwe';
import { beforeEach, expect, test } from 'vitest';
import { heldBy, textOf } from '../../src/store/outbox';
import { enrol } from '../../src/sync/enrol';
import { pull } from '../../src/sync/pull';
import { makeRescueFile } from '../../src/sync/rescue';
import { aPhone, type Phone } from '../phone';
import { PretendServer } from '../pretend-server';

const MADE_AT = Date.parse('2026-11-21T14:04:00Z');
let server: PretendServer;
let phone: Phone;
let pair: CryptoKeyPair;

beforeEach(async () => {
  server = new PretendServer().connect();
  pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  server.rescueKey = { kty, crv, x, y };
  phone = await aPhone();
});

test('a phone that never heard of a key can make no file', async () => {
  await phone.save();
  expect(await makeRescueFile(phone.id, MADE_AT)).toBeNull();
});

test('the file holds all that the phone still holds, in the very texts that were queued, and takes nothing away', async () => {
  await pull(await phone.enrolment());
  for (let i = 0; i < 3; i += 1) await phone.save();
  server.next((ask) =>
    server.pushed(ask, [
      { op_id: JSON.parse(ask.body.ops[0]).op_id, status: 'refused', rev: null, problem: null },
      { op_id: JSON.parse(ask.body.ops[1]).op_id, status: 'accepted', rev: 1, problem: null },
      { op_id: JSON.parse(ask.body.ops[2]).op_id, status: 'retry', rev: null, problem: null },
    ]),
  );
  await phone.push();
  const before = await heldBy(phone.id);
  const file = await makeRescueFile(phone.id, MADE_AT);
  expect(file).toMatchObject({ name: 'sweep-rescue-2026-11-21-1404.txt', holds: 3 });
  const { header, text } = await compactDecrypt(file!.text, pair.privateKey);
  expect(header).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', epk: { kty: 'EC', crv: 'P-256' } });
  const { token, device_id, officer } = await phone.enrolment();
  expect(JSON.parse(text)).toEqual({
    sweep_rescue: 1,
    token,
    device_id,
    officer_id: officer.id,
    app_version: '0.1.0',
    made: 3,
    unsent: 2,
    held: { 'sweep-1': 2 },
    made_at: '2026-11-21T14:04:00.000+00:00',
    ops: await Promise.all(before.map(textOf)),
  });
  expect(await heldBy(phone.id)).toEqual(before);
});

test('the file itself tells nothing to who has not the key', async () => {
  await pull(await phone.enrolment());
  await phone.save();
  const file = await makeRescueFile(phone.id, MADE_AT);
  const other = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  await expect(compactDecrypt(file!.text, other.privateKey)).rejects.toThrow();
  expect(file!.text).toMatch(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
});

test('the key comes with enrolling too, and a server that gives none, or nonsense, takes none away', async () => {
  const enrolled = await enrol('77777-77777', null);
  const id = enrolled.ok ? enrolled.enrolment : '';
  expect(await makeRescueFile(id, MADE_AT)).not.toBeNull();
  const { readEnrolment } = await import('../../src/store/enrolments');
  for (const key of [undefined, 'nonsense', { kty: 'RSA', n: 'x' }]) {
    server.rescueKey = key;
    expect(await pull((await readEnrolment(id))!)).toBe(true);
    expect(await makeRescueFile(id, MADE_AT)).not.toBeNull();
  }
});

test('a large file is sealed whole', async () => {
  await pull(await phone.enrolment());
  for (let i = 0; i < 120; i += 1) await phone.save();
  const file = await makeRescueFile(phone.id, MADE_AT);
  expect(JSON.parse((await compactDecrypt(file!.text, pair.privateKey)).text).ops).toHaveLength(120);
});
