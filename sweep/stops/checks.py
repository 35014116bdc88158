"""Tables of what people decided when they looked at stops: reviewed by a supervisor, or two children and no double.

They stand here and not with the pages that write them (`checking`), for figures and the sweep's page ask about them.
"""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, String, Text, delete, or_
from sqlalchemy.orm import Mapped, mapped_column

from sweep.db import db
from sweep.tables import AuthorityOwned, Id, Identified, UtcDateTime


def _of_sweep() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["authority_id", "sweep_id"], ["sweeps.authority_id", "sweeps.id"])


class Review(Identified, db.Model):
    """One look at one stop. Kept for ever; of several the latest counts. `verdict`: core.codes.REVIEW_VERDICTS."""

    __tablename__ = "reviews"

    sweep_id: Mapped[str] = mapped_column(Id)
    stop_id: Mapped[str] = mapped_column(Id)
    verdict: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text)
    user_id: Mapped[str] = mapped_column(Id)
    reviewed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        _of_sweep(),
        Index("ix_reviews_sweep", "authority_id", "sweep_id"),
        Index("ix_reviews_stop", "authority_id", "stop_id"),
    )


class TwoChildren(AuthorityOwned, db.Model):
    """Two stops that looked like one child, and are two: somebody looked. `stop_id` is the lower of the two ids."""

    __tablename__ = "two_children"

    stop_id: Mapped[str] = mapped_column(Id, primary_key=True)
    other_id: Mapped[str] = mapped_column(Id, primary_key=True)
    sweep_id: Mapped[str] = mapped_column(Id)
    user_id: Mapped[str] = mapped_column(Id)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (_of_sweep(), Index("ix_two_children_sweep", "authority_id", "sweep_id"))


def forget_decisions(stop_id: str) -> None:
    """What people wrote when they looked at a stop goes with it when it is erased. Inside `writing`."""
    either = or_(TwoChildren.stop_id == stop_id, TwoChildren.other_id == stop_id)
    for table, of_it in ((Review, Review.stop_id == stop_id), (TwoChildren, either)):
        db.session.execute(delete(table).where(of_it))
