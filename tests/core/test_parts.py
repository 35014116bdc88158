"""Cutting a sweep into hours, sites and shares: the parts add up to the whole, whatever the shifts and stops."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from core.test_tally_properties import SHIFTS, STOPS
from rig.truths import LATER, NINE
from sweep.core.hours import minutes_by_hour, minutes_out
from sweep.core.rates import Groups
from sweep.core.shares import Share
from sweep.core.slices import Slice, slices
from sweep.core.tally import CountedShift, CountedStop, count_shifts, tally
from sweep.returns.intervals import beta_quantile

LONDON = ZoneInfo("Europe/London")


def london_hour(moment: datetime) -> int:
    return moment.astimezone(LONDON).hour


def walked(
    minutes: int, start: datetime = NINE, officer: str = "p", breaks: int = 0
) -> CountedShift:
    return CountedShift(officer, "constable", start, start + timedelta(minutes=minutes), breaks)


def by_hour(shifts: Iterable[CountedShift]) -> dict[int, int]:
    return minutes_by_hour(shifts, LATER, london_hour)


@given(st.lists(SHIFTS, max_size=8))
def test_the_hours_of_the_day_add_up_to_all_officer_minutes(shifts: list[CountedShift]) -> None:
    assert sum(by_hour(shifts).values()) == count_shifts(shifts, LATER).officer_minutes


@given(st.lists(SHIFTS, max_size=8))
def test_nobody_works_more_than_an_hour_in_an_hour(shifts: list[CountedShift]) -> None:
    officers = len({shift.officer_id for shift in shifts})
    for worked in by_hour(shifts).values():
        assert worked <= 60 * officers


def test_an_hour_holds_the_minutes_that_were_walked_in_it() -> None:
    half_past_nine = NINE + timedelta(minutes=30)
    start = london_hour(NINE)
    assert by_hour([walked(90, half_past_nine)]) == {start: 30, start + 1: 60}


def test_a_break_is_shared_evenly_over_the_shift() -> None:
    start = london_hour(NINE)
    assert by_hour([walked(120, breaks=30)]) == {start: 45, start + 1: 45}


def test_minutes_that_do_not_divide_go_to_the_largest_remainder() -> None:
    start = london_hour(NINE)
    assert by_hour([walked(180, breaks=10)]) == {start: 57, start + 1: 57, start + 2: 56}


def test_a_shift_of_centuries_is_dealt_out_without_looking_at_each_of_its_hours() -> None:
    asked: list[datetime] = []

    def hour_of(moment: datetime) -> int:
        asked.append(moment)
        return moment.hour

    days = 300 * 365
    shift = walked(days * 24 * 60 + 30, datetime(1900, 1, 1, 9, tzinfo=UTC))
    dealt = minutes_by_hour([shift], LATER, hour_of)
    assert dealt == {hour: days * 60 + (30 if hour == 9 else 0) for hour in range(24)}
    assert len(asked) < 24 * 10


def test_a_shift_of_weeks_over_a_change_of_clocks_deals_out_all_of_its_minutes() -> None:
    begins = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert sum(by_hour([walked(20 * 24 * 60, begins)]).values()) == 20 * 24 * 60


def test_summer_time_is_londons() -> None:
    assert by_hour([walked(60, datetime(2026, 6, 8, 9, 0, tzinfo=UTC))]) == {10: 60}


def test_two_officers_out_together_are_one_sweep_hour() -> None:
    later = walked(60, NINE + timedelta(minutes=90), "q")
    assert minutes_out([walked(60), walked(60, officer="q"), later], LATER) == 120


@given(st.lists(SHIFTS, max_size=8))
def test_the_sweep_is_out_at_least_as_long_as_its_longest_shift(shifts: list[CountedShift]) -> None:
    longest = max((shift.end(LATER) - shift.started_at for shift in shifts), default=timedelta())
    in_all = sum((shift.end(LATER) - shift.started_at for shift in shifts), timedelta())
    half = timedelta(seconds=30)
    assert longest - half <= timedelta(minutes=minutes_out(shifts, LATER)) <= in_all + half


KEYED = st.lists(st.tuples(st.sampled_from(["Mell Square", "Elsewhere", "No place"]), STOPS))


@given(KEYED)
def test_the_parts_add_up_to_the_whole(keyed: list[tuple[str, CountedStop]]) -> None:
    parts, whole = slices(keyed).values(), tally([stop for _, stop in keyed], [], LATER)
    assert sum(part.stopped for part in parts) == whole.stops.children_stopped
    assert sum(part.truanting for part in parts) == whole.as_verified.truanting
    assert sum(part.truanting_recorded for part in parts) == whole.as_recorded.truanting
    assert sum(part.legitimately_absent for part in parts) == whole.as_verified.legitimately_absent
    assert sum(part.met.children for part in parts) == whole.as_verified.truanting


def test_children_met_together_are_a_group_of_their_part() -> None:
    pair = [
        CountedStop(
            encounter_id="a", finding="truanting", accompanied_by="alone", verification="pending"
        )
    ] * 2
    assert Slice.of(pair).met == Groups.of([2])


@pytest.mark.parametrize(("part", "whole"), [(0, 7), (3, 8), (9, 24), (24, 24), (1, 1)])
def test_for_children_met_alone_it_is_the_exact_interval_of_clopper_and_pearson(
    part: int, whole: int
) -> None:
    exact = binomtest(part, whole).proportion_ci(0.95, "exact")
    ours = Share(part, Groups.of([1] * whole)).interval(beta_quantile)
    assert ours is not None
    assert ours.low == pytest.approx(100 * exact.low)
    assert ours.high == pytest.approx(100 * exact.high)


def test_children_met_together_widen_the_share() -> None:
    alone = Share(9, Groups.of([1] * 24)).interval(beta_quantile)
    in_pairs = Share(9, Groups.of([2] * 12)).interval(beta_quantile)
    assert alone is not None
    assert in_pairs is not None
    assert in_pairs.low < alone.low
    assert in_pairs.high is not None
    assert alone.high is not None
    assert in_pairs.high > alone.high


def test_a_share_of_nothing_has_no_interval() -> None:
    assert Share(0, Groups.of([])).interval(beta_quantile) is None
    assert Share(0, Groups.of([])).text() is None
