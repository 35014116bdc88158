/**
 * Step 2 of a stop's way: operation, number and view in one strict transaction. Only when it has completed may the
 * screen say "Saved". May not send anything.
 */
import { evidence } from '../core/clock';
import { uuid7 } from '../core/ids';
import { becomesHead, operationText, type Change } from '../core/operation';
import type { Shift } from '../core/shift';
import type { Stop } from '../core/stop';
import { announce, type Written } from './changes';
import { outbox, type EnrolmentRow, type OperationRow, type ViewRow, type ViewType } from './db';
import { lastKnown, noteKnown } from './enrolments';
import { sealText, sha256 } from './seal';
import { isFull, makeRoom } from './space';
import { viewRow } from './views';

/** A change and the record as the screen will show it. */
export interface Entry {
  change: Change;
  type: ViewType;
  view: Stop | Shift;
}

interface Prepared extends Written {
  view: ViewRow;
}

export const newId = (now: number): string => uuid7(crypto.getRandomValues(new Uint8Array(16)), now);

const utf8 = new TextEncoder();

async function prepare(
  row: EnrolmentRow,
  entry: Entry,
  stamp: { op_id: string; seq: number; now: number },
): Promise<Prepared> {
  const { change, type, view } = entry;
  const clock = row.clock && evidence(row.clock, stamp.now);
  const text = operationText(change, { ...stamp, clock });
  const shown = becomesHead(change.kind) ? { ...view, head: stamp.op_id } : view;
  const [digest, sealed, viewed] = await Promise.all([
    sha256(text),
    sealText(`operation ${stamp.op_id}`, text),
    viewRow(row.id, type, shown, stamp.now),
  ]);
  const operation: OperationRow = {
    op_id: stamp.op_id,
    enrolment: row.id,
    seq: stamp.seq,
    kind: change.kind,
    record_id: change.record_id,
    sweep_id: change.sweep_id,
    bytes: utf8.encode(text).length,
    sha256: digest,
    state: 'unsent',
    status: null,
    rev: null,
    problem: null,
    seen: false,
    epoch: null,
    settled_at: null,
    sealed,
  };
  return { operation, type, shown, view: viewed };
}

/**
 * True when written (or found written by a try whose answer was lost), false when it was prepared from an old copy of
 * the row: a number has been given out, or the clock measured, since.
 */
async function write(from: EnrolmentRow, prepared: Prepared[]): Promise<boolean> {
  const made = from.made + prepared.length;
  const done = await outbox(async (db) => {
    const tx = db.transaction(['enrolments', 'operations', 'views'], 'readwrite', { durability: 'strict' });
    const [row, written] = await Promise.all([
      tx.objectStore('enrolments').get(from.id),
      tx.objectStore('operations').get(prepared[0]!.operation.op_id),
    ]);
    const free = row?.made === from.made && row.clock?.measured_at === from.clock?.measured_at;
    const puts: Promise<unknown>[] = [tx.done];
    try {
      if (row && free && !written) {
        for (const { operation, view } of prepared) {
          puts.push(tx.objectStore('operations').add(operation));
          puts.push(tx.objectStore('views').put(view));
        }
        puts.push(tx.objectStore('enrolments').put({ ...row, made }));
      }
    } catch (error) {
      // What was asked for before the fault would otherwise be committed alone.
      tx.abort();
      await Promise.allSettled(puts);
      throw error;
    }
    await Promise.allSettled(puts);
    // Its own reason: each request of an aborted transaction knows only that it was aborted.
    await tx.done;
    return free || written !== undefined;
  });
  if (done) noteKnown({ ...from, made });
  return done;
}

async function recordAs(ids: string[], enrolment: string, entries: Entry[], now: number): Promise<void> {
  // From memory, a wait for the disk less before "Saved"; what is old in it is found out in the transaction.
  for (let row = lastKnown(enrolment); ; row = undefined) {
    row ??= await outbox((db) => db.get('enrolments', enrolment));
    if (!row) throw new Error('This officer is not enrolled on this phone');
    const from = row;
    const prepared = await Promise.all(
      entries.map((entry, i) => prepare(from, entry, { op_id: ids[i]!, seq: from.made + i + 1, now })),
    );
    if (await write(from, prepared)) return announce(prepared);
  }
}

/**
 * Saves changes with the next numbers of this enrolment; all or none. Resolves with their `op_id`s
 * once they are on the disk.
 * The numbers are taken before sealing and checked in the transaction: if another tab was quicker, it is done afresh.
 * On a full phone what can be had again makes way, once. Rejects when nothing was written.
 */
export async function record(enrolment: string, entries: Entry[], now: number): Promise<string[]> {
  const ids = entries.map(() => newId(now));
  try {
    await recordAs(ids, enrolment, entries, now);
  } catch (error) {
    if (!isFull(error)) throw error;
    const putBack = await makeRoom(now);
    await recordAs(ids, enrolment, entries, now);
    void putBack();
  }
  return ids;
}
