/** One immutable change. Its text is made once; those very bytes are queued, hashed and sent. */
import type { ClockEvidence } from './clock';
import { wireTime } from './times';

export type OperationKind =
  | 'shift.start'
  | 'shift.end'
  | 'shift.amend'
  | 'shift.void'
  | 'stop.create'
  | 'stop.locate'
  | 'stop.amend'
  | 'stop.void';

/** A change before it has its number: what kind, on which record, belonging to which sweep. */
export interface Change {
  kind: OperationKind;
  record_id: string;
  sweep_id: string | null;
  data: Record<string, unknown>;
}

export interface Stamp {
  op_id: string;
  seq: number;
  now: number;
  clock: ClockEvidence | null;
}

/** The operation's JSON text. Without a clock reading `clock` is left out: the server then uses the receipt. */
export function operationText(change: Change, stamp: Stamp): string {
  return JSON.stringify({
    op_id: stamp.op_id,
    kind: change.kind,
    schema: 1,
    seq: stamp.seq,
    at: wireTime(stamp.now),
    ...(stamp.clock ? { clock: stamp.clock } : {}),
    data: change.data,
  });
}

/** `stop.locate` and `shift.end` add to a record without becoming what later changes build on. */
export function becomesHead(kind: OperationKind): boolean {
  return kind !== 'stop.locate' && kind !== 'shift.end';
}
