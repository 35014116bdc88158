"""Schools and terms for the demo's phones and desk, where there are none."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import func, select

from sweep.access.models import Authority
from sweep.db import db
from sweep.demo.schools import SCHOOLS
from sweep.schools.bring_in import bring_in_schools, bring_in_terms
from sweep.schools.models import School, Term
from sweep.schools.term_file import ReadTerm

_MONDAY, _FRIDAY = 0, 4


def load_near_by(solihull: Authority, begun: int) -> None:
    """Schools where there are none, and the terms of the two school years from `begun` on where those are missing.

    Whatever somebody imported instead stays.
    """
    if not db.session.scalar(select(func.count()).select_from(School)):
        bring_in_schools(solihull.id, SCHOOLS)
    for year in (begun, begun + 1):
        terms = list(terms_of(year))
        if not _known(terms[0].first_day, terms[-1].last_day):
            bring_in_terms(solihull.id, terms)


def _known(first: date, last: date) -> bool:
    within = select(Term.id).where(Term.first_day <= last, Term.last_day >= first)
    return db.session.scalar(within.limit(1)) is not None


def terms_of(begun: int) -> Iterator[ReadTerm]:
    """Three terms as they are commonly set, each with its half-term holiday; the demo's sweeps lie within them."""
    year = begun + 1
    autumn = (_on(date(begun, 9, 2), _MONDAY), _on(date(begun, 12, 15), _FRIDAY))
    spring = (_on(date(year, 1, 3), _MONDAY), _on(date(year, 3, 20), _FRIDAY))
    summer = (_on(date(year, 4, 12), _MONDAY), _on(date(year, 7, 16), _FRIDAY))
    may_day = _on(date(year, 5, 1), _MONDAY)
    yield _term(f"Autumn term {begun}", autumn, _week(date(begun, 10, 24)))
    yield _term(f"Spring term {year}", spring, _week(date(year, 2, 13)))
    yield _term(f"Summer term {year}", summer, (may_day, *_week(date(year, 5, 25))))


def _on(earliest: date, weekday: int) -> date:
    """The first such day of the week from that day on."""
    return earliest + timedelta(days=(weekday - earliest.weekday()) % 7)


def _week(earliest: date) -> tuple[date, ...]:
    """Monday to Friday of the first whole week from that day on."""
    monday = _on(earliest, _MONDAY)
    return tuple(monday + timedelta(days=number) for number in range(5))


def _term(name: str, days: tuple[date, date], off: tuple[date, ...]) -> ReadTerm:
    return ReadTerm(f"{name} (invented)", *days, off)
