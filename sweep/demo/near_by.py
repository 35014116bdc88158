"""Schools and terms for the demo's phones. The schools are invented; the places are real streets of Solihull."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import func, select

from sweep.access.models import Authority
from sweep.db import db
from sweep.schools.bring_in import bring_in_schools, bring_in_terms
from sweep.schools.gias import ReadSchool
from sweep.schools.models import School, Term
from sweep.schools.term_file import ReadTerm

# No school of England has a URN that begins with 9.
_SCHOOLS = (
    ReadSchool("900001", "Malvern Park School (invented)", "secondary", 52.4089, -1.7716),
    ReadSchool("900002", "Lode Lane Academy (invented)", "secondary", 52.4213, -1.7771),
    ReadSchool("900003", "Brueton Primary School (invented)", "primary", 52.4107, -1.7685),
    ReadSchool("900004", "Station Approach Sixth Form (invented)", "post16", 52.4139, -1.7869),
    ReadSchool("900005", "Blossomfield Infant School (invented)", "primary", 52.4078, -1.7926),
    ReadSchool("900006", "Sharmans Cross School (invented)", "secondary", 52.4122, -1.8068),
    ReadSchool("900007", "Shirley Heath Primary School (invented)", "primary", 52.4068, -1.8190),
    ReadSchool("900008", "Olton Mere School (invented)", "secondary", 52.4401, -1.8015),
    ReadSchool("900009", "Chelmund Academy (invented)", "secondary", 52.4771, -1.7413),
    ReadSchool("900010", "Kingshurst Brook Primary School (invented)", "primary", 52.4919, -1.7484),
    ReadSchool("900011", "The Willows Centre (invented)", "special_or_ap", 52.4746, -1.7290),
    ReadSchool("900012", "Knowle Lock School (invented)", "secondary", 52.3901, -1.7296),
    ReadSchool("900013", "Dorridge Wood Primary School (invented)", "primary", 52.3733, -1.7561),
    ReadSchool("900014", "Bickenhill Nursery School (invented)", "early_years", 52.4468, -1.7268),
)
_MONDAY, _FRIDAY = 0, 4


def load_near_by(solihull: Authority, begun: int) -> None:
    """Schools where there are none, and the terms of the two school years from `begun` on where those are missing.

    Whatever somebody imported instead stays.
    """
    if not db.session.scalar(select(func.count()).select_from(School)):
        bring_in_schools(solihull.id, _SCHOOLS)
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
