"""What schools are called."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, or_, select

from sweep.db import db
from sweep.schools.models import School


def school_names(urns: Collection[str]) -> dict[str, str]:
    """The names of these schools by URN, closed ones too; one that never was on the list is not there."""
    named = select(School.id, School.name).where(School.id.in_(urns))
    return {row.id: row.name for row in db.session.execute(named)}


def school_phases(urns: Collection[str]) -> dict[str, str]:
    """The phases of these schools by URN, as `school_names` gives their names."""
    told = select(School.id, School.phase).where(School.id.in_(urns))
    return {row.id: row.phase for row in db.session.execute(told)}


def find_school(typed: str) -> str | None:
    """The URN of the school with this number, or of the only one with this name in any case; else None."""
    named = select(School.id).where(
        or_(School.id == typed, func.lower(School.name) == typed.strip().lower())
    )
    found = db.session.scalars(named).all()
    return found[0] if len(found) == 1 else None


def all_school_names() -> Sequence[str]:
    """The names of the schools that are open, in order."""
    return db.session.scalars(
        select(School.name).where(School.removed.is_(False)).order_by(School.name)
    ).all()
