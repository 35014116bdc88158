"""Times as people type and read them."""

from datetime import UTC, date, datetime, time

import pytest

from sweep.london import clock_text, moment_at, moment_text, read_clock, read_day, span_text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9", time(9)),
        ("09:05", time(9, 5)),
        ("9.30", time(9, 30)),
        ("0930", time(9, 30)),
        ("9am", time(9)),
        ("12 am", time(0)),
        ("12pm", time(12)),
        ("2:30 PM", time(14, 30)),
        (" 23:59 ", time(23, 59)),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, read: time) -> None:
    assert read_clock(typed) == read


@pytest.mark.parametrize("typed", ["", "noon", "24:00", "9:60", "13pm", "0am", "9:3", "-1"])
def test_what_is_no_time_is_not_guessed_at(typed: str) -> None:
    assert read_clock(typed) is None


@pytest.mark.parametrize(
    "typed", [("23", "11", "2026"), ("23", "Nov", "26"), (" 23", "november ", "2026")]
)
def test_a_day_is_read_with_months_as_numbers_or_names(typed: tuple[str, str, str]) -> None:
    assert read_day(*typed) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed",
    [
        ("31", "2", "2026"),
        ("", "", ""),
        ("1", "13", "2026"),
        ("x", "1", "2026"),
        ("9" * 30, "1", "2026"),
        ("1", "1", "9" * 5000),
    ],
)
def test_what_is_no_day_is_not_guessed_at(typed: tuple[str, str, str]) -> None:
    assert read_day(*typed) is None


def test_a_time_of_day_is_londons_in_winter_and_in_summer() -> None:
    assert moment_at(date(2026, 1, 12), time(9)) == datetime(2026, 1, 12, 9, tzinfo=UTC)
    assert moment_at(date(2026, 7, 13), time(9)) == datetime(2026, 7, 13, 8, tzinfo=UTC)
    assert clock_text(datetime(2026, 7, 13, 8, tzinfo=UTC)) == "09:00"


def test_a_span_says_its_day_once_when_it_is_one() -> None:
    nine, three = datetime(2026, 1, 5, 9, tzinfo=UTC), datetime(2026, 1, 5, 15, tzinfo=UTC)
    assert span_text(nine, three) == "Mon 5 January 2026, 09:00 to 15:00"
    friday = datetime(2026, 1, 9, 15, tzinfo=UTC)
    assert span_text(nine, friday) == "Mon 5 January 2026, 09:00 to Fri 9 January 2026, 15:00"
    assert moment_text(nine) == "09:00 on Mon 5 January 2026"
