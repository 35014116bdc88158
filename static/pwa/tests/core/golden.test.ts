/** The app of today writes schema 1 as it was released, to the byte: `tests/cases/schema_1.json`. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { operationText, type Change, type OperationKind } from '../../src/core/operation';

interface Golden {
  from: 'phone' | 'desk';
  text: string;
}

const file = new URL('../../../../tests/cases/schema_1.json', import.meta.url);
const golden = (JSON.parse(readFileSync(file, 'utf8')) as { operations: Golden[] }).operations;
const fromPhones = golden.filter(({ from }) => from === 'phone').map(({ text }) => text);

test.each(fromPhones)('%s', (text) => {
  const said = JSON.parse(text);
  const change: Change = { kind: said.kind as OperationKind, record_id: '', sweep_id: null, data: said.data };
  const stamp = { op_id: said.op_id, seq: said.seq, now: Date.parse(said.at), clock: said.clock ?? null };
  expect(operationText(change, stamp)).toBe(text);
});
