"""Schools and terms as a phone hears of them."""

from collections.abc import Iterator
from typing import Any

from marshmallow import Schema, fields
from sqlalchemy import select

from sweep.db import db
from sweep.schools.models import School, Term

Change = dict[str, Any]


class SchoolView(Schema):
    """A school as a phone hears of it. `lat`/`lon` in degrees."""

    id = fields.String(metadata={"description": "its URN"})
    rev = fields.Integer()
    name = fields.String()
    phase = fields.String()
    lat = fields.Float()
    lon = fields.Float()


class TermView(Schema):
    """A term as a phone hears of it, both days included."""

    id = fields.String()
    rev = fields.Integer()
    name = fields.String()
    first_day = fields.Date()
    last_day = fields.Date()
    days_off = fields.List(fields.String())


def changes_of_schools(since: int, most: int) -> Iterator[Change]:
    """The first of the authority's schools that changed after this rev, by their revs, of which no two are alike.

    One without a place is near nobody, and still found by its name: `lat` and `lon` are null.
    """
    changed = select(School).where(School.rev > since).order_by(School.rev).limit(most)
    for school in db.session.scalars(changed):
        if school.removed:
            yield _gone("school", school)
        else:
            yield {"type": "school", "deleted": False, **SchoolView().dump(school)}


def changes_of_terms(since: int, most: int) -> Iterator[Change]:
    """Its terms likewise."""
    changed = select(Term).where(Term.rev > since).order_by(Term.rev).limit(most)
    for term in db.session.scalars(changed):
        if term.removed:
            yield _gone("term", term)
        else:
            yield {"type": "term", "deleted": False, **TermView().dump(term)}


def _gone(sort: str, row: School | Term) -> Change:
    return {"type": sort, "id": row.id, "rev": row.rev, "deleted": True}
