import { expect, test } from 'vitest';
import { backOff, halve, howFast, nextBatch, nextPace, USUAL_LIMITS } from '../../src/core/batch';
import { evidence, readClock } from '../../src/core/clock';
import { isWholeCode, plainCode, reference, uuid7 } from '../../src/core/ids';
import { operationText } from '../../src/core/operation';
import type { Held } from '../../src/core/outbox';
import { truantsAnHour } from '../../src/core/tally';
import { londonClock, londonDay, wireTime } from '../../src/core/times';

const held = (bytes: number): Held => ({ bytes }) as Held;

test('an id is a UUIDv7 that begins with its time', () => {
  const id = uuid7(new Uint8Array(16).fill(255), Date.parse('2026-11-23T10:04:05Z'));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-11-23T10:04:05Z'));
});

test('a reference is four letters made of the end of the id', () => {
  expect(reference('0193564e-0000-7000-8000-000000000000')).toBe('SW-0000');
  expect(reference('0193564e-0000-7000-8000-0000000fffff')).toBe('SW-ZZZZ');
});

test('a code is read however it is typed', () => {
  expect(plainCode(' abcde-fghjk')).toBe('ABCDEFGHJK');
  expect(plainCode('O1IL0 o1il0')).toBe('0111001110');
  expect(isWholeCode('abcde fghjk')).toBe(true);
  expect(isWholeCode('ABCDE-FGHJ')).toBe(false);
  expect(isWholeCode('ABCDE-FGHJU')).toBe(false);
});

test('times on the wire are UTC with an offset; days and clocks are London’s', () => {
  const summer = Date.parse('2026-06-30T23:30:00Z');
  expect(wireTime(summer)).toBe('2026-06-30T23:30:00.000+00:00');
  expect(londonDay(summer)).toBe('2026-07-01');
  expect(londonClock(summer)).toBe('00:30');
});

test('the clock’s offset is taken at the middle of the round trip, and its age goes with each operation', () => {
  const reading = readClock(1000, 3000, 12_000);
  expect(reading).toEqual({ offset_ms: 10_000, measured_at: 3000 });
  expect(evidence(reading, 63_000)).toEqual({ offset_ms: 10_000, offset_age_s: 60 });
  expect(evidence(reading, 0).offset_age_s).toBe(0);
});

test('less than a second apart is a network’s noise: a time typed as 10:05 stays 10:05', () => {
  const apart = [-999, -10, 999, -1000, 1000].map((ms) => readClock(1000, 1000, 1000 + ms).offset_ms);
  expect(apart).toEqual([0, 0, 0, -1000, 1000]);
});

test('an operation made before any contact carries no clock', () => {
  const change = { kind: 'stop.void' as const, record_id: 's', sweep_id: null, data: { stop_id: 's' } };
  const text = operationText(change, { op_id: 'o', seq: 3, now: 0, clock: null });
  expect(JSON.parse(text)).toEqual({
    op_id: 'o',
    kind: 'stop.void',
    schema: 1,
    seq: 3,
    at: '1970-01-01T00:00:00.000+00:00',
    data: { stop_id: 's' },
  });
});

test('a batch keeps to its pace and to the limits of the server', () => {
  const many = Array.from({ length: 50 }, () => held(400));
  expect(nextBatch(many, USUAL_LIMITS, 20)).toHaveLength(20);
  expect(nextBatch(many, { ...USUAL_LIMITS, ops: 5 }, 20)).toHaveLength(5);
  expect(nextBatch(many, { ...USUAL_LIMITS, bytes: 10_000 }, 20)).toHaveLength(7);
  expect(nextBatch([held(9e6), held(1)], USUAL_LIMITS, 20)).toHaveLength(1);
});

test('halves make the whole', () => {
  expect(halve([1, 2, 3])).toEqual([[1, 2], [3]]);
});

test('a batch that needed most of its minute is not doubled', () => {
  expect(nextPace(8, USUAL_LIMITS, howFast(19_000))).toBe(16);
  expect(nextPace(8, USUAL_LIMITS, howFast(45_000))).toBe(8);
});

test('the pace doubles when it went well and halves when it took too long', () => {
  expect(nextPace(20, USUAL_LIMITS, 'through')).toBe(40);
  expect(nextPace(160, USUAL_LIMITS, 'through')).toBe(200);
  expect(nextPace(160, USUAL_LIMITS, 'wrong')).toBe(20);
  expect(nextPace(1, USUAL_LIMITS, 'too slowly')).toBe(1);
});

test('back-off doubles from a second to two minutes, with full jitter, for ever', () => {
  expect([0, 1, 2, 6, 7, 500].map((attempt) => backOff(attempt, 1))).toEqual([
    1000, 2000, 4000, 64_000, 120_000, 120_000,
  ]);
  expect(backOff(3, 0)).toBe(0);
  expect(backOff(3, 0.5)).toBe(4000);
});

test('no rate is shown before half an officer-hour, for it would say nothing', () => {
  const three = { truanting: 3, phi: 1 };
  expect(truantsAnHour(three, 2)).toBeNull();
  expect(truantsAnHour(three, 29)).toBeNull();
  expect(truantsAnHour(three, 30)!.anHour).toBe('6.0');
});
