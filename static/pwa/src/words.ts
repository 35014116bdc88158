/** Every word the officer reads. Another language is another file of this shape. */
import type { Accompanied, AgeBand, Finding, Outcome, Phase, Reason, Role, Sex, Urgent } from './core/codes';
import type { RecordState } from './core/outbox';

export const FINDING: Record<Finding, string> = {
  truanting: 'Truanting',
  legitimately_absent: 'Has a reason',
  late: 'Late',
  excluded: 'Excluded',
  not_absent: 'Not absent',
  not_established: 'Can’t tell',
};

export const FINDING_MEANS: Record<Finding, string> = {
  truanting: 'Should be in school and gave no good reason. With a parent still counts.',
  legitimately_absent: 'Away for a good reason, such as illness: not truanting.',
  late: 'On the way to school: not truanting.',
  excluded: 'The school has excluded this child: not truanting.',
  not_absent: 'At lunch, school closed, home educated: not truanting.',
  not_established: 'Ran off, or could not be checked. The school will say.',
};

export const REASON: Record<Reason, string> = {
  no_reason_given: 'No reason given',
  reason_not_accepted: 'Reason not accepted',
  holiday_without_leave: 'Holiday without leave',
  left_site_after_registering: 'Left after registering',
  illness: 'Ill',
  medical_appointment: 'Medical',
  leave_granted: 'Leave granted',
  religious_observance: 'Religious day',
  study_leave: 'Study leave',
  part_time_timetable: 'Part-time timetable',
  mobile_family: 'Travelling family',
  unavoidable: 'Unavoidable',
  on_the_way: 'On the way',
  first_five_days: 'First five days',
  day_six_on: 'Day six or later',
  no_place_yet: 'No place yet',
  break_off_site: 'Break, allowed out',
  school_closed: 'School closed',
  off_site_education: 'Taught elsewhere',
  finished_for_the_day: 'Finished for the day',
  home_educated: 'Home educated',
  no_school_place: 'No school place',
  not_of_school_age: 'Not school age',
  lives_elsewhere: 'Lives elsewhere',
  ran_off: 'Ran off',
  refused: 'Refused to say',
  could_not_check: 'Could not check',
};

export const WHO: Record<Accompanied, string> = {
  alone: 'Alone',
  parent: 'Parent',
  other_adult: 'Other adult',
  not_recorded: 'Not noted',
};

/** As it stands in a line after the finding: "Truanting · with a parent". */
export const WITH: Record<Accompanied, string> = {
  alone: 'alone',
  parent: 'with a parent',
  other_adult: 'with another adult',
  not_recorded: 'company not noted',
};

export const OUTCOME: Record<Outcome, string> = {
  returned_to_school_s16: 'Taken to school (s.16)',
  designated_premises_s16: 'Taken to a set place (s.16)',
  returned_voluntarily: 'Went back willingly',
  left_with_parent: 'Left with parent',
  taken_home: 'Taken home',
  handed_to_social_care: 'To social care',
  other: 'Other',
  no_action: 'No action',
};

export const PHASE: Record<Phase, string> = {
  primary: 'Primary',
  secondary: 'Secondary',
  special_or_ap: 'Special or AP',
  post16: 'Post-16',
  early_years: 'Early years',
  unknown: 'Not known',
};

export const AGE: Record<AgeBand, string> = {
  under_5: 'Under 5', '5_10': '5 to 10', '11_15': '11 to 15', '16_plus': '16 or over', unknown: 'Not known',
};

export const SEX: Record<Sex, string> = { F: 'Girl', M: 'Boy', not_stated: 'Not stated' };

export const URGENCY: Record<Urgent, string> = { safeguarding: 'Child at risk', missing_child: 'Missing child' };

export const ROLE: Record<Role, string> = {
  constable: 'Constable',
  special: 'Special constable',
  pcso_designated: 'PCSO, designated',
  pcso: 'PCSO',
  ewo: 'Education welfare',
  partner: 'Partner',
};

export const STATE: Record<RecordState, string> = {
  sent: 'Sent',
  waiting: 'Waiting to send',
  with_coordinator: 'With the coordinator',
  needs_you: 'Needs you',
};

/** What a flag of the server means to the officer who recorded it. */
export const FLAG: Record<string, string> = {
  outside_area: 'Outside the area the superintendent authorised',
  outside_period: 'Outside the sweep’s hours',
  role_without_power: 'Section 16 recorded by a role without that power',
  no_authorisation: 'No authorisation on record for this sweep',
  off_roster: 'Not on this sweep’s roster',
  reason_from_another_finding: 'The reason belongs to another finding',
  place_out_of_range: 'The place could not be right and was left out',
  odd_time: 'An unlikely time',
  clock_far_off: 'This phone’s clock is wrong; the time was corrected',
  officer_unknown: 'Names an officer the coordinator does not have',
  conflict: 'Changed in two places; the coordinator will choose',
};

export const WHY_CHANGED = ['Tapped the wrong one', 'Learned more'];
export const WHY_VOIDED = ['Recorded twice', 'Recorded by mistake', 'Only a test'];

/** `2 stops`, `1 stop`. */
export const many = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`;

/** `1 h 12 min`, `12 min`. */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return hours ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

/** The badge: what has not reached the server, in words. */
export function badge(unsent: number, needsYou: number): string {
  const parts = [];
  if (unsent) parts.push(`${unsent} waiting to send`);
  if (needsYou) parts.push(needsYou === 1 ? '1 needs you' : `${needsYou} need you`);
  return parts.join(' · ') || 'All sent';
}
