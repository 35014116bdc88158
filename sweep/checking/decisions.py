"""A look at a stop that is to be reviewed, kept for ever."""

from datetime import datetime

from uuid_utils.compat import uuid7

from sweep.access.credentials import Caller
from sweep.db import db, writing
from sweep.errors import Problem
from sweep.stops.models import Review
from sweep.stops.reviewing import reviews_of
from sweep.sweeps.models import Sweep


def keep_look(
    sweep: Sweep, stop_id: str, found: tuple[str, str], who: Caller, now: datetime
) -> Review:
    """One look at a stop that is to be reviewed: `found` is verdict and note. Raises `not_found` for any other."""
    if stop_id not in {each.stop["id"] for each in reviews_of(sweep)}:
        raise Problem("not_found", "There is no such stop to review.")
    (verdict, note), sweep_id = found, sweep.id
    with writing(who.authority_id):
        look = Review(
            authority_id=who.authority_id,
            id=str(uuid7()),
            sweep_id=sweep_id,
            stop_id=stop_id,
            verdict=verdict,
            note=note,
            user_id=who.user_id,
            reviewed_at=now,
        )
        db.session.add(look)
    return look
