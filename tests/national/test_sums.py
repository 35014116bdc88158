"""Every sum rule of the return, over random sweeps; and what stands for small numbers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rig.any_sweep import STOPS, shifts_from
from sweep.core.tally import (
    CountedShift,
    CountedStop,
    StopCell,
    hours_text,
    meetings_of,
    round_half_up,
)
from sweep.national.columns import (
    CHILDREN,
    EDUCATION_PHASES,
    SUMS,
    SWEEP_TYPES,
    TIME_AND_PLACE,
    WITHIN,
)
from sweep.national.facts import PlannedSweep
from sweep.national.figures import Figures, figures_of, rows_of
from sweep.national.hidden import hidden_in, kept_back
from sweep.national.material import Material, WorkedShift

NINE = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
LATER = NINE + timedelta(hours=12)
KINDS = st.sampled_from(["National", "Local"])
Row = Mapping[str, str]


SHIFTS = shifts_from(NINE)
SWEEPS = (
    PlannedSweep("1", "national", "final", NINE, LATER, 2),
    PlannedSweep("2", "local", "final", NINE, LATER, 3),
)


def _figures(
    stops: list[tuple[str, CountedStop]], shifts: list[tuple[str, CountedShift]]
) -> Figures:
    cells: Counter[tuple[str, StopCell]] = Counter(stops)
    meetings = {"Total": meetings_of(stop for _, stop in stops)}
    for kind in ("National", "Local"):
        meetings[kind] = meetings_of(stop for own, stop in stops if own == kind)
    worked = [WorkedShift(kind, shift) for kind, shift in shifts]
    return figures_of(SWEEPS, Material(cells, meetings, worked), LATER)


FIGURES = st.builds(
    _figures,
    st.lists(st.tuples(KINDS, STOPS), max_size=30),
    st.lists(st.tuples(KINDS, SHIFTS), max_size=6),
)


def by_slot(figures: Figures) -> dict[tuple[str, str], Row]:
    return {(row["sweep_type"], row["education_phase"]): row for row in rows_of(figures)}


@given(FIGURES)
def test_findings_company_and_outcomes_sum_within_each_row(figures: Figures) -> None:
    for row in rows_of(figures):
        for total, parts in SUMS.values():
            assert int(row[total]) == sum(int(row[part]) for part in parts)
        for whole, parts in WITHIN:
            assert sum(int(row[part]) for part in parts) <= int(row[whole])


@given(FIGURES)
def test_phases_sum_to_total_for_every_type_of_sweep(figures: Figures) -> None:
    rows = by_slot(figures)
    for kind in SWEEP_TYPES:
        for name in CHILDREN:
            parts = [int(rows[kind, phase][name]) for phase in EDUCATION_PHASES[1:]]
            assert int(rows[kind, "Total"][name]) == sum(parts), name


@given(FIGURES)
def test_types_of_sweep_sum_to_total_in_every_phase(figures: Figures) -> None:
    rows = by_slot(figures)
    for phase in EDUCATION_PHASES:
        for name in CHILDREN:
            parts = [int(rows[kind, phase][name]) for kind in SWEEP_TYPES[1:]]
            assert int(rows["Total", phase][name]) == sum(parts), name
    for name in ("sweeps_count", "sites_count"):
        parts = [int(rows[kind, "Total"][name]) for kind in SWEEP_TYPES[1:]]
        assert int(rows["Total", "Total"][name]) == sum(parts)


@given(FIGURES)
def test_hours_are_summed_before_they_are_rounded(figures: Figures) -> None:
    for kind in SWEEP_TYPES:
        spent, row = figures.totals[kind, "Total"].effort, by_slot(figures)[kind, "Total"]
        minutes = spent.police_minutes + spent.welfare_minutes + spent.partner_minutes
        assert row["officer_hours"] == hours_text(minutes)
        assert row["police_officer_hours"] == hours_text(spent.police_minutes)


@given(FIGURES)
def test_a_yield_is_the_ratio_of_the_rows_own_sums(figures: Figures) -> None:
    for kind in SWEEP_TYPES:
        row = by_slot(figures)[kind, "Total"]
        police = figures.totals[kind, "Total"].effort.police_minutes
        truanting = int(row["truanting_verified"])
        made = round_half_up(60 * truanting, police, 2) if police else "z"
        each = round_half_up(police, truanting) if police and truanting else "z"
        assert row["truants_per_police_officer_hour"] == made
        assert row["minutes_per_truant"] == each


@given(st.lists(st.tuples(KINDS, SHIFTS), max_size=6))
def test_the_same_time_in_a_second_sweep_adds_nothing_to_the_total(
    shifts: list[tuple[str, CountedShift]],
) -> None:
    once = [(kind, replace(each, break_minutes=0)) for kind, each in shifts]
    again = [("Local" if kind == "National" else "National", each) for kind, each in once]
    whole = _figures([], once).whole.effort
    assert _figures([], [*once, *again]).whole.effort.officer_minutes == whole.officer_minutes


@given(FIGURES, FIGURES)
def test_two_authorities_add_up_cell_by_cell(one: Figures, other: Figures) -> None:
    together, first, second = by_slot(one + other), by_slot(one), by_slot(other)
    for slot, row in together.items():
        for name in CHILDREN:
            assert int(row[name]) == int(first[slot][name]) + int(second[slot][name])
    spent = (one + other).whole.effort.police_minutes
    assert together["Total", "Total"]["police_officer_hours"] == hours_text(spent)


PLACE = {**dict.fromkeys(TIME_AND_PLACE, ""), "geographic_level": "Local authority"}


@pytest.fixture(scope="module")
def small() -> list[dict[str, str]]:
    """A file with one child truanting among twelve."""
    stop = CountedStop(
        encounter_id="a",
        finding="late",
        accompanied_by="alone",
        phase="secondary",
        verification="confirmed",
    )
    stops = [("Local", replace(stop, encounter_id=str(number))) for number in range(11)]
    stops.append(("Local", replace(stop, encounter_id="z", finding="truanting")))
    shift = CountedShift("p", "constable", NINE, NINE + timedelta(hours=6))
    return [{**PLACE, **row} for row in rows_of(_figures(stops, [("Local", shift)]))]


def test_nothing_is_hidden_unless_it_is_switched_on(small: list[dict[str, str]]) -> None:
    assert kept_back(small, hidden_in(small, 0)) == small


def test_a_small_number_and_all_that_would_tell_it_read_c(small: list[dict[str, str]]) -> None:
    shown = {
        (row["sweep_type"], row["education_phase"]): row
        for row in kept_back(small, hidden_in(small, 5))
    }
    row = shown["Total", "Total"]
    assert row["truanting_verified"] == "c"
    assert row["late"] == "c", "it would be told by what is left of the children stopped"
    assert row["truants_per_police_officer_hour"] == "c"
    assert row["minutes_per_truant"] == "c"
    assert row["verification_coverage_percent"] == "c"
    assert row["children_stopped"] == "12"
    assert row["officer_hours"] == "6.0"
    for slot in (("Total", "Secondary"), ("Local", "Total"), ("Local", "Secondary")):
        assert shown[slot]["truanting_verified"] == "c", slot


def test_no_sum_has_a_single_hidden_cell(small: list[dict[str, str]]) -> None:
    rows = kept_back(small, hidden_in(small, 5))
    for row in rows:
        for total, parts in SUMS.values():
            assert [row[name] for name in (total, *parts)].count("c") != 1
    shown = {(row["sweep_type"], row["education_phase"]): row for row in rows}
    for name in CHILDREN:
        for kind in SWEEP_TYPES:
            assert [shown[kind, phase][name] for phase in EDUCATION_PHASES].count("c") != 1
        for phase in EDUCATION_PHASES:
            assert [shown[kind, phase][name] for kind in SWEEP_TYPES].count("c") != 1
