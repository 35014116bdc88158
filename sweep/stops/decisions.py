"""What people wrote when they looked at a stop, when the stop itself is erased."""

from sqlalchemy import and_, delete, or_, select

from sweep.db import db
from sweep.stops.models import DoubleDecision, Review


def forget_decisions(stop_id: str) -> None:
    """What people wrote when they looked at a stop goes with it when it is erased. Inside `writing`.

    But not that another went for it as the same child: it says nothing but two ids, and without it that child would
    be counted nowhere and nobody told.
    """
    either = or_(DoubleDecision.stop_id == stop_id, DoubleDecision.other_id == stop_id)
    stayed = select(DoubleDecision.id).where(DoubleDecision.stays == stop_id).limit(1)
    if db.session.scalars(stayed).first():
        # And for which stop it went itself then: that one counts for all of them.
        either = and_(either, DoubleDecision.stays.is_(None))
    for table, of_it in ((Review, Review.stop_id == stop_id), (DoubleDecision, either)):
        db.session.execute(delete(table).where(of_it))
