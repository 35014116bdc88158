"""Which authority a code means."""

from sqlalchemy import select

from sweep.access.models import Authority
from sweep.db import db


def find_authority(new_la_code: str) -> Authority | None:
    """The authority with this ONS code, such as E08000029."""
    return db.session.scalars(
        select(Authority).where(Authority.new_la_code == new_la_code)
    ).one_or_none()
