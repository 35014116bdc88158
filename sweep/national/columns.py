"""The columns of a return, in order: names, labels, units and decimals.

Source: the Department for Education's layout of open-data files; the indicators follow the content of the 2002 to
2007 returns.
"""

from dataclasses import dataclass

TIME_AND_PLACE = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
)
TOTAL = "Total"
SWEEP_TYPES = (TOTAL, "National", "Local")
EDUCATION_PHASES = (TOTAL, "Primary", "Secondary", "Other")


@dataclass(frozen=True, slots=True)
class Filter:
    """A column that says what a row is of; the first level is always Total."""

    name: str
    label: str
    levels: tuple[str, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A column of figures: `unit` is `%` or none, `decimals` how many it is rounded to."""

    name: str
    label: str
    grouping: str
    unit: str = ""
    decimals: int = 0


FILTERS = (
    Filter(
        "sweep_type",
        "Type of sweep",
        SWEEP_TYPES,
        "National: in a week when all authorities sweep. Local: the authority's own",
    ),
    Filter(
        "education_phase",
        "Phase of education",
        EDUCATION_PHASES,
        "Other: every phase but primary and secondary, also where none is known",
    ),
)

EFFORT = "Sweeps, officers and hours"
STOPPED = "Children stopped"
TRUANTING = "Children found truanting"
FOUND = "Other findings, as verified"
HAPPENED = "What happened next"
YIELDS = "Yields and verification"

# The list reads as a table.
# fmt: off
INDICATORS = (
    Indicator("sweeps_count", "Sweeps", EFFORT),
    Indicator("sites_count", "Sites patrolled", EFFORT),
    Indicator("police_officers_count", "Police officers", EFFORT),
    Indicator("police_officer_hours", "Police officer-hours", EFFORT, decimals=1),
    Indicator("ewo_count", "Education welfare officers", EFFORT),
    Indicator("ewo_hours", "Education welfare officer-hours", EFFORT, decimals=1),
    Indicator("partner_hours", "Partner-hours", EFFORT, decimals=1),
    Indicator("officer_hours", "Officer-hours, all", EFFORT, decimals=1),
    Indicator("encounters_count", "Encounters", STOPPED),
    Indicator("children_stopped", "Children stopped", STOPPED),
    Indicator("stopped_with_parent", "Stopped with a parent", STOPPED),
    Indicator("stopped_with_other_adult", "Stopped with another adult", STOPPED),
    Indicator("stopped_alone", "Stopped alone, or with other children", STOPPED),
    Indicator("stopped_accompaniment_not_recorded", "Stopped, company not recorded", STOPPED),
    Indicator("truanting_provisional", "Truanting, as recorded on the street", TRUANTING),
    Indicator("truanting_verified", "Truanting, as verified", TRUANTING),
    Indicator("truanting_confirmed", "Truanting, confirmed by a school", TRUANTING),
    Indicator("truanting_with_parent", "Truanting with a parent", TRUANTING),
    Indicator("truanting_with_other_adult", "Truanting with another adult", TRUANTING),
    Indicator("truanting_alone", "Truanting alone, or with other children", TRUANTING),
    Indicator("truanting_accompaniment_not_recorded", "Truanting, company not recorded", TRUANTING),
    Indicator("legitimately_absent", "Had a reason that schools accept", FOUND),
    Indicator("excluded_first_five_days", "Excluded, days 1 to 5", FOUND),
    Indicator("excluded_other", "Excluded, otherwise", FOUND),
    Indicator("late", "Late", FOUND),
    Indicator("not_absent", "Not absent from school", FOUND),
    Indicator("home_educated", "Of those not absent, home educated", FOUND),
    Indicator("no_school_place", "Of those not absent, without a school place", FOUND),
    Indicator("not_established", "Not established", FOUND),
    Indicator("returned_to_school_s16", "Taken to school (section 16)", HAPPENED),
    Indicator("designated_premises_s16", "Taken to a designated place (section 16)", HAPPENED),
    Indicator("returned_voluntarily", "Went back to school willingly", HAPPENED),
    Indicator("left_with_parent", "Left with a parent", HAPPENED),
    Indicator("taken_home", "Taken home", HAPPENED),
    Indicator("other_outcome", "Something else, social care included", HAPPENED),
    Indicator("no_action", "No action", HAPPENED),
    Indicator("outcome_not_recorded", "Outcome not recorded", HAPPENED),
    Indicator("stops_per_police_officer_hour", "Children stopped per police officer-hour", YIELDS, decimals=2),
    Indicator("truants_per_police_officer_hour", "Truanting per police officer-hour", YIELDS, decimals=2),
    Indicator("truants_per_officer_hour", "Truanting per officer-hour, all officers", YIELDS, decimals=2),
    Indicator("minutes_per_truant", "Police minutes for one child truanting", YIELDS),
    Indicator("verification_coverage_percent", "Answered by a school, of those to be checked", YIELDS, "%", 1),
)
# fmt: on
HEADER = (
    *TIME_AND_PLACE,
    *(each.name for each in FILTERS),
    *(each.name for each in INDICATORS),
)
LABELS = {each.name: each.label for each in (*FILTERS, *INDICATORS)}
_UNITS = {each.name: each.unit for each in INDICATORS}
NOT_APPLICABLE, NOT_AVAILABLE, SUPPRESSED = "z", "x", "c"

# Each total with the cells of its own row that make it up.
FINDINGS = (
    "truanting_verified",
    "legitimately_absent",
    "excluded_first_five_days",
    "excluded_other",
    "late",
    "not_absent",
    "not_established",
)
_COMPANY = ("with_parent", "with_other_adult", "alone", "accompaniment_not_recorded")
SUMS = {
    "the findings": ("children_stopped", FINDINGS),
    "who was with the children": (
        "children_stopped",
        tuple(f"stopped_{each}" for each in _COMPANY),
    ),
    "who was with the children truanting": (
        "truanting_verified",
        tuple(f"truanting_{each}" for each in _COMPANY),
    ),
    "what happened next": (
        "children_stopped",
        tuple(each.name for each in INDICATORS if each.grouping == HAPPENED),
    ),
}
# Each whole with parts of it, none of which is in another, that are not all of it.
WITHIN = (
    ("truanting_verified", ("truanting_confirmed",)),
    ("not_absent", ("home_educated", "no_school_place")),
    ("children_stopped", ("truanting_provisional",)),
    *((f"stopped_{each}", (f"truanting_{each}",)) for each in _COMPANY),
)
# Whole children: these sum over phases, types of sweep and places.
CHILDREN = tuple(
    each.name
    for each in INDICATORS
    if each.grouping in {STOPPED, TRUANTING, FOUND, HAPPENED} and each.name != "encounters_count"
)
COVERAGE = "verification_coverage_percent"


def as_shown(name: str, text: str) -> str:
    """A cell of this column as pages show it: a number with its unit, a dash where there is none to give.

    The file's mark for what does not apply means nothing to a reader; what is kept back stays `c`.
    """
    if text in ("", NOT_APPLICABLE):
        return "–"
    return f"{text}{_UNITS.get(name, '')}" if text[:1].isdigit() else text
