"""What an officer might have answered about a child, drawn in plausible shares. Nothing here was measured.

The shares lean on the published figures of the 2002–07 sweeps: rather more than a third truanting, rather more than
a third with a parent, and many with a reason that schools accept.
"""

from collections.abc import Mapping
from random import Random

from sweep.core.codes import S16_OUTCOMES, S16_ROLES

Shares = Mapping[str, int]
Answers = dict[str, str | None]

COMPANY: Shares = {"alone": 55, "parent": 36, "other_adult": 7, "not_recorded": 2}
_FINDINGS: Mapping[str, Shares] = {
    "parent": {
        "truanting": 37,
        "legitimately_absent": 38,
        "late": 4,
        "excluded": 3,
        "not_absent": 14,
        "not_established": 4,
    },
    "other_adult": {
        "truanting": 34,
        "legitimately_absent": 28,
        "late": 6,
        "excluded": 5,
        "not_absent": 20,
        "not_established": 7,
    },
    "alone": {
        "truanting": 38,
        "legitimately_absent": 20,
        "late": 12,
        "excluded": 8,
        "not_absent": 15,
        "not_established": 7,
    },
    "not_recorded": {
        "truanting": 30,
        "legitimately_absent": 20,
        "late": 10,
        "excluded": 5,
        "not_absent": 15,
        "not_established": 20,
    },
}
_REASONS: Mapping[str, Shares] = {
    "truanting": {
        "": 18,
        "no_reason_given": 40,
        "reason_not_accepted": 24,
        "holiday_without_leave": 6,
        "left_site_after_registering": 12,
    },
    "legitimately_absent": {
        "": 8,
        "illness": 36,
        "medical_appointment": 32,
        "leave_granted": 9,
        "religious_observance": 3,
        "study_leave": 4,
        "part_time_timetable": 6,
        "unavoidable": 2,
    },
    "excluded": {"": 5, "first_five_days": 60, "day_six_on": 25, "no_place_yet": 10},
    "late": {"": 10, "on_the_way": 90},
    "not_absent": {
        "": 8,
        "break_off_site": 30,
        "school_closed": 10,
        "off_site_education": 14,
        "finished_for_the_day": 8,
        "home_educated": 12,
        "no_school_place": 6,
        "not_of_school_age": 8,
        "lives_elsewhere": 4,
    },
    "not_established": {"": 6, "ran_off": 30, "refused": 26, "could_not_check": 38},
}
_PHASES: Shares = {"secondary": 78, "primary": 13, "special_or_ap": 4, "post16": 1, "unknown": 4}
_TOO_OLD_OR_YOUNG: Shares = {"post16": 70, "early_years": 30}
_OUTCOMES: Mapping[str, Shares] = {
    "truanting": {
        "returned_to_school_s16": 38,
        "designated_premises_s16": 5,
        "returned_voluntarily": 30,
        "taken_home": 10,
        "handed_to_social_care": 1,
        "other": 4,
        "no_action": 5,
        "": 7,
    },
    "late": {"returned_voluntarily": 85, "": 15},
    "excluded": {"taken_home": 55, "no_action": 30, "": 15},
    "legitimately_absent": {"no_action": 75, "returned_voluntarily": 10, "": 15},
    "not_absent": {"no_action": 80, "": 20},
    "not_established": {"no_action": 60, "other": 10, "": 30},
}
_WITH_PARENT: Shares = {"left_with_parent": 86, "returned_voluntarily": 6, "no_action": 3, "": 5}

# Whoever was met together mostly had the same story.
_SAME_STORY = 0.75


def draw(rng: Random, shares: Shares) -> str:
    """One of the keys, each as often as its share says."""
    return rng.choices(list(shares), list(shares.values()))[0]


def draw_finding(rng: Random, accompanied_by: str, companion: str | None = None) -> str:
    """A finding; mostly that of `companion`, the finding of a child met together with this one."""
    if companion is not None and rng.random() < _SAME_STORY:
        return companion
    return draw(rng, _FINDINGS[accompanied_by])


def draw_answers(rng: Random, finding: str, accompanied_by: str, role: str) -> Answers:
    """The rest of what an officer of this role recorded. A home-educated child's record ends with the reason."""
    reason = draw(rng, _REASONS[finding]) or None
    answers: Answers = {"finding": finding, "reason": reason, "accompanied_by": accompanied_by}
    if reason == "home_educated":
        return answers
    phases = _TOO_OLD_OR_YOUNG if reason == "not_of_school_age" else _PHASES
    outcome = _draw_outcome(rng, finding, accompanied_by, role)
    return {**answers, "phase": draw(rng, phases), "outcome": outcome or None}


def _draw_outcome(rng: Random, finding: str, accompanied_by: str, role: str) -> str:
    if accompanied_by == "parent":
        return draw(rng, _WITH_PARENT)
    outcome = draw(rng, _OUTCOMES[finding])
    if outcome in S16_OUTCOMES and role not in S16_ROLES:
        return "returned_voluntarily"
    return outcome
