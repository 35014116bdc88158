/** A pretend server with a ledger, and a line to it that can be told what to do to the next requests. */
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

export interface Ask {
  path: string;
  token: string | null;
  packed: boolean;
  body: any;
}

/** The text of a body, packed or plain as its headers say. */
const textOf = (body: unknown, packed: boolean): string =>
  packed ? gunzipSync(body as ArrayBuffer).toString() : String(body);

type Fault = (ask: Ask, answer: () => Response) => Response | Promise<Response>;

export const problem = (status: number, code: string, more: object = {}): Response =>
  Response.json(
    { type: 'about:blank', title: code, status, detail: `A sentence about ${code}.`, code, ...more },
    { status },
  );

export class PretendServer {
  epoch = 'epoch-1';
  rev = 0;
  durable = 0;
  /** The phone was signed off at the desk: what it sends is kept out. */
  signedOff = false;
  time = Date.parse('2026-11-23T10:00:00Z');
  ledger = new Map<string, { text: string; rev: number; token: string | null }>();
  /** What was erased: its id is known, its content is not. */
  erased = new Set<string>();
  /** An older server knows no reconcile. */
  reconciles = true;
  /** What phones seal a rescue file to; an older server gives none. */
  rescueKey: unknown = undefined;
  changes: object[] = [];
  asked: Ask[] = [];
  enrolled: any = null;
  private enrolments = new Map<string, object>();
  /** What happens to the coming pushes, one each; then the line is good again. */
  private faults: Fault[] = [];
  /** What happens to every push for which it gives an answer. */
  always: (ask: Ask) => Response | null = () => null;

  /** Takes the place of the network. */
  connect(): this {
    globalThis.fetch = (async (url: string, options: RequestInit = {}) =>
      this.answer(String(url), options)) as typeof fetch;
    return this;
  }

  next(...faults: Fault[]): void {
    this.faults.push(...faults);
  }

  get pushes(): Ask[] {
    return this.asked.filter((ask) => ask.path === '/sync/push');
  }

  private async answer(url: string, options: RequestInit): Promise<Response> {
    const address = new URL(url, 'http://phone');
    const headers = options.headers as Record<string, string>;
    const packed = headers['Content-Encoding'] === 'gzip';
    const ask: Ask = {
      path: address.pathname.replace('/api/v1', ''),
      token: headers['Authorization']?.replace('Bearer ', '') ?? null,
      packed,
      body: options.body ? JSON.parse(textOf(options.body, packed)) : Object.fromEntries(address.searchParams),
    };
    this.asked.push(ask);
    if (ask.path === '/hello') return this.hello(ask);
    if (ask.path === '/enrol') return this.enrol(ask);
    if (ask.path === '/sync/pull') return this.pull(ask);
    const answer = (): Response => (ask.path === '/sync/reconcile' ? this.reconcile(ask) : this.push(ask));
    const fault = this.faults.shift();
    return fault ? fault(ask, answer) : (this.always(ask) ?? answer());
  }

  /** A backup is put back: what came after `rev` is gone. With a new epoch, as the restore command does it. */
  restore(rev: number, epoch = `epoch-${Math.random()}`): void {
    for (const [id, entry] of this.ledger) if (entry.rev > rev) this.ledger.delete(id);
    this.rev = rev;
    this.epoch = epoch;
  }

  private reconcile(ask: Ask): Response {
    if (!this.reconciles) return problem(404, 'not_found');
    const results = ask.body.ops.map(({ op_id, sha256: hash }: { op_id: string; sha256: string }) => {
      const known = this.ledger.get(op_id);
      if (this.erased.has(op_id)) return { op_id, state: 'erased', rev: null };
      if (!known) return { op_id, state: 'missing', rev: null };
      return { op_id, state: sha256(known.text) === hash ? 'have' : 'differs', rev: known.rev };
    });
    return this.found(results);
  }

  found(results: object[], more: object = {}): Response {
    const server_time = new Date(this.time).toISOString();
    const how = { epoch: this.epoch, server_time, rev: this.rev, durable_rev: this.durable };
    return Response.json({ ...how, results, ...more });
  }

  get questions(): Ask[] {
    return this.asked.filter((ask) => ask.path === '/sync/reconcile');
  }

  private hello(ask: Ask): Response {
    return Response.json({
      service: 'sweep',
      nonce: ask.body.nonce,
      epoch: this.epoch,
      server_time: new Date(this.time).toISOString(),
      protocol: { min: 1, max: 1 },
      schema: { min: 1, max: 1 },
      limits: { ops: 200, bytes: 1_048_576, op_bytes: 32_768 },
    });
  }

  private push(ask: Ask): Response {
    const results = ask.body.ops.map((text: string) => this.take(text, ask.token));
    return this.pushed(ask, results);
  }

  pushed(ask: Ask, results: object[], more: object = {}): Response {
    return Response.json({
      protocol: 1,
      batch_id: ask.body.batch_id,
      epoch: this.epoch,
      server_time: new Date(this.time).toISOString(),
      rev: this.rev,
      durable_rev: this.durable,
      results,
      device_left: this.signedOff,
      ...more,
    });
  }

  private take(text: string, token: string | null): object {
    const { op_id } = JSON.parse(text);
    const known = this.ledger.get(op_id);
    if (known)
      return { op_id, status: known.text === text ? 'duplicate' : 'quarantined', rev: known.rev, problem: null };
    this.rev += 1;
    this.ledger.set(op_id, { text, rev: this.rev, token });
    return { op_id, status: this.signedOff ? 'quarantined' : 'accepted', rev: this.rev, problem: null };
  }

  private pull(ask: Ask): Response {
    const from = Number(ask.body.cursor ?? 0);
    const changes = this.changes.slice(from, from + 2);
    return Response.json({
      epoch: this.epoch,
      cursor: String(from + changes.length),
      more: from + 2 < this.changes.length,
      changes,
      rescue_key: this.rescueKey,
    });
  }

  private enrol(ask: Ask): Response {
    const again = this.enrolments.get(ask.body.enrol_id);
    if (!again && this.enrolments.size > 0 && ask.body.code === 'USEDCODE00') return problem(400, 'code_not_valid');
    const granted = again ?? { ...granting(ask.body.code), epoch: this.epoch, rescue_key: this.rescueKey };
    this.enrolments.set(ask.body.enrol_id, granted);
    const lost = this.faults.shift();
    return lost
      ? (lost(ask, () => Response.json(granted, { status: 201 })) as Response)
      : Response.json(granted, { status: 201 });
  }
}

/** What enrolling gives an officer of this name. */
export const granting = (name: string) => ({
  token: `token of ${name}`,
  device_id: `device of ${name}`,
  epoch: 'epoch-1',
  officer: { id: `officer-${name}`, name, role: 'constable' as const },
  authority: { new_la_code: 'E08000029', la_name: 'Solihull' },
});

export const noAnswer: Fault = () => Promise.reject(new TypeError('no network'));
/** The server took it, but nobody hears. */
export const answerLost: Fault = (_ask, answer) => {
  answer();
  return Promise.reject(new TypeError('connection lost'));
};
export const portal: Fault = () =>
  new Response('<html>Welcome to the café</html>', { status: 200, headers: { 'Content-Type': 'text/html' } });
export const status =
  (code: number): Fault =>
  () =>
    problem(code, 'some_code');

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
