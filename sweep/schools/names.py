"""What schools are called."""

from collections.abc import Collection

from sqlalchemy import select

from sweep.db import db
from sweep.schools.models import School


def school_names(urns: Collection[str]) -> dict[str, str]:
    """The names of these schools by URN, closed ones too; one that never was on the list is not there."""
    named = select(School.id, School.name).where(School.id.in_(urns))
    return {row.id: row.name for row in db.session.execute(named)}
