/** The queue: what waits, what was answered, what may go. Every rule is `core/outbox`'s; this only stores. */
import { believe, doubt, isDoubted, type Found } from '../core/doubt';
import {
  isErased,
  isSameRemark,
  mayGo,
  park,
  settle,
  unsettle,
  withRead,
  type Answer,
  type Held,
  type Problem,
  type Result,
} from '../core/outbox';
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

/** `all`: as they were before any was changed. */
type Each = (row: OperationRow, all: OperationRow[]) => OperationRow | null;

/**
 * Changes this enrolment's rows in one transaction: null deletes, the same object leaves alone. Of what was erased
 * on the server, by `op_id`, the record as shown goes too.
 */
async function change(enrolment: string, each: Each, erased = new Set<string>()): Promise<void> {
  await outbox(async (db) => {
    const tx = db.transaction(['operations', 'views'], 'readwrite');
    const operations = tx.objectStore('operations');
    const all = await operations.index('enrolment').getAll(enrolment);
    for (const row of all) {
      const next = each(row, all);
      if (next === null) void operations.delete(row.op_id);
      else if (next !== row) void operations.put(next);
      const type = row.kind.startsWith('stop') ? 'stop' : 'shift';
      if (erased.has(row.op_id)) void tx.objectStore('views').delete([enrolment, type, row.record_id]);
    }
    await tx.done;
  });
  announce();
}

const byId = <T extends { op_id: string }>(told: T[]): Map<string, T> => new Map(told.map((one) => [one.op_id, one]));
const idsOf = <T extends { op_id: string }>(told: T[]): Set<string> => new Set(told.map((one) => one.op_id));

/** Settles what the server answered, then lets go of what is safe there. */
export async function settleResults(enrolment: string, results: Result[], answer: Answer): Promise<void> {
  const told = byId(results);
  const settleOne: Each = (row, all) => {
    const result = row.state === 'unsent' ? told.get(row.op_id) : undefined;
    if (result && isErased(result)) return null;
    const settled = result ? withRead(settle(row, result, answer), all) : row;
    return mayGo(settled, answer) ? null : settled;
  };
  await change(enrolment, settleOne, idsOf(results.filter(isErased)));
}

/** The server forgot, or may have: all that is still held is asked about, and sent again if need be. */
export const doubtAll = (enrolment: string): Promise<void> => change(enrolment, doubt);

/** Settles what the server found of what was in doubt. What it didn't name stays in doubt. */
export async function settleFound(enrolment: string, found: Found[], answer: Answer): Promise<void> {
  const told = byId(found);
  const settleOne: Each = (row) => {
    const one = isDoubted(row) ? told.get(row.op_id) : undefined;
    const settled = one ? believe(row, one, answer) : row;
    return settled && mayGo(settled, answer) ? null : settled;
  };
  await change(enrolment, settleOne, idsOf(found.filter((one) => one.state === 'erased')));
}

export const parkOperation = (enrolment: string, opId: string, problem: Problem): Promise<void> =>
  change(enrolment, (row) => (row.op_id === opId ? park(row, problem) : row));

export const unparkOperation = (enrolment: string, opId: string): Promise<void> =>
  change(enrolment, (row) => (row.op_id === opId && row.state === 'parked' ? unsettle(row) : row));

/** These remarks have been read, on whichever operation each of them came. `as`: or have become pointless. */
export const markSeen = (enrolment: string, remarks: Held[], as: Partial<Held> = { seen: true }): Promise<void> =>
  change(enrolment, (row) => (remarks.some((one) => isSameRemark(one, row)) ? { ...row, ...as } : row));
