/** The queue: what waits, what was answered, what may go. Every rule is `core/outbox`'s; this only stores. */
import { mayGo, park, settle, unsettle, type Answer, type Problem, type Result } from '../core/outbox';
import { announce } from './changes';
import { outbox, type OperationRow } from './db';
import { openText } from './seal';

/** All this enrolment holds, oldest first. */
export async function heldBy(enrolment: string): Promise<OperationRow[]> {
  const rows = await outbox((db) => db.getAllFromIndex('operations', 'enrolment', enrolment));
  return rows.sort((a, b) => a.seq - b.seq);
}

/** The very text that was queued. */
export const textOf = (row: OperationRow): Promise<string> => openText(`operation ${row.op_id}`, row.sealed);

/** Changes this enrolment's rows in one transaction: null deletes, the same object leaves alone. */
async function change(enrolment: string, each: (row: OperationRow) => OperationRow | null): Promise<void> {
  await outbox(async (db) => {
    const tx = db.transaction('operations', 'readwrite');
    for (const row of await tx.store.index('enrolment').getAll(enrolment)) {
      const next = each(row);
      if (next === null) void tx.store.delete(row.op_id);
      else if (next !== row) void tx.store.put(next);
    }
    await tx.done;
  });
  announce();
}

/** Settles what the server answered, then lets go of what is safe there. */
export async function settleResults(enrolment: string, results: Result[], answer: Answer): Promise<void> {
  const byId = new Map(results.map((result) => [result.op_id, result]));
  await change(enrolment, (row) => {
    const result = row.state === 'unsent' ? byId.get(row.op_id) : undefined;
    const settled = result ? settle(row, result, answer) : row;
    return mayGo(settled, answer) ? null : settled;
  });
}

/** The server forgot, or may have: all that is still held is to be sent again. */
export const sendAgain = (enrolment: string): Promise<void> => change(enrolment, unsettle);

export const parkOperation = (enrolment: string, opId: string, problem: Problem): Promise<void> =>
  change(enrolment, (row) => (row.op_id === opId ? park(row, problem) : row));

export const unparkOperation = (enrolment: string, opId: string): Promise<void> =>
  change(enrolment, (row) => (row.op_id === opId && row.state === 'parked' ? unsettle(row) : row));

export const markSeen = (enrolment: string, opId: string): Promise<void> =>
  change(enrolment, (row) => (row.op_id === opId ? { ...row, seen: true } : row));
