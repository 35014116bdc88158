"""What the summary calls its figures: row labels in plain words, by the names the totals give them."""

from sweep.core.codes import FINDINGS, OUTCOMES

WITH = {
    "with_parent": "With a parent",
    "with_other_adult": "With another adult",
    "alone": "Alone, or with other children",
    "accompaniment_not_recorded": "Not recorded",
}
FOUND = {
    "truanting": FINDINGS["truanting"].words,
    "legitimately_absent": "Had a reason that schools accept",
    "excluded_first_five_days": "Excluded, days 1 to 5",
    "excluded_other": "Excluded, otherwise",
    "late": FINDINGS["late"].words,
    "not_absent": FINDINGS["not_absent"].words,
    "not_established": FINDINGS["not_established"].words,
}
INSIDE = {"not_absent": ("home_educated", "no_school_place")}
HAPPENED = {
    "returned_to_school_s16": OUTCOMES["returned_to_school_s16"].words,
    "designated_premises_s16": OUTCOMES["designated_premises_s16"].words,
    "returned_voluntarily": OUTCOMES["returned_voluntarily"].words,
    "left_with_parent": OUTCOMES["left_with_parent"].words,
    "taken_home": OUTCOMES["taken_home"].words,
    "other_outcome": "Something else, social care included",
    "no_action": OUTCOMES["no_action"].words,
    "outcome_not_recorded": "Not recorded",
}
PHASES = {"Other": "Other, or not known"}
YIELDS = {
    "stops_per_police_officer_hour": "Children stopped per police officer-hour",
    "truants_per_police_officer_hour": "Truanting per police officer-hour",
    "truants_per_officer_hour": "Truanting per officer-hour, all officers",
    "minutes_per_truant": "Police minutes for one child truanting",
}
