/** Whatever happens in whatever order: nothing is lost, nothing is doubled, and the count is the outbox. */
import { expect, test, vi } from 'vitest';
import { heldBy, textOf, unparkOperation } from '../../src/store/outbox';
import { forgetPulled } from '../../src/store/pulled';
import { sayHello } from '../../src/sync/hello';
import { aPhone, type Phone } from '../phone';
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

const FAULTS = [answerLost, noAnswer, portal, status(500), status(503), status(413), status(404)];

/** Runs `work` and kills it before its transaction number `most`: nothing after that is done. */
async function killed(most: number, work: () => Promise<unknown>): Promise<void> {
  const open = IDBDatabase.prototype.transaction;
  let left = most;
  const spy = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...asked) {
    left -= 1;
    if (left < 0) throw new Error('killed');
    return open.apply(this, asked);
  });
  await work()
    .catch((error: Error) => {
      if (error.message !== 'killed') throw error;
    })
    .finally(() => spy.mockRestore());
}

/** One thing that happens to a phone or its server. A backup is never older than what it was reported to hold. */
async function something(random: () => number, server: PretendServer, phone: Phone): Promise<void> {
  const roll = random();
  const rev = (): number => server.durable + Math.floor(random() * (server.rev - server.durable + 1));
  if (roll < 0.4) await phone.save();
  else if (roll < 0.6) server.next(FAULTS[Math.floor(random() * FAULTS.length)]!);
  else if (roll < 0.75) await phone.push();
  else if (roll < 0.83) await killed(Math.floor(random() * 14), phone.push);
  else if (roll < 0.86) await killed(Math.floor(random() * 5), phone.save);
  else if (roll < 0.89) await killed(Math.floor(random() * 8), async () => sayHello(await phone.enrolment()));
  else if (roll < 0.93) server.restore(rev());
  else if (roll < 0.95) server.restore(rev(), server.epoch);
  else if (roll < 0.97) server.reconciles = random() < 0.7;
  else server.durable = rev();
}

test.each(Array.from({ length: 60 }, (_, seed) => seed + 1))('seed %i', async (seed) => {
  const random = generator(seed);
  const server = new PretendServer().connect();
  const phone = await aPhone(`Seed ${seed}`);
  // Opened now: a connection can't be killed while it opens.
  await forgetPulled(phone.id);
  const saved = new Map<string, string>();
  for (let step = 0; step < 60; step += 1) {
    await something(random, server, phone);
    const rows = await heldBy(phone.id);
    for (const row of rows) saved.set(row.op_id, await textOf(row));
    const { unsent, parked } = await phone.counts();
    expect(unsent + parked).toBe(rows.filter((row) => row.state !== 'sent').length);
    const gone = [...saved.keys()].filter((id) => !rows.some((row) => row.op_id === id));
    expect(gone.filter((id) => !server.ledger.has(id))).toEqual([]);
  }
  // A lone stop that met a 413 is parked by the rule; the officer taps "Try again".
  for (const row of await heldBy(phone.id)) await unparkOperation(phone.id, row.op_id);
  // Once the faults stop: one contact learns of a restored server, as the app's every round begins with it.
  for (let i = 0; i < 60; i += 1) {
    await sayHello(await phone.enrolment());
    if ((await phone.push()).end === 'done' && (await phone.counts()).unsent === 0) break;
  }
  expect(await phone.counts()).toMatchObject({ unsent: 0, parked: 0 });
  expect((await phone.enrolment()).made).toBe(saved.size);
  expect(new Map([...server.ledger].map(([id, entry]) => [id, entry.text]))).toEqual(saved);
});
