"""Academic years and terms: which one a day is in, by an authority's own term dates or by the calendar.

An academic year is named by six digits, 202627, and runs from 1 August to 31 July. Source of the name: the
Department for Education's layout of open data (`time_period`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

TERMS = ("autumn", "spring", "summer")
YEAR = "year"

_AUGUST, _DECEMBER = 8, 12


@dataclass(frozen=True, slots=True)
class NamedTerm:
    """A term as an authority calls it, or half of one; both days included."""

    name: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Span:
    """One of TERMS in the academic year that began in `begun`, both days included."""

    begun: int
    term: str
    first_day: date
    last_day: date
    imported: bool = False


def easter_sunday(year: int) -> date:
    """Easter Sunday of a Gregorian year.

    Source: the anonymous algorithm of Nature, 20 April 1876, as in J. Meeus, Astronomical Algorithms, chapter 8.
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, left = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, rest = divmod(of_century, 4)
    weekday = (32 + 2 * left + 2 * leaps - epact - rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def academic_year(day: date) -> int:
    """The calendar year in which the day's academic year began."""
    return day.year if day.month >= _AUGUST else day.year - 1


def time_period(begun: int) -> str:
    """`202627` for the academic year that began in 2026."""
    return f"{begun}{(begun + 1) % 100:02d}"


def begun_in(text: str) -> int | None:
    """2026 for `202627`; None for what names no academic year."""
    if len(text) != 6 or not (text.isascii() and text.isdigit()):
        return None
    begun = int(text[:4])
    return begun if begun >= 1900 and time_period(begun) == text else None


def term_of(day: date, named: Sequence[NamedTerm] = ()) -> str:
    """The term that a day is in, by the authority's own dates; between and outside them by the calendar."""
    for span in imported_spans(named):
        if span.first_day <= day <= span.last_day:
            return span.term
    return calendar_term(day)


def calendar_term(day: date) -> str:
    """Autumn from 1 August to 31 December, spring to Easter Sunday, summer to 31 July."""
    if day.month >= _AUGUST:
        return "autumn"
    return "spring" if day <= easter_sunday(day.year) else "summer"


def calendar_span(begun: int, term: str) -> Span:
    """A term by the calendar. KeyError if there is no such term."""
    easter = easter_sunday(begun + 1)
    first, last = {
        "autumn": (date(begun, _AUGUST, 1), date(begun, _DECEMBER, 31)),
        "spring": (date(begun + 1, 1, 1), easter),
        "summer": (easter + timedelta(days=1), date(begun + 1, 7, 31)),
    }[term]
    return Span(begun, term, first, last)


def imported_spans(named: Sequence[NamedTerm]) -> list[Span]:
    """The authority's own terms, halves of one joined, in order."""
    joined: dict[tuple[int, str], Span] = {}
    for each in sorted(named, key=lambda each: (each.first_day, each.name)):
        term = _called(each)
        # A term that begins on the last days of July, or ends on the first of August, is of the year it is mostly in.
        begun = academic_year(_middle(each))
        known = joined.get((begun, term))
        first = known.first_day if known else each.first_day
        last = max(known.last_day, each.last_day) if known else each.last_day
        joined[begun, term] = Span(begun, term, first, last, True)
    return list(joined.values())


def _called(each: NamedTerm) -> str:
    """Which of TERMS it is: by its name, or where that says none by its middle day."""
    said = list(_seasons(each.name))
    return said[0] if len(said) == 1 else calendar_term(_middle(each))


def _middle(each: NamedTerm) -> date:
    return each.first_day + (each.last_day - each.first_day) / 2


def _seasons(name: str) -> Iterator[str]:
    yield from (term for term in TERMS if term in name.lower())
