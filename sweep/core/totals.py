"""What any set of sweeps adds up to: whole counts, whole minutes, and the yields made from them.

Totals are added before anything is divided: ratios of sums, never means of ratios. "Truanting" in
a yield is as verified (the school's finding where there is one, else the street's); as recorded
stands beside it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sweep.core.effort import Effort
from sweep.core.rates import Groups, Rate, percent_text
from sweep.core.stop_counts import FindingCounts, StopCounts

Changes = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Meetings:
    """Children met together: all who were stopped, and the truanting as verified, as recorded."""

    stopped: Groups = field(default_factory=Groups)
    truanting_verified: Groups = field(default_factory=Groups)
    truanting_provisional: Groups = field(default_factory=Groups)

    def __add__(self, other: "Meetings") -> "Meetings":
        """Of two sets of stops that share no encounter."""
        return Meetings(
            self.stopped + other.stopped,
            self.truanting_verified + other.truanting_verified,
            self.truanting_provisional + other.truanting_provisional,
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of any set of sweeps.

    `changes` counts children by (street's finding, school's finding), for those to whom a school
    gave a finding, the same one included.
    """

    stops: StopCounts = field(default_factory=StopCounts)
    as_recorded: FindingCounts = field(default_factory=FindingCounts)
    as_verified: FindingCounts = field(default_factory=FindingCounts)
    meetings: Meetings = field(default_factory=Meetings)
    effort: Effort = field(default_factory=Effort)
    changes: Changes = field(default_factory=lambda: MappingProxyType({}))

    def __add__(self, other: "Totals") -> "Totals":
        """Of two sets of sweeps. Neither an encounter nor overlapping shifts may be split."""
        changes = Counter(self.changes)
        changes.update(other.changes)
        return Totals(
            self.stops + other.stops,
            self.as_recorded + other.as_recorded,
            self.as_verified + other.as_verified,
            self.meetings + other.meetings,
            self.effort + other.effort,
            MappingProxyType(dict(changes)),
        )

    def stops_per_police_officer_hour(self) -> Rate:
        """Children stopped, over police hours."""
        return Rate(self.meetings.stopped, self.effort.police_minutes)

    def truants_per_police_officer_hour(self, verified: bool = True) -> Rate:
        """Children found truanting, over police hours; `.minutes_each()` is minutes per truant."""
        return Rate(self._truanting(verified), self.effort.police_minutes)

    def truants_per_officer_hour(self, verified: bool = True) -> Rate:
        """Children found truanting, over the hours of all officers."""
        return Rate(self._truanting(verified), self.effort.officer_minutes)

    def _truanting(self, verified: bool) -> Groups:
        return self.meetings.truanting_verified if verified else self.meetings.truanting_provisional

    def truanting_percent(self, verified: bool = True) -> str | None:
        """Truanting in a hundred children stopped."""
        findings = self.as_verified if verified else self.as_recorded
        return percent_text(findings.truanting, self.stops.children_stopped)

    def legitimate_reason_percent(self) -> str | None:
        """Legitimately absent (as verified) in a hundred children stopped."""
        return percent_text(self.as_verified.legitimately_absent, self.stops.children_stopped)

    def stopped_with_parent_percent(self) -> str | None:
        """With a parent, in a hundred children stopped."""
        return percent_text(self.stops.stopped_with_parent, self.stops.children_stopped)

    def truanting_with_parent_percent(self) -> str | None:
        """With a parent, in a hundred children truanting (as verified)."""
        return percent_text(self.as_verified.truanting_with_parent, self.as_verified.truanting)

    def verification_coverage_percent(self) -> str | None:
        """Answered by a school, in a hundred stops that need it; None where none does."""
        return percent_text(self.stops.verification_answered, self.stops.verification_needed)

    def indicators(self) -> dict[str, int]:
        """The whole-number columns of the return that stops and shifts decide, in its order."""
        stops, found = self.stops.by_name(), self.as_verified.by_name()
        own = {
            "police_officers_count": len(self.effort.police_officers),
            "ewo_count": len(self.effort.welfare_officers),
            "encounters_count": self.meetings.stopped.encounters,
            "truanting_provisional": self.as_recorded.truanting,
            "truanting_verified": self.as_verified.truanting,
        }
        return {name: {**stops, **found, **own}[name] for name in COUNT_INDICATORS}


# Changes with any change of what a figure means; printed with each return.
DEFINITIONS_VERSION = "1"

# Hours and yields are not whole numbers; sweeps and sites are not told by stops and shifts.
# fmt: off
COUNT_INDICATORS = (
    "police_officers_count", "ewo_count", "encounters_count",
    "children_stopped", "stopped_with_parent", "stopped_with_other_adult", "stopped_alone",
    "stopped_accompaniment_not_recorded",
    "truanting_provisional", "truanting_verified", "truanting_confirmed", "truanting_with_parent",
    "truanting_with_other_adult", "truanting_alone", "truanting_accompaniment_not_recorded",
    "legitimately_absent", "excluded_first_five_days", "excluded_other", "late", "not_absent",
    "home_educated", "no_school_place", "not_established",
    "returned_to_school_s16", "designated_premises_s16", "returned_voluntarily",
    "left_with_parent", "taken_home", "other_outcome", "no_action", "outcome_not_recorded",
)
# fmt: on
