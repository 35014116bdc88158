/** The shape of the server's answers. What doesn't fit isn't our answer, whatever its status says. */
import * as v from 'valibot';

const problem = v.nullable(v.object({ code: v.string(), title: v.string(), detail: v.string() }));
const time = v.pipe(v.string(), v.transform(Date.parse), v.number());

export const hello = v.object({
  service: v.literal('sweep'),
  nonce: v.string(),
  epoch: v.string(),
  server_time: time,
  protocol: v.object({ min: v.number(), max: v.number() }),
  limits: v.object({ ops: v.number(), bytes: v.number(), op_bytes: v.number() }),
});

export const pushed = v.object({
  protocol: v.literal(1),
  batch_id: v.string(),
  epoch: v.string(),
  server_time: time,
  rev: v.number(),
  durable_rev: v.number(),
  results: v.array(
    v.object({
      op_id: v.string(),
      status: v.picklist(['accepted', 'duplicate', 'quarantined', 'retry', 'refused']),
      rev: v.nullable(v.number()),
      problem,
    }),
  ),
});

export const pulledPage = v.object({
  epoch: v.string(),
  cursor: v.string(),
  more: v.boolean(),
  changes: v.array(v.looseObject({ type: v.string(), id: v.string(), rev: v.number(), deleted: v.boolean() })),
});

export const enrolled = v.object({
  token: v.string(),
  device_id: v.string(),
  epoch: v.string(),
  officer: v.object({
    id: v.string(),
    name: v.string(),
    role: v.picklist(['constable', 'special', 'pcso_designated', 'pcso', 'ewo', 'partner']),
  }),
  authority: v.object({ new_la_code: v.string(), la_name: v.string() }),
});

const refusal = v.object({
  code: v.string(),
  detail: v.optional(v.string(), ''),
  nonce: v.optional(v.string()),
  batch_id: v.optional(v.string()),
});
export type Refusal = v.InferOutput<typeof refusal>;

export type Hello = v.InferOutput<typeof hello>;
export type Pushed = v.InferOutput<typeof pushed>;

/** The body in this shape, or null when it isn't. */
export function fit<S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> | null {
  const tried = v.safeParse(schema, body);
  return tried.success ? tried.output : null;
}

/** An RFC 9457 problem with one of our codes, or null: a proxy's or portal's error page is no word of ours. */
export const readRefusal = (body: unknown): Refusal | null => fit(refusal, body);
