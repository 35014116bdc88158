"""Officer-minutes by hour of the day add up to the officer-minutes of the day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from sweep.core.effort import CountedShift, count_shifts
from sweep.core.hourly import minutes_by_hour

LONDON = ZoneInfo("Europe/London")
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOW = NINE + timedelta(hours=12)


def shift(start_min: float, end_min: float, breaks: int = 0, officer: str = "a") -> CountedShift:
    begins, ends = (NINE + timedelta(minutes=at) for at in (start_min, end_min))
    return CountedShift(officer, "constable", begins, ends, breaks)


def test_a_shift_is_shared_out_by_how_long_it_lasted_in_each_hour() -> None:
    assert minutes_by_hour([shift(30, 130)], NOW, LONDON) == {9: 30, 10: 60, 11: 10}


def test_breaks_are_shared_evenly_for_nobody_records_when_they_were() -> None:
    assert minutes_by_hour([shift(0, 120, 30)], NOW, LONDON) == {9: 45, 10: 45}


def test_hours_are_those_of_the_clock_on_the_wall_in_summer_too() -> None:
    june = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
    worked = CountedShift("a", "ewo", june, june + timedelta(hours=1))
    assert minutes_by_hour([worked], NOW, LONDON) == {10: 60}


def test_an_open_shift_counts_up_to_now_and_overlapping_ones_once() -> None:
    still_out = CountedShift("a", "constable", NINE, None)
    until = NINE + timedelta(minutes=90)
    assert minutes_by_hour([still_out, shift(0, 45)], until, LONDON) == {9: 60, 10: 30}


seconds = st.integers(0, 8 * 3600)


@given(
    st.lists(st.tuples(seconds, seconds, st.integers(0, 90), st.sampled_from("abc")), max_size=8)
)
def test_the_hours_of_a_day_add_up_to_its_officer_minutes(
    said: list[tuple[int, int, int, str]],
) -> None:
    shifts = [shift(a / 60, b / 60, breaks, who) for a, b, breaks, who in said]
    by_hour = minutes_by_hour(shifts, NOW, LONDON)
    assert by_hour.total() == count_shifts(shifts, NOW).officer_minutes
    assert all(minutes >= 0 for minutes in by_hour.values())
