"""What a person decides when looking at stops, kept for ever: two children and no double, and a look at a stop."""

from datetime import datetime

from sqlalchemy import func, select
from uuid_utils.compat import uuid7

from sweep.access.credentials import Caller
from sweep.access.revs import Revs
from sweep.db import db, writing
from sweep.errors import Problem
from sweep.stops.models import Review, Stop, TwoChildren
from sweep.stops.reviewing import reviews_of
from sweep.sweeps.models import Sweep


def keep_two_children(
    sweep: Sweep, pair: tuple[str, str], who: Caller, now: datetime
) -> TwoChildren:
    """These two stops of one sweep are two children. The same again changes nothing. Raises `not_found`."""
    (stop_id, other_id), sweep_id = sorted(pair), sweep.id
    with writing(who.authority_id):
        here = select(func.count()).where(Stop.id.in_(pair), Stop.sweep_id == sweep_id)
        if stop_id == other_id or db.session.scalars(here.select_from(Stop)).one() != 2:
            raise Problem("not_found", "These are not two stops of this sweep.")
        revs = Revs(who.authority_id)
        known = db.session.get(TwoChildren, (who.authority_id, stop_id, other_id))
        if known is None:
            known = TwoChildren(
                authority_id=who.authority_id,
                stop_id=stop_id,
                other_id=other_id,
                sweep_id=sweep_id,
                user_id=who.user_id,
                decided_at=now,
            )
            db.session.add(known)
            revs.next()  # pages that are kept current ask for what is newer than the last rev
    return known


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
