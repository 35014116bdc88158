"""A cursor: the epoch and a rev, so that a cursor from before a restore is known for what it is."""

from sqlalchemy import select

from sweep.access.models import Authority
from sweep.access.server import epoch
from sweep.db import db
from sweep.errors import Problem


def cursor_at(rev: int) -> str:
    """The cursor that goes on after this rev."""
    return f"{epoch()}-{rev}"


def rev_of(cursor: str, authority_id: int) -> int:
    """The rev to go on from; 0 for an empty cursor. Raises `cursor_from_another_epoch`."""
    if not cursor:
        return 0
    said_epoch, _, rev = cursor.rpartition("-")
    latest = db.session.scalars(select(Authority.rev).where(Authority.id == authority_id)).one()
    if said_epoch != epoch() or not rev.isdecimal() or int(rev) > latest:
        raise Problem(
            "cursor_from_another_epoch", "The server has been restored since. Start from the start."
        )
    return int(rev)
