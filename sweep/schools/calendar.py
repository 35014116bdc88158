"""The authority's terms as rules ask for them."""

from dataclasses import dataclass

from sqlalchemy import select

from sweep.core.school_days import SchoolTerm
from sweep.db import db
from sweep.schools.models import Term


@dataclass(frozen=True, slots=True)
class Calendar:
    """The terms that stand, and the rev of the latest change to any, 0 where none was ever brought in."""

    terms: tuple[SchoolTerm, ...]
    rev: int


def read_calendar() -> Calendar:
    """In one query, columns only: each push and each pull asks."""
    columns = (Term.first_day, Term.last_day, Term.days_off, Term.removed, Term.rev)
    rows = db.session.execute(select(*columns).order_by(Term.first_day)).all()
    standing = (row for row in rows if not row.removed)
    terms = tuple(SchoolTerm(row.first_day, row.last_day, row.days_off) for row in standing)
    return Calendar(terms, max((row.rev for row in rows), default=0))
