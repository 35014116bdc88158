"""Deciding on a possible double: noted first, under the authority's lock, and carried out by an operation then.

So of two people who decide on one pair at once only the first is heard, and no two decisions can take both stops
of a child away. What was noted and not carried out, since the server stopped in between, is shown until it is.
"""

from datetime import UTC, datetime

from sqlalchemy import func, select

from sweep.access.callers import caller
from sweep.access.credentials import Caller
from sweep.access.revs import Revs
from sweep.checking.double_settling import keep, row_of, settle, withdraw
from sweep.core.doubles import Pair
from sweep.db import db, writing
from sweep.errors import Problem
from sweep.stops.decided import standing_of
from sweep.stops.doubles import is_open
from sweep.stops.models import DoubleDecision, Stop
from sweep.sweeps.models import Sweep


def decide(
    sweep: Sweep, pair: Pair, stays: str | None, who: Caller, now: datetime
) -> DoubleDecision | None:
    """Note that these two are one child, of whom `stays` counts, or two (None).

    None where the pair doesn't wait for a decision: somebody was quicker. Carried out by `carry_out`.
    """
    sweep_id = sweep.id
    with writing(who.authority_id):
        revs = Revs(who.authority_id)
        if not is_open(sweep, pair):
            return None
        noted = row_of(sweep_id, pair, stays, (who.user_id, now))
        return keep(noted, revs)


def keep_two_children(sweep: Sweep, pair: Pair, who: Caller, now: datetime) -> DoubleDecision:
    """These two stops of one sweep are two children, whether or not they look like one; a script says so.

    The same again changes nothing. Raises `not_found`, and `already_decided` where they were said to be one.
    """
    sweep_id = sweep.id
    with writing(who.authority_id):
        revs = Revs(who.authority_id)
        here = select(func.count()).where(Stop.id.in_(pair), Stop.sweep_id == sweep_id)
        if pair[0] == pair[1] or db.session.scalars(here.select_from(Stop)).one() != 2:
            raise Problem("not_found", "These are not two stops of this sweep.")
        known = standing_of(sweep_id).get(frozenset(pair))
        if known and known.stays:
            raise Problem("already_decided", "Somebody said that these two are one child.")
        return known or keep(row_of(sweep_id, pair, None, (who.user_id, now)), revs)


def carry_out(decision: DoubleDecision) -> bool:
    """Remove the stop that goes, by an operation like any other that says why. True where that is done.

    Not where the stop that stays was removed meanwhile: then the other is all that the child has. Nor where the
    decision was taken back meanwhile.
    """
    if not decision.stays:
        return True
    wish = "carry", "both"
    return not settle(decision.sweep_id, decision.id, wish, caller(), datetime.now(UTC))


def take_back_of(stop: str, sweep: Sweep, who: Caller, now: datetime) -> None:
    """Nobody has decided any more by the decision by which this stop went, where there is one. Moves no stop."""
    sweep_id = sweep.id
    with writing(who.authority_id):
        revs = Revs(who.authority_id)
        for made in standing_of(sweep_id).values():
            if made.goes == stop:
                withdraw(made, who, now, revs)
