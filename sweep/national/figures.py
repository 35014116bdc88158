"""Material → the figures of one place: totals by type of sweep and phase of education, and the rows they make.

Ratios of sums, never sums of ratios: figures of several authorities are added as whole counts and minutes first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sweep.core.tally import (
    Effort,
    Meetings,
    Totals,
    count_shifts,
    education_phase,
    totals_of_groups,
)
from sweep.national.columns import (
    EDUCATION_PHASES,
    EFFORT,
    INDICATORS,
    NOT_APPLICABLE,
    SWEEP_TYPES,
    TOTAL,
    YIELDS,
)
from sweep.national.facts import PlannedSweep
from sweep.national.material import Material, type_of
from sweep.returns import indicators

Row = dict[str, str]
Slot = tuple[str, str]

_COVERAGE = "verification_coverage_percent"
# Effort belongs to sweeps, not to children.
_NOT_BY_PHASE = {
    *(each.name for each in INDICATORS if each.grouping in (EFFORT, YIELDS)),
    "encounters_count",
} - {_COVERAGE}


@dataclass(frozen=True, slots=True)
class Figures:
    """`totals` by (type of sweep, phase); `sweeps` and `sites` by type of sweep."""

    totals: Mapping[Slot, Totals]
    sweeps: Mapping[str, int]
    sites: Mapping[str, int]

    def __add__(self, other: "Figures") -> "Figures":
        """Of two authorities: they share no child, officer or sweep."""
        return Figures(
            {slot: own + other.totals[slot] for slot, own in self.totals.items()},
            {name: own + other.sweeps[name] for name, own in self.sweeps.items()},
            {name: own + other.sites[name] for name, own in self.sites.items()},
        )

    @property
    def whole(self) -> Totals:
        """Of all sweeps and phases."""
        return self.totals[TOTAL, TOTAL]


def figures_of(sweeps: tuple[PlannedSweep, ...], material: Material, moment: datetime) -> Figures:
    """The figures of these sweeps. Shifts of one officer that overlap, in whichever sweeps, are united."""
    totals: dict[Slot, Totals] = {}
    for sweep_type in SWEEP_TYPES:
        totals[sweep_type, TOTAL] = _of_type(sweep_type, material, moment)
        for phase in EDUCATION_PHASES[1:]:
            totals[sweep_type, phase] = _of_phase((sweep_type, phase), material)
    own = {
        kind: [each for each in sweeps if kind in (TOTAL, type_of(each))] for kind in SWEEP_TYPES
    }
    return Figures(
        totals,
        {kind: len(those) for kind, those in own.items()},
        {kind: sum(sweep.sites for sweep in those) for kind, those in own.items()},
    )


def _of_type(sweep_type: str, material: Material, moment: datetime) -> Totals:
    worked = [each.shift for each in material.shifts if sweep_type in (TOTAL, each.sweep_type)]
    return totals_of_groups(
        (
            (cell, children)
            for (own, cell), children in material.cells.items()
            if sweep_type in (TOTAL, own)
        ),
        material.meetings.get(sweep_type, Meetings()),
        count_shifts(worked, moment),
    )


def _of_phase(slot: Slot, material: Material) -> Totals:
    sweep_type, phase = slot
    cells = (
        (cell, children)
        for (own, cell), children in material.cells.items()
        if sweep_type in (TOTAL, own) and education_phase(cell.phase) == phase
    )
    return totals_of_groups(cells, Meetings(), Effort())


def rows_of(figures: Figures) -> list[Row]:
    """A row for each type of sweep and phase, filters and indicators by name, in the order of the file."""
    return [
        {"sweep_type": kind, "education_phase": phase, **_cells(figures, (kind, phase))}
        for kind in SWEEP_TYPES
        for phase in EDUCATION_PHASES
    ]


def _cells(figures: Figures, slot: Slot) -> Row:
    totals = figures.totals[slot]
    by_name = {
        **indicators.effort(totals, figures.sweeps[slot[0]], figures.sites[slot[0]]),
        **{name: str(number) for name, number in indicators.counts(totals).items()},
        **_yields(totals),
        _COVERAGE: totals.verification_coverage_percent() or NOT_APPLICABLE,
    }
    by_phase = slot[1] != TOTAL
    return {
        each.name: NOT_APPLICABLE if by_phase and each.name in _NOT_BY_PHASE else by_name[each.name]
        for each in INDICATORS
    }


def _yields(totals: Totals) -> Row:
    truants = totals.truants_per_police_officer_hour()
    texts = {
        "stops_per_police_officer_hour": totals.stops_per_police_officer_hour().text(),
        "truants_per_police_officer_hour": truants.text(),
        "truants_per_officer_hour": totals.truants_per_officer_hour().text(),
        "minutes_per_truant": truants.minutes_each(),
    }
    return {name: text or NOT_APPLICABLE for name, text in texts.items()}
