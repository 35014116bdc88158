"""What was read from a file into the tables, all of it or nothing: what changed gets a rev, by which phones hear.

A file of schools is the whole list: a school that it doesn't have is closed. A file of terms is the whole list
from its first day to its last: terms of other years stay.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from sqlalchemy import select
from uuid_utils.compat import uuid7

from sweep.access.history import note
from sweep.access.revs import Revs
from sweep.db import db
from sweep.schools.brought import PLAINLY, Brought, How, written
from sweep.schools.gias import ReadSchool
from sweep.schools.models import School, Term
from sweep.schools.term_file import ReadTerm

# One authority's, with some of its neighbours'. Every phone carries them all.
MOST_SCHOOLS = 2000


class TooMany(Exception):
    """More schools than a phone should carry. Its text is a sentence."""


def bring_in_schools(
    authority_id: int, schools: Collection[ReadSchool], how: How = PLAINLY
) -> Brought:
    """Keep these as the authority's schools, and no others; what changed, or would.

    Raises TooMany, ChangedMeanwhile.
    """
    if len(schools) > MOST_SCHOOLS:
        raise TooMany(
            f"{len(schools)} schools are more than phones should carry: at most {MOST_SCHOOLS}. "
            "Cut the file down to your own and those near your border."
        )
    change = partial(_schools, authority_id, schools)
    return written(authority_id, "schools", change, how)


def bring_in_terms(authority_id: int, terms: Sequence[ReadTerm], how: How = PLAINLY) -> Brought:
    """Keep these as the authority's terms of those days; what changed, or would. Raises ChangedMeanwhile."""
    return written(authority_id, "terms", partial(_terms, authority_id, terms), how)


def _schools(authority_id: int, schools: Collection[ReadSchool], revs: Revs) -> Brought:
    brought = Brought()
    known = {school.id: school for school in db.session.scalars(select(School).order_by(School.id))}
    for read in schools:
        school = known.pop(read.urn, None)
        if school is None:
            school = School(authority_id=authority_id, id=read.urn, removed=True)
            db.session.add(school)
        said = {"name": read.name, "phase": read.phase, "lat": read.lat, "lon": read.lon}
        _keep(school, said, revs, brought)
    _take_away(known.values(), revs, brought)
    return brought


def _terms(authority_id: int, terms: Sequence[ReadTerm], revs: Revs) -> Brought:
    brought = Brought()
    there = list(
        db.session.scalars(select(Term).where(Term.removed.is_(False)).order_by(Term.first_day))
    )
    for read in terms:
        term = next((term for term in there if _is_same(term, read)), None)
        if term is None:
            term = Term(authority_id=authority_id, id=str(uuid7()), removed=True)
            db.session.add(term)
        else:
            there.remove(term)
        said = {
            "name": read.name,
            "first_day": read.first_day,
            "last_day": read.last_day,
            "days_off": [day.isoformat() for day in read.days_off],
        }
        _keep(term, said, revs, brought)
    _take_away(_within(there, terms), revs, brought)
    if brought.new or brought.changed or brought.gone:
        _note_terms(authority_id, revs.last)
    return brought


def _note_terms(authority_id: int, rev: int) -> None:
    """Keep in the history when the authority's terms are: a return counts by them."""
    db.session.flush()
    standing = select(Term).where(Term.removed.is_(False)).order_by(Term.first_day, Term.name)
    said = [
        {
            "name": term.name,
            "first_day": term.first_day.isoformat(),
            "last_day": term.last_day.isoformat(),
        }
        for term in db.session.scalars(standing)
    ]
    note(authority_id, ("terms", ""), rev, {"terms": said})


def _is_same(term: Term, read: ReadTerm) -> bool:
    """An “Autumn term” is another one next year."""
    return (
        term.name == read.name
        and term.first_day <= read.last_day
        and read.first_day <= term.last_day
    )


def _within(there: Sequence[Term], terms: Sequence[ReadTerm]) -> Iterator[Term]:
    """Those with a day between the file's first and its last."""
    first = min(term.first_day for term in terms)
    last = max(term.last_day for term in terms)
    return (term for term in there if term.first_day <= last and first <= term.last_day)


def _keep(row: School | Term, said: Mapping[str, object], revs: Revs, brought: Brought) -> None:
    name = str(said["name"])
    if not row.removed and all(getattr(row, column) == value for column, value in said.items()):
        brought.same += 1
        return
    (brought.new if row.removed else brought.changed).append(name)
    for column, value in said.items():
        setattr(row, column, value)
    row.removed, row.rev = False, revs.next()


def _take_away(rows: Iterable[School | Term], revs: Revs, brought: Brought) -> None:
    for row in rows:
        if not row.removed:
            row.removed, row.rev = True, revs.next()
            brought.gone.append(row.name)
