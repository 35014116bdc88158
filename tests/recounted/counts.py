"""Name of a figure → the children it counts, as the layout of the return defines it, in SQL's words."""

_SHOWN = {
    "legitimately_absent": "{} = 'legitimately_absent'",
    "excluded_first_five_days": "{} = 'excluded' and reason = 'first_five_days'",
    "excluded_other": "{} = 'excluded' and reason is distinct from 'first_five_days'",
    "late": "{} = 'late'",
    "not_absent": "{} = 'not_absent'",
    "home_educated": "{} = 'not_absent' and reason = 'home_educated'",
    "no_school_place": "{} = 'not_absent' and reason = 'no_school_place'",
    "not_established": "{} = 'not_established'",
}
_COMPANY = {
    "with_parent": "company = 'parent'",
    "with_other_adult": "company = 'other_adult'",
    "alone": "company = 'alone'",
    "accompaniment_not_recorded": "company = 'not_recorded'",
}
COUNTS = {
    "children_stopped": "true",
    **{f"stopped_{name}": rule for name, rule in _COMPANY.items()},
    "truanting_provisional": "finding = 'truanting'",
    "truanting_verified": "shown = 'truanting'",
    "truanting_confirmed": "shown = 'truanting' and verified is not null",
    **{f"truanting_{name}": f"shown = 'truanting' and {rule}" for name, rule in _COMPANY.items()},
    **{name: rule.format("shown") for name, rule in _SHOWN.items()},
    "returned_to_school_s16": "outcome = 'returned_to_school_s16'",
    "designated_premises_s16": "outcome = 'designated_premises_s16'",
    "returned_voluntarily": "outcome = 'returned_voluntarily'",
    "left_with_parent": "outcome = 'left_with_parent'",
    "taken_home": "outcome = 'taken_home'",
    "other_outcome": "outcome in ('other', 'handed_to_social_care')",
    "no_action": "outcome = 'no_action'",
    "outcome_not_recorded": "outcome is null",
}
PARTS = ("children_stopped", "truanting_provisional", "truanting_verified", "legitimately_absent")
# Of each finding as recorded on the street, and as verified.
FINDINGS = {
    shown: {
        "truanting": f"{shown} = 'truanting'",
        **{
            f"truanting_{name}": f"{shown} = 'truanting' and {rule}"
            for name, rule in _COMPANY.items()
        },
        **{name: rule.format(shown) for name, rule in _SHOWN.items()},
    }
    for shown in ("finding", "shown")
}
# (part, whole)
PERCENTS = {
    "truanting_percent": ("shown = 'truanting'", "true"),
    "stopped_with_parent_percent": ("company = 'parent'", "true"),
    "truanting_with_parent_percent": (
        "company = 'parent' and shown = 'truanting'",
        "shown = 'truanting'",
    ),
    "legitimate_reason_percent": ("shown = 'legitimately_absent'", "true"),
    "verification_coverage_percent": ("verified is not null", "to_ask"),
}
PHASES = {
    "Total": "true",
    "Primary": "phase = 'primary'",
    "Secondary": "phase = 'secondary'",
    "Other": "coalesce(phase, '') not in ('primary', 'secondary')",
}
HOURS = {
    "police_officer_hours": "whose = 'police'",
    "ewo_hours": "whose = 'welfare'",
    "partner_hours": "whose = 'partner'",
    "officer_hours": "true",
}
