/**
 * An officer's own stops and shifts as the screens show them: what this phone wrote, or what the server says where
 * it knows more. `base_op` of the next change is the `head` shown here.
 */
import { logged, retold } from '../core/history';
import { needsOfficer, recordState, type Held, type RecordState } from '../core/outbox';
import { isOpen, type Shift } from '../core/shift';
import { NO_CHOICES, withoutLeftOut, type Choices, type Stop } from '../core/stop';
import { heldBy, markSeen } from './outbox';
import { readPulled, type Change, type Pulled } from './pulled';
import { readOwnShifts, readOwnStops } from './views';

export interface StopRecord {
  stop: Stop;
  state: RecordState;
  held: Held[];
}

interface Known {
  rev: number;
  pending: boolean;
  operations: Held[];
}

const NOTHING: Known = { rev: 0, pending: false, operations: [] };

function byRecord(held: Held[]): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const one of held) {
    const { rev, pending, operations } = known.get(one.record_id) ?? NOTHING;
    known.set(one.record_id, {
      rev: Math.max(rev, one.rev ?? 0),
      pending: pending || one.state !== 'sent',
      operations: [...operations, one],
    });
  }
  return known;
}

/** The server's version is shown unless something of ours is not in it yet. */
const serverKnowsMore = (change: Change, known: Known): boolean => !known.pending && change.rev >= known.rev;

/** The server put this phone's times right, and will put right what it is sent: so here they are turned back. */
const when = (value: unknown, offset_ms: number): number => Date.parse(String(value)) - offset_ms;

/** What of a stop can be changed elsewhere. */
const TOLD = [...(Object.keys(NO_CHOICES) as (keyof Choices)[]), 'verified_finding', 'voided'] as const;

/** When a desk made the change that is shown; an older server says it of none. */
const deskTime = ({ desk_at }: Change, offset_ms: number): number | null => (desk_at ? when(desk_at, offset_ms) : null);

/** Of what was erased nothing is shown, not even that it was removed. */
function removedElsewhere<R extends Stop | Shift>(change: Change, own: R | undefined, offset_ms: number): R | null {
  if (!own || change['erased']) return null;
  return own.voided ? own : (logged<Stop | Shift>(own, { voided: true }, '', deskTime(change, offset_ms)) as R);
}

function stopFromServer(change: Change, own: Stop | undefined, offset_ms: number): Stop | null {
  if (change.deleted) return removedElsewhere(change, own, offset_ms);
  const { type: _type, rev: _rev, deleted: _deleted, desk_at: _deskAt, put_back, id, ...fields } = change;
  const stop = { flags: [], note: '', ...fields } as unknown as Stop;
  const told = { ...stop, stop_id: id, stopped_at: when(change['stopped_at'], offset_ms), voided: false };
  // What a desk removed and put back again was never removed in what this phone wrote.
  const before = own && put_back ? { ...own, voided: true } : own;
  return withoutLeftOut(retold(before, told, TOLD, deskTime(change, offset_ms)));
}

function shiftFromServer(change: Change, own: Shift | undefined, offset_ms: number): Shift | null {
  if (change.deleted) return removedElsewhere(change, own, offset_ms);
  const ended = change['ended_at'] ? when(change['ended_at'], offset_ms) : null;
  const shift = change as unknown as Shift;
  const told: Shift = {
    shift_id: change.id,
    sweep_id: shift.sweep_id,
    officer_id: shift.officer_id,
    head: shift.head,
    started_at: when(shift.started_at, offset_ms),
    ended_at: ended,
    break_minutes: shift.break_minutes ?? 0,
    // A break that is not over is known to this phone alone; after the end the server's minutes stand.
    breaks: ended === null ? (own?.breaks ?? []) : [],
    ...(own && !own.elsewhere ? {} : { elsewhere: true }),
  };
  // The same times come back a little different where the clock was measured anew: then nobody changed them.
  const changed = own && (own.head !== told.head || isOpen(own) !== isOpen(told));
  return retold(own, told, changed ? ['started_at', 'ended_at', 'break_minutes'] : [], deskTime(change, offset_ms));
}

