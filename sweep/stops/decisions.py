"""What people wrote when they looked at a stop, when the stop itself is erased."""

from sqlalchemy import delete, or_

from sweep.db import db
from sweep.stops.models import Review, TwoChildren


def forget_decisions(stop_id: str) -> None:
    """What people wrote when they looked at a stop goes with it when it is erased. Inside `writing`."""
    either = or_(TwoChildren.stop_id == stop_id, TwoChildren.other_id == stop_id)
    for table, of_it in ((Review, Review.stop_id == stop_id), (TwoChildren, either)):
        db.session.execute(delete(table).where(of_it))
