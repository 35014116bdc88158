/**
 * The code lists as they stand on the wire. Meanings and sources: `sweep/core/codes.py`.
 * Words for the screen: `words.ts`. May import nothing.
 */
export const REASONS = {
  truanting: ['no_reason_given', 'reason_not_accepted', 'holiday_without_leave', 'left_site_after_registering'],
  legitimately_absent: [
    'illness',
    'medical_appointment',
    'leave_granted',
    'religious_observance',
    'study_leave',
    'part_time_timetable',
    'mobile_family',
    'unavoidable',
  ],
  late: ['on_the_way'],
  excluded: ['first_five_days', 'day_six_on', 'no_place_yet'],
  not_absent: [
    'break_off_site',
    'school_closed',
    'off_site_education',
    'finished_for_the_day',
    'home_educated',
    'no_school_place',
    'not_of_school_age',
    'lives_elsewhere',
  ],
  not_established: ['ran_off', 'refused', 'could_not_check'],
} as const;

export type Finding = keyof typeof REASONS;
export type Reason = (typeof REASONS)[Finding][number];

/** In the order of the buttons. */
export const FINDINGS = Object.keys(REASONS) as Finding[];

export const ACCOMPANIED = ['alone', 'parent', 'other_adult', 'not_recorded'] as const;
export type Accompanied = (typeof ACCOMPANIED)[number];

export const OUTCOMES = [
  'returned_to_school_s16',
  'designated_premises_s16',
  'returned_voluntarily',
  'left_with_parent',
  'taken_home',
  'handed_to_social_care',
  'other',
  'no_action',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const PHASES = ['primary', 'secondary', 'special_or_ap', 'post16', 'early_years', 'unknown'] as const;
export type Phase = (typeof PHASES)[number];

export const AGE_BANDS = ['under_5', '5_10', '11_15', '16_plus', 'unknown'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

export const SEXES = ['F', 'M', 'not_stated'] as const;
export type Sex = (typeof SEXES)[number];

/** Self-defined ethnicity, 18+1 categories: said by the child or the parent, never guessed. */
export type Ethnicity =
  `W${1 | 2 | 3 | 9}` | `M${1 | 2 | 3 | 9}` | `A${1 | 2 | 3 | 4 | 9}` | `B${1 | 2 | 9}` | `O${2 | 9}` | 'NS';

export const URGENT = ['safeguarding', 'missing_child'] as const;
export type Urgent = (typeof URGENT)[number];

export const ROLES = ['constable', 'special', 'pcso_designated', 'pcso', 'ewo', 'partner'] as const;
export type Role = (typeof ROLES)[number];

export type LocationSource = 'gps' | 'pin' | 'site' | 'none';
export type WhyNone = 'denied' | 'unavailable' | 'timeout';

/** Removal under s.16 Crime and Disorder Act 1998 belongs to these roles (s.16(3), and designation under PRA 2002). */
export function mayRemove(role: Role): boolean {
  return role === 'constable' || role === 'special' || role === 'pcso_designated';
}

/** True for an outcome that used the power of removal. */
export function usesPower(outcome: Outcome): boolean {
  return outcome.endsWith('_s16');
}

/** Does this street finding count as truanting? Null: not known until a school says so. */
export function truanting(finding: Finding): boolean | null {
  return finding === 'not_established' ? null : finding === 'truanting';
}
