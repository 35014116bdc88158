/** One operation on the phone, and what a server may say of it. */
import type { Answer, Held, Result } from '../src/core/outbox';

export const held: Held = {
  op_id: 'op',
  enrolment: 'e',
  seq: 1,
  kind: 'stop.create',
  record_id: 'stop',
  sweep_id: 'sweep-1',
  bytes: 400,
  sha256: '',
  state: 'unsent',
  status: null,
  rev: null,
  problem: null,
  seen: false,
  epoch: null,
  settled_at: null,
};
export const answer: Answer = { epoch: 'one', server_time: 1000, rev: 9, durable_rev: 0 };
export const flag = { code: 'outside_area', title: 'Outside the area', detail: 'The stop was outside the area.' };
export const result = (change: Partial<Result>): Result => ({
  op_id: 'op',
  status: 'accepted',
  rev: 9,
  problem: null,
  ...change,
});
