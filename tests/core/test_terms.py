"""Academic years, terms by the calendar and by an authority's own dates."""

from datetime import date

import pytest

from sweep.core.terms import (
    NamedTerm,
    academic_year,
    begun_in,
    calendar_span,
    easter_sunday,
    imported_spans,
    term_of,
    time_period,
)


@pytest.mark.parametrize(
    "day",
    # From the tables of the Church of England's calendar; 1943 and 2038 are the latest Easters there can be.
    ["1943-04-25", "2008-03-23", "2024-03-31", "2026-04-05", "2027-03-28", "2038-04-25"],
)
def test_easter_is_where_the_calendar_has_it(day: str) -> None:
    assert easter_sunday(int(day[:4])).isoformat() == day


def test_an_academic_year_begins_on_the_first_of_august() -> None:
    assert academic_year(date(2026, 7, 31)) == 2025
    assert academic_year(date(2026, 8, 1)) == 2026


def test_a_years_name_is_read_back_and_nothing_else_is() -> None:
    assert begun_in(time_period(2026)) == 2026
    assert begun_in(time_period(1999)) == 1999
    for text in ("202628", "2026", "autumn", "20262", "2026-7", "２０２６２７", "000001"):
        assert begun_in(text) is None, text


def test_terms_by_the_calendar_cover_the_year_without_gap_or_overlap() -> None:
    spans = [calendar_span(2025, term) for term in ("autumn", "spring", "summer")]
    assert [(span.first_day.isoformat(), span.last_day.isoformat()) for span in spans] == [
        ("2025-08-01", "2025-12-31"),
        ("2026-01-01", "2026-04-05"),
        ("2026-04-06", "2026-07-31"),
    ]
    for span in spans:
        assert term_of(span.first_day) == span.term
        assert term_of(span.last_day) == span.term


OWN = (
    NamedTerm("Autumn term", date(2026, 9, 2), date(2026, 12, 18)),
    NamedTerm("Spring 1", date(2027, 1, 4), date(2027, 2, 12)),
    NamedTerm("Spring 2", date(2027, 2, 22), date(2027, 4, 1)),
    NamedTerm("Term 5", date(2027, 4, 19), date(2027, 7, 21)),
)


def test_the_authoritys_own_dates_go_before_the_calendar() -> None:
    assert easter_sunday(2027) == date(2027, 3, 28)
    assert term_of(date(2027, 3, 31), OWN) == "spring"
    assert term_of(date(2027, 3, 31)) == "summer"
    assert term_of(date(2027, 4, 1), OWN) == "spring", "on its last day, too"


def test_halves_of_a_term_are_one_and_a_nameless_one_is_told_by_its_middle() -> None:
    spans = imported_spans(OWN)
    assert [span.term for span in spans] == ["autumn", "spring", "summer"]
    assert (spans[1].first_day, spans[1].last_day) == (date(2027, 1, 4), date(2027, 4, 1))
    assert term_of(date(2027, 2, 17), OWN) == "spring"


def test_a_term_is_what_its_name_says_whenever_it_is() -> None:
    """Easter of 2027 is on 28 March, so by the calendar this one is of summer."""
    late = NamedTerm("Spring term", date(2027, 3, 1), date(2027, 6, 30))
    assert [span.term for span in imported_spans([late])] == ["spring"]
    early = NamedTerm("Summer term", date(2026, 3, 30), date(2026, 7, 21))
    assert [term_of(date(2026, 3, day), [early]) for day in (29, 30)] == ["spring", "summer"]


def test_a_holiday_between_terms_goes_by_the_calendar() -> None:
    assert term_of(date(2026, 12, 28), OWN) == "autumn"
    assert term_of(date(2027, 1, 2), OWN) == "spring"
    assert term_of(date(2027, 4, 10), OWN) == "summer"


def test_a_term_that_begins_in_july_is_of_the_year_in_which_most_of_it_lies() -> None:
    (span,) = imported_spans([NamedTerm("Autumn term", date(2026, 7, 30), date(2026, 12, 18))])
    assert (span.begun, span.term) == (2026, "autumn")
    (span,) = imported_spans([NamedTerm("Summer term", date(2026, 4, 13), date(2026, 8, 5))])
    assert (span.begun, span.term) == (2025, "summer")
