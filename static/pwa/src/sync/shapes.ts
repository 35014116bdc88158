/** The shape of the server's answers. What doesn't fit isn't our answer, whatever its status says. */
import { ROLES } from '../core/codes';
import type { PublicKey } from '../store/jwe';
import type { FoundState } from '../core/doubt';
import type { Problem, ResultStatus } from '../core/outbox';

/** Reads one value, or throws when it doesn't fit. */
type Reader<T> = (value: unknown) => T;
type Shape = Reader<unknown> | [Shape] | { [field: string]: Shape };
type Read<S> = S extends Reader<infer T> ? T : S extends [infer Each] ? Read<Each>[] : { [F in keyof S]: Read<S[F]> };

/** Thrown and caught in here alone. */
class Unfit extends Error {}

function where<T>(holds: (value: T) => boolean): Reader<T> {
  return (value) => {
    if (!holds(value as T)) throw new Unfit();
    return value as T;
  };
}

const text = where<string>((value) => typeof value === 'string');
const number = where<number>(Number.isFinite);
const truth = where<boolean>((value) => typeof value === 'boolean');
const time: Reader<number> = (value) => number(Date.parse(text(value)));
const only = <const T>(...values: T[]): Reader<T> => where<T>((value) => values.includes(value));
const object = where<Record<string, unknown>>((value) => typeof value === 'object' && value !== null);
const problem: Reader<Problem | null> = (value) =>
  value ? read({ code: text, title: text, detail: text }, value) : null;

function read<S extends Shape>(shape: S, value: unknown): Read<S> {
  if (typeof shape === 'function') return shape(value) as Read<S>;
  if (Array.isArray(shape))
    return where<unknown[]>(Array.isArray)(value).map((item) => read(shape[0], item)) as Read<S>;
  const fields = object(value);
  return Object.fromEntries(Object.entries(shape).map(([name, inner]) => [name, read(inner, fields[name])])) as Read<S>;
}

/** The body in this shape, or null. */
export function fit<S extends Shape>(shape: S, body: unknown): Read<S> | null {
  try {
    return read(shape, body);
  } catch (error) {
    if (error instanceof Unfit) return null;
    throw error;
  }
}

export const hello = {
  service: only('sweep'),
  nonce: text,
  epoch: text,
  server_time: time,
  limits: { ops: number, bytes: number, op_bytes: number },
};

const status = only<ResultStatus>('accepted', 'duplicate', 'quarantined', 'retry', 'refused');
const rev: Reader<number | null> = (value) => (value == null ? null : number(value));
// An operation that the server could not open may have no id there; that must not spoil the others' results.
const result = { op_id: (id: unknown) => text(id ?? ''), status, rev, problem };

/** An older server doesn't say it. */
const device_left: Reader<boolean> = (value) => value === true;

export const pushed = {
  protocol: only(1),
  batch_id: text,
  epoch: text,
  server_time: time,
  rev: number,
  durable_rev: number,
  results: [result] as [typeof result],
  device_left,
};

export type Pushed = Read<typeof pushed>;

const state = only<FoundState>('have', 'quarantined', 'erased', 'missing', 'differs');
const found = { op_id: text, state, rev };

export const reconciled = {
  epoch: text,
  server_time: time,
  rev: number,
  durable_rev: number,
  results: [found] as [typeof found],
};

/** A change has more fields, by its type; they are kept as they come. */
const change: Reader<{ type: string; id: string; rev: number; deleted: boolean }> = (value) => ({
  ...object(value),
  ...read({ type: text, id: text, rev: number, deleted: truth }, value),
});

/** Null where there is none that we can use: an older server gives none, and that spoils nothing else. */
const rescue_key: Reader<PublicKey | null> = (value) =>
  fit({ kty: only('EC'), crv: only('P-256'), x: text, y: text }, value);

export const pulledPage = {
  epoch: text,
  cursor: text,
  more: truth,
  changes: [change] as [typeof change],
  rescue_key,
};

export const enrolled = {
  token: text,
  device_id: text,
  epoch: text,
  officer: { id: text, name: text, role: only(...ROLES) },
  authority: { new_la_code: text, la_name: text },
  rescue_key,
};

const echo = (value: unknown): unknown => value;

/** An RFC 9457 problem with one of our codes, or null: a proxy's or portal's error page is no word of ours. */
export const readRefusal = (
  body: unknown,
): { code: string; detail: string; nonce: unknown; batch_id: unknown } | null =>
  fit({ code: text, detail: text, nonce: echo, batch_id: echo }, body);
