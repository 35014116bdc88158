import { expect, test } from 'vitest';
import {
  amendStop,
  changedChoices,
  createStop,
  isComplete,
  NO_CHOICES,
  phaseWith,
  recorded,
  sameGroup,
  endsRecord,
  stopFrom,
  voidStop,
  withFinding,
  type Complete,
  withoutLeftOut,
} from '../../src/core/stop';

const chosen: Complete = { ...NO_CHOICES, finding: 'truanting', accompanied_by: 'parent', reason: 'no_reason_given' };
const draft = {
  stop_id: 'stop-1',
  encounter_id: 'met-1',
  sweep_id: 'sweep-1',
  shift_id: 'shift-1',
  stopped_at: Date.parse('2026-11-23T10:04:05Z'),
  location: null,
  choices: NO_CHOICES,
};
const stop = stopFrom(draft, chosen, { lat: 52.4, lon: -1.7, accuracy_m: 12, source: 'gps', fix_age_s: 3 });

test('a new stop has no finding and no company until somebody says so', () => {
  expect(isComplete(NO_CHOICES)).toBe(false);
  expect(isComplete({ ...NO_CHOICES, finding: 'late' })).toBe(false);
  expect(isComplete({ ...NO_CHOICES, finding: 'late', accompanied_by: 'alone' })).toBe(true);
});

test('what is sent has the protocol’s fields and no others', () => {
  expect(createStop(stop).data).toEqual({
    stop_id: 'stop-1',
    encounter_id: 'met-1',
    sweep_id: 'sweep-1',
    shift_id: 'shift-1',
    stopped_at: '2026-11-23T10:04:05.000+00:00',
    location: { lat: 52.4, lon: -1.7, accuracy_m: 12, source: 'gps', fix_age_s: 3 },
    finding: 'truanting',
    accompanied_by: 'parent',
    reason: 'no_reason_given',
    phase: null,
    age_band: null,
    sex: null,
    ethnicity: null,
    school_urn: null,
    outcome: null,
    acted_by: null,
    urgent: null,
    note: '',
  });
});

test('the next of the same group shares place, time, company and encounter, and asks for the finding', () => {
  const next = sameGroup(stop, 'stop-2');
  expect(next).toMatchObject({
    stop_id: 'stop-2',
    encounter_id: 'met-1',
    stopped_at: stop.stopped_at,
    location: stop.location,
  });
  expect(next.choices).toEqual({ ...NO_CHOICES, accompanied_by: 'parent' });
});

test('another finding drops the reason that belonged to the first', () => {
  expect(withFinding(chosen, 'late').reason).toBeNull();
  expect(withFinding(chosen, 'truanting')).toBe(chosen);
});

test('an amend carries only what changed, and what it builds on', () => {
  const changes = changedChoices(stop, { ...chosen, accompanied_by: 'alone' });
  expect(changes).toEqual({ accompanied_by: 'alone' });
  expect(amendStop({ ...stop, head: 'op-1' }, changes, 'Learned more').data).toEqual({
    stop_id: 'stop-1',
    base_op: 'op-1',
    changes: { accompanied_by: 'alone' },
    why: 'Learned more',
  });
});

test('undo is a void', () => {
  expect(voidStop({ ...stop, head: 'op-2' }, 'undo')).toMatchObject({
    kind: 'stop.void',
    data: { stop_id: 'stop-1', base_op: 'op-2', why: 'undo' },
  });
});

test('a new stop carries how long the form took, and nothing else does', () => {
  const form = { ms: 8200, taps: 4 };
  expect(createStop(stop, form).data['form']).toEqual(form);
  expect(createStop(stop).data).not.toHaveProperty('form');
  expect(amendStop(stop, {}, 'Learned more').data).not.toHaveProperty('form');
});

const beyond: Complete = {
  ...chosen,
  finding: 'not_absent',
  reason: 'home_educated',
  school_urn: '104116',
  ethnicity: 'W1',
  note: 'by the shop',
  outcome: 'taken_home',
  urgent: 'missing_child',
};
const short = { finding: 'not_absent', accompanied_by: 'parent', reason: 'home_educated', urgent: 'missing_child' };

test('a school that is chosen tells its phase, and the next one tells its own', () => {
  expect(phaseWith(null, 'secondary')).toBe('secondary');
  expect(phaseWith('secondary', 'primary', 'secondary')).toBe('primary');
  expect(phaseWith('secondary', undefined, 'secondary')).toBe('secondary');
});

test('what the officer answered otherwise stays, and a school of no known phase tells nothing', () => {
  expect(phaseWith('special_or_ap', 'secondary')).toBe('special_or_ap');
  expect(phaseWith('post16', 'primary', 'secondary')).toBe('post16');
  expect(phaseWith(null, 'unknown')).toBeNull();
  expect(phaseWith('primary', 'unknown', 'primary')).toBe('primary');
});

test('home educated ends the record: what was answered beyond it is not recorded, but an alarm is', () => {
  expect(endsRecord(beyond)).toBe(true);
  expect(recorded(beyond)).toEqual({ ...NO_CHOICES, ...short });
  expect(stopFrom(draft, beyond, stop.location)).toMatchObject({ ...NO_CHOICES, ...short });
});

test('a record changed to home educated loses what went beyond it', () => {
  expect(changedChoices({ ...stop, ...beyond, reason: 'school_closed' }, beyond)).toEqual({
    reason: 'home_educated',
    school_urn: null,
    ethnicity: null,
    note: '',
    outcome: null,
  });
});

test('nor does its history tell what had been answered', () => {
  const was = { note: 'by the shop', sex: 'girl', finding: 'late' };
  const log = [{ at: 1, why: 'Learned more', was, is: { note: '', sex: null, finding: 'not_absent' } }];
  const trimmed = [{ at: 1, why: 'Learned more', was: { finding: 'late' }, is: { finding: 'not_absent' } }];
  expect(withoutLeftOut({ ...stop, ...recorded(beyond), log }).log).toEqual(trimmed);
  expect(withoutLeftOut({ ...stop, ...beyond, reason: 'school_closed', log }).log).toEqual(log);
});

test('with any other reason all answers are recorded', () => {
  const other = { ...beyond, reason: 'school_closed' } as const;
  expect(endsRecord(other)).toBe(false);
  expect(recorded(other)).toEqual(other);
});

test('what an older version of the app did not ask is no change', () => {
  const { ethnicity: _ethnicity, school_urn: _urn, ...older } = stop;
  expect(changedChoices(older as typeof stop, chosen)).toEqual({});
});
