"""Stops → whole counts, under the names of the return's columns.

"Stopped" and "truanting" are different numbers; nothing here is called just `count` or `pupils`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Self

from sweep.core.codes import FINDINGS, OUTCOMES
from sweep.core.finding import shown_finding, shown_reason, verified_by_school


@dataclass(frozen=True, slots=True, kw_only=True)
class StopCell:
    """All that is counted about a stop. Equal cells can be counted together (a GROUP BY's row)."""

    finding: str
    verified_finding: str | None = None
    reason: str | None = None
    accompanied_by: str
    outcome: str | None = None
    phase: str | None = None
    verification: str
    register_code: str | None = None

    @property
    def shown(self) -> str:
        """The school's finding where there is one, else the street's."""
        return shown_finding(self.finding, self.verified_finding)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedStop(StopCell):
    """One child stopped once, and the encounter it belongs to (its own id where it has none)."""

    encounter_id: str


# What is read of a stop to count it, by name: as alike cells, and as one stop.
CELL_FIELDS = tuple(field.name for field in fields(StopCell))
STOP_FIELDS = tuple(field.name for field in fields(CountedStop))


@dataclass(frozen=True, slots=True)
class Counts:
    """Whole counts, summed field by field over sets of stops that share none."""

    def __add__(self, other: Self) -> Self:
        mine, theirs = self.by_name(), other.by_name()
        return type(self)(**{name: mine[name] + theirs[name] for name in mine})

    def by_name(self) -> dict[str, int]:
        """The counts by name, in the order of the return."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def from_names(cls, counted: Counter[str]) -> Self:
        """From counts by name; what was not counted is nought."""
        return cls(**{field.name: counted[field.name] for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class FindingCounts(Counts):
    """Findings, either as recorded on the street or as verified by schools.

    The seven findings sum to the children stopped, the four `truanting_…` to `truanting`;
    `home_educated` and `no_school_place` are inside `not_absent`.
    """

    truanting: int = 0
    truanting_with_parent: int = 0
    truanting_with_other_adult: int = 0
    truanting_alone: int = 0
    truanting_accompaniment_not_recorded: int = 0
    legitimately_absent: int = 0
    excluded_first_five_days: int = 0
    excluded_other: int = 0
    late: int = 0
    not_absent: int = 0
    home_educated: int = 0
    no_school_place: int = 0
    not_established: int = 0


@dataclass(frozen=True, slots=True)
class StopCounts(Counts):
    """What does not depend on which finding is shown.

    Four accompaniments and eight outcomes each sum to `children_stopped`. `truanting_confirmed`
    is by a school. Verification: needed ⊇ answered by a school, and needed ⊇ awaited from one;
    the rest of needed can't be checked.
    """

    children_stopped: int = 0
    stopped_with_parent: int = 0
    stopped_with_other_adult: int = 0
    stopped_alone: int = 0
    stopped_accompaniment_not_recorded: int = 0
    truanting_confirmed: int = 0
    returned_to_school_s16: int = 0
    designated_premises_s16: int = 0
    returned_voluntarily: int = 0
    left_with_parent: int = 0
    taken_home: int = 0
    other_outcome: int = 0
    no_action: int = 0
    outcome_not_recorded: int = 0
    verification_needed: int = 0
    verification_answered: int = 0
    verification_awaited: int = 0


_ACCOMPANIED = {
    "parent": "with_parent",
    "other_adult": "with_other_adult",
    "alone": "alone",
    "not_recorded": "accompaniment_not_recorded",
}
_OUTCOMES: dict[str | None, str] = {
    **{slug: slug for slug in OUTCOMES},
    None: "outcome_not_recorded",
    "other": "other_outcome",
    "handed_to_social_care": "other_outcome",
}
_COUNTED_INSIDE = frozenset({"home_educated", "no_school_place"})


def count_stops(stops: Iterable[tuple[StopCell, int]]) -> StopCounts:
    """Counts of what does not depend on the finding shown, from cells and how many of each."""
    counted: Counter[str] = Counter()
    for cell, children in stops:
        for name in _stop_names(cell):
            counted[name] += children
    return StopCounts.from_names(counted)


def _stop_names(cell: StopCell) -> Iterator[str]:
    answered = verified_by_school(cell.verification)
    yield "children_stopped"
    yield f"stopped_{_ACCOMPANIED[cell.accompanied_by]}"
    yield _OUTCOMES[cell.outcome]
    if cell.verification != "not_needed":
        yield "verification_needed"
    if answered:
        yield "verification_answered"
    if cell.verification in ("pending", "asked"):
        yield "verification_awaited"
    if answered and cell.shown == "truanting":
        yield "truanting_confirmed"


def count_findings(stops: Iterable[tuple[StopCell, int]], verified: bool) -> FindingCounts:
    """Counts of findings: as verified (the school's where there is one), or as recorded."""
    counted: Counter[str] = Counter()
    for cell, children in stops:
        for name in _finding_names(cell, verified):
            counted[name] += children
    return FindingCounts.from_names(counted)


def _finding_names(cell: StopCell, verified: bool) -> Iterator[str]:
    shown = cell.shown if verified else cell.finding
    reason = shown_reason(shown, cell.reason, cell.register_code if verified else None)
    if shown == "excluded":
        yield "excluded_first_five_days" if reason == "first_five_days" else "excluded_other"
    else:
        # Looked up, so that an unknown code stops the tally instead of missing from a sum.
        yield FINDINGS[shown].slug
    if shown == "truanting":
        yield f"truanting_{_ACCOMPANIED[cell.accompanied_by]}"
    if shown == "not_absent" and reason in _COUNTED_INSIDE:
        yield str(reason)


def education_phase(phase: str | None) -> str:
    """The return's phase: `Other` is every one but primary and secondary, unknown included."""
    return {"primary": "Primary", "secondary": "Secondary"}.get(phase or "", "Other")
