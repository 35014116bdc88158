"""The authority's counter: one `rev` for every operation and every change that phones pull."""

from sqlalchemy import select

from sweep.access.models import Authority
from sweep.db import db


class Revs:
    """Gives out the authority's `rev`s, one per operation, strictly rising.

    Taking it locks the authority's counter row, so that revs are committed in the order in which they
    are given out and a cursor can skip none.
    """

    def __init__(self, authority_id: int) -> None:
        self._row = db.session.execute(
            select(Authority).where(Authority.id == authority_id).with_for_update()
        ).scalar_one()

    @property
    def last(self) -> int:
        """The last one given out."""
        return self._row.rev

    @property
    def durable(self) -> int:
        return self._row.durable_rev

    def next(self) -> int:
        self._row.rev += 1
        return self._row.rev
