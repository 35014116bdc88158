"""What a return is of: an authority's sweeps of one term, or of the academic year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sweep.core.terms import (
    TERMS,
    YEAR,
    NamedTerm,
    academic_year,
    begun_in,
    imported_spans,
    term_of,
    time_period,
)
from sweep.errors import Problem
from sweep.london import LONDON, YEARS

_WORDS = {
    "autumn": "Autumn term",
    "spring": "Spring term",
    "summer": "Summer term",
    YEAR: "Academic year",
}


@dataclass(frozen=True, slots=True)
class Period:
    """`term` is one of TERMS or YEAR, of the academic year that began in `begun`."""

    begun: int
    term: str

    @property
    def time_period(self) -> str:
        """`202627`."""
        return time_period(self.begun)

    @property
    def time_identifier(self) -> str:
        """`Autumn term`; of a year `Academic year`."""
        return _WORDS[self.term]

    @property
    def short(self) -> str:
        """`Autumn`; of a year `Year`."""
        return self.term.capitalize()

    @property
    def years(self) -> str:
        """`2026/27`."""
        return f"{self.begun}/{(self.begun + 1) % 100:02d}"

    @property
    def title(self) -> str:
        """`Autumn term 2026/27`."""
        return f"{self.time_identifier} {self.years}"

    @property
    def address(self) -> str:
        """Its part of an address: `202627/autumn`."""
        return f"{self.time_period}/{self.term}"


def find_period(years: str, term: str) -> Period:
    """The period of an address. Raises `not_found` where there can be none."""
    begun = begun_in(years)
    if begun is None or begun + 1 not in YEARS or term not in _WORDS:
        raise Problem(
            "not_found",
            "A return is of a year such as 202627, and of autumn, spring, summer or year.",
        )
    return Period(begun, term)


def periods_of_year(begun: int) -> tuple[Period, ...]:
    """The three terms, then the year."""
    return tuple(Period(begun, term) for term in (*TERMS, YEAR))


def terms_of(period: Period) -> tuple[Period, ...]:
    """The terms of a year; of a term none."""
    return tuple(Period(period.begun, term) for term in TERMS if period.term == YEAR)


def term_at(moment: datetime, named: Sequence[NamedTerm]) -> Period:
    """The term that a moment is in, by its day in London."""
    day = moment.astimezone(LONDON).date()
    term = term_of(day, named)
    own = (span for span in imported_spans(named) if span.first_day <= day <= span.last_day)
    return Period(next((span.begun for span in own), academic_year(day)), term)


def counts_in(starts_at: datetime, period: Period, named: Sequence[NamedTerm]) -> bool:
    """Whether a sweep belongs to a period: whole, by the term in which it starts."""
    begins = term_at(starts_at, named)
    return begins.begun == period.begun and period.term in (YEAR, begins.term)
