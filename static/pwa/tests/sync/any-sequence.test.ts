/** Whatever happens in whatever order: nothing is lost, nothing is doubled, and the count is the outbox. */
import { expect, test } from 'vitest';
import { heldBy, textOf, unparkOperation } from '../../src/store/outbox';
import { aPhone } from '../phone';
import { answerLost, noAnswer, portal, PretendServer, status } from '../pretend-server';

/** A small generator (mulberry32), so that a failing seed fails again. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FAULTS = [answerLost, noAnswer, portal, status(500), status(503), status(413)];

test.each(Array.from({ length: 25 }, (_, seed) => seed + 1))('seed %i', async (seed) => {
  const random = generator(seed);
  const server = new PretendServer().connect();
  const phone = await aPhone(`Seed ${seed}`);
  const saved = new Map<string, string>();
  for (let step = 0; step < 40; step += 1) {
    const roll = random();
    if (roll < 0.5) await phone.save();
    else if (roll < 0.75) server.next(FAULTS[Math.floor(random() * FAULTS.length)]!);
    else if (roll < 0.97) await phone.push();
    else server.durable = Math.floor(random() * (server.rev + 1));
    const rows = await heldBy(phone.id);
    for (const row of rows) saved.set(row.op_id, await textOf(row));
    const { unsent, parked } = await phone.counts();
    expect(unsent + parked).toBe(rows.filter((row) => row.state !== 'sent').length);
    const answered = rows.filter((row) => row.state === 'sent');
    expect(answered.every((row) => server.ledger.has(row.op_id))).toBe(true);
    const gone = [...saved.keys()].filter((id) => !rows.some((row) => row.op_id === id));
    expect(gone.every((id) => server.ledger.has(id))).toBe(true);
  }
  // A lone stop that met a 413 is parked by the rule; the officer taps "Try again".
  for (const row of await heldBy(phone.id)) await unparkOperation(phone.id, row.op_id);
  for (let i = 0; i < 60 && (await phone.counts()).unsent > 0; i += 1) await phone.push();
  expect(await phone.counts()).toMatchObject({ unsent: 0, parked: 0 });
  expect(new Map([...server.ledger].map(([id, entry]) => [id, entry.text]))).toEqual(saved);
});
