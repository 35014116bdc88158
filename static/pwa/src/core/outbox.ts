/**
 * The life of an operation on the phone: unsent → sent → gone, or unsent → parked.
 * Knows no storage and no network; times come in as ms.
 */
import type { OperationKind } from './operation';

export type OperationState = 'unsent' | 'sent' | 'parked';
export type ResultStatus = 'accepted' | 'duplicate' | 'quarantined' | 'retry' | 'refused';

export interface Problem {
  code: string;
  title: string;
  detail: string;
}

export interface Result {
  op_id: string;
  status: ResultStatus;
  rev: number | null;
  problem: Problem | null;
}

/** What the phone knows of an operation, without its sealed text. */
export interface Held {
  op_id: string;
  enrolment: string;
  seq: number;
  kind: OperationKind;
  record_id: string;
  sweep_id: string | null;
  bytes: number;
  sha256: string;
  state: OperationState;
  status: ResultStatus | null;
  rev: number | null;
  problem: Problem | null;
  /** The officer has read the problem. */
  seen: boolean;
  epoch: string | null;
  settled_at: number | null;
  /** It had been answered for, by a server that may have forgotten it since: to be asked about before it is sent. */
  doubted?: true | undefined;
}

export interface Answer {
  epoch: string;
  server_time: number;
  rev: number;
  durable_rev: number;
}

/** How long an answered operation is kept when no backup of it is reported. */
const KEEP_MS = 72 * 3600 * 1000;

/** The operation after its result. `retry` moves nothing. */
export function settle<T extends Held>(held: T, result: Result, answer: Answer): T {
  const { status, problem } = result;
  if (status === 'retry') return held;
  if (status === 'refused') return { ...held, state: 'parked', status, problem, seen: false };
  return {
    ...held,
    state: 'sent',
    status,
    problem,
    rev: result.rev,
    epoch: answer.epoch,
    settled_at: answer.server_time,
    doubted: undefined,
  };
}

/** May it leave the phone? Only from this epoch's server, and backed up there or three days old by its clock. */
export function mayGo(held: Held, answer: Answer): boolean {
  if (held.state !== 'sent' || held.epoch !== answer.epoch) return false;
  if (held.problem && !held.seen && needsOfficer(held)) return false;
  // A quarantined one stays in sight a while: there is no applied record to pull instead of it. And a remark that was
  // read is remembered a while, so that a change to its record does not bring it back.
  const stays = held.status === 'quarantined' || held.seen;
  const durable = !stays && held.rev !== null && answer.durable_rev >= held.rev;
  return durable || answer.server_time - (held.settled_at ?? Infinity) >= KEEP_MS;
}

/** As if it had never been sent. */
export function unsettle<T extends Held>(held: T): T {
  const none = { status: null, rev: null, problem: null, epoch: null, settled_at: null, doubted: undefined };
  return { ...held, state: 'unsent', ...none };
}

/** A lone operation no server would take: set aside, visible, never dropped. */
export function park<T extends Held>(held: T, problem: Problem): T {
  return { ...held, state: 'parked', problem, seen: false };
}

/** Problems that put themselves right, or that only a coordinator can act on. */
const NOT_THE_OFFICERS = new Set(['waiting', 'erased']);

/** The server has erased what this was about. */
export const isErased = (result: Result): boolean => result.problem?.code === 'erased';

/** Do both carry the same remark on the same record, as its making and a change to it may? One of them has a remark. */
export const isSameRemark = (one: Held, other: Held): boolean =>
  one.record_id === other.record_id && one.problem?.code === other.problem?.code;

/** Read where the officer has read the same remark before. */
export const withRead = <T extends Held>(held: T, all: Held[]): T =>
  all.some((known) => known.seen && isSameRemark(known, held)) ? { ...held, seen: true } : held;

/** Is there something here the officer should read? */
export function needsOfficer(held: Held): boolean {
  if (held.state === 'parked') return true;
  const flagged = held.state === 'sent' && held.status !== 'quarantined' && held.problem !== null;
  return flagged && !held.seen && !NOT_THE_OFFICERS.has(held.problem!.code);
}

/** Of these, what the officer should read: each remark once, as on its first operation; what was not taken, always. */
export const toRead = (operations: Held[]): Held[] =>
  operations
    .filter(needsOfficer)
    .filter((held, i, all) => held.state === 'parked' || all.findIndex((one) => isSameRemark(one, held)) === i);

/** Cases for the officer. What was only remarked on a stop that is gone needs nobody; what was parked always does. */
export function needing(operations: Held[], isThere: (stopId: string) => boolean): Held[] {
  return toRead(operations).filter(
    (held) => held.state === 'parked' || !held.kind.startsWith('stop') || isThere(held.record_id),
  );
}

/** `to_read`: the server has it and remarks on it. `needs_you`: the server does not have it. */
export type RecordState = 'sent' | 'waiting' | 'with_coordinator' | 'to_read' | 'needs_you';

/** One record's state from all the operations held on it; the most pressing wins. */
export function recordState(operations: Held[]): RecordState {
  if (operations.some((held) => held.state === 'parked')) return 'needs_you';
  if (operations.some(needsOfficer)) return 'to_read';
  if (operations.some((held) => held.state === 'unsent')) return 'waiting';
  if (operations.some((held) => held.status === 'quarantined')) return 'with_coordinator';
  return 'sent';
}

export interface Counts {
  unsent: number;
  parked: number;
  needsYou: number;
  bySweep: Record<string, number>;
}

/** What the badge shows and the server is told. `bySweep` counts all that no server has, parked too. */
export function countHeld(operations: Held[]): Counts {
  const counts: Counts = { unsent: 0, parked: 0, needsYou: 0, bySweep: {} };
  for (const held of operations) {
    if (held.state === 'unsent') counts.unsent += 1;
    if (held.state === 'parked') counts.parked += 1;
    if (needsOfficer(held)) counts.needsYou += 1;
    if (held.state !== 'sent' && held.sweep_id)
      counts.bySweep[held.sweep_id] = (counts.bySweep[held.sweep_id] ?? 0) + 1;
  }
  return counts;
}