/** Own records overlaid by the server's where it knows more. Null from `read` means: gone. */
function overlay<T>(
  own: Map<string, T>,
  changes: Change[],
  known: Map<string, Known>,
  read: (change: Change, own: T | undefined) => T | null,
): T[] {
  for (const change of changes) {
    if (!serverKnowsMore(change, known.get(change.id) ?? NOTHING)) continue;
    const record = read(change, own.get(change.id));
    if (record === null) own.delete(change.id);
    else own.set(change.id, record);
  }
  return [...own.values()];
}

export interface Records {
  stops: StopRecord[];
  /** Voided ones: nothing counts them, the day's list still names them. */
  removed: StopRecord[];
  /** Voided ones too. */
  shifts: Shift[];
  /** The officer's time that colleagues' phones or a desk recorded. */
  byOthers: Shift[];
  held: Held[];
  pulled: Pulled;
}

const stands = ({ stop }: StopRecord): boolean => !stop.voided;
const newestFirst = (a: StopRecord, b: StopRecord): number =>
  b.stop.stopped_at - a.stop.stopped_at || (a.stop.stop_id < b.stop.stop_id ? 1 : -1);

/** The stops as they will be read once this change of one of them, which is on the disk, has been read too. */
export function withStop(stops: StopRecord[], stop: Stop, operation: Held): StopRecord[] {
  const isIt = (record: StopRecord): boolean => record.stop.stop_id === stop.stop_id;
  const held = [...(stops.find(isIt)?.held ?? []), operation];
  return [...stops.filter((record) => !isIt(record)), { stop, held, state: recordState(held) }]
    .filter(stands)
    .sort(newestFirst);
}

/**
 * All that is shown for one officer, newest stop first, voided ones apart. `offset_ms`: server minus phone. Without
 * `ground`, schools and terms are not among what was pulled.
 */
export async function readRecords(enrolment: string, offset_ms = 0, ground = true): Promise<Records> {
  const [held, pulled, ownStops, ownShifts] = await Promise.all([
    heldBy(enrolment),
    readPulled(enrolment, ground),
    readOwnStops(enrolment),
    readOwnShifts(enrolment),
  ]);
  const known = byRecord(held);
  const of = (type: string): Change[] => pulled.changes.filter((change) => change.type === type);
  const stops = overlay(new Map(ownStops.map((stop) => [stop.stop_id, stop])), of('stop'), known, (change, own) =>
    stopFromServer(change, own, offset_ms),
  )
    .map((stop) => ({ stop, operations: (known.get(stop.stop_id) ?? NOTHING).operations }))
    .map(({ stop, operations }) => ({ stop, held: operations, state: recordState(operations) }))
    .sort(newestFirst);
  const shifts = overlay(
    new Map(ownShifts.map((shift) => [shift.shift_id, shift])),
    of('shift'),
    known,
    (change, own) => shiftFromServer(change, own, offset_ms),
  );
  return {
    stops: stops.filter(stands),
    removed: stops.filter((record) => !stands(record)),
    shifts,
    byOthers: of('shift_elsewhere').flatMap((change) => {
      const told = shiftFromServer(change, undefined, offset_ms);
      return told ? { ...told, recorded_by: change['recorded_by'] as string | null } : [];
    }),
    held,
    pulled,
  };
}

/** A remark on a stop that is gone, whoever took it away, needs nobody: it must not keep its operation here for ever. */
export async function letRemarksRest(enrolment: string): Promise<void> {
  const remarked = (await heldBy(enrolment)).filter(
    (held) => held.state === 'sent' && held.kind.startsWith('stop') && needsOfficer(held),
  );
  if (remarked.length === 0) return;
  const there = new Set((await readRecords(enrolment)).stops.map(({ stop }) => stop.stop_id));
  const gone = remarked.filter((held) => !there.has(held.record_id));
  if (gone.length > 0) await markSeen(enrolment, gone, { problem: null });
}
