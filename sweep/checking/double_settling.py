"""Settling what became of a decision on a double: undone, carried out at last, or a stop put back.

All of it under the authority's lock, which every push takes too: only while the decision is the one that stands, and
only where its stops still are as they were when the button was shown. Else somebody was quicker, and nothing is done.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from uuid_utils.compat import uuid7

from sweep.access.credentials import Caller
from sweep.access.revs import Revs
from sweep.checking.entering import Entry, enter_within
from sweep.core.reference import reference
from sweep.db import db, writing
from sweep.stops.decided import Decided, decided_of, state_of
from sweep.stops.models import DoubleDecision
from sweep.stops.read import find_stop

QUICKER = "quicker"

# What may be done, and the states of the two stops in which its button is shown.
MAY: Mapping[str, frozenset[str]] = {
    "carry": frozenset({"both"}),
    "stays": frozenset({"neither"}),
    "leave": frozenset({"neither"}),
    "undo": frozenset({"two", "both", "stays", "goes", "neither"}),
}

Wish = tuple[str, str]


def settle(sweep_id: str, decision_id: str, wish: Wish, who: Caller, now: datetime) -> str:
    """Do what was wished: (one of `MAY`, the state that its button was shown for, empty where nobody knows).

    Empty where it is done; QUICKER where the decision or its stops are others by now; else a sentence that says why
    a stop could not be changed. Then the decision stands as it stood.
    """
    do, seen = wish
    with writing(who.authority_id):
        revs = Revs(who.authority_id)
        decided = decided_of(sweep_id)
        made = next((each for each in decided.standing.values() if each.id == decision_id), None)
        if made is None:
            return QUICKER
        if not _may(do, seen, made, decided):
            return QUICKER
        sentence = _change_stop(made, do, revs)
        if not sentence and do in ("undo", "leave"):
            withdraw(made, who, now, revs)
        return sentence


def _may(do: str, seen: str, made: DoubleDecision, decided: Decided) -> bool:
    state = state_of(made)
    if do in ("stays", "leave") and made not in decided.lost:
        return False
    return state in MAY[do] and seen in ("", state)


def withdraw(made: DoubleDecision, who: Caller, now: datetime, revs: Revs) -> None:
    """Nobody has decided on these two any more; what was decided stays in the record. Inside `writing`."""
    taken = row_of(made.sweep_id, (made.stop_id, made.other_id), made.stays, (who.user_id, now))
    taken.withdrawn = True
    keep(taken, revs)


def row_of(
    sweep_id: str, pair: tuple[str, str], stays: str | None, made: tuple[str | None, datetime]
) -> DoubleDecision:
    """A decision on these two, in whatever order they come; not kept yet."""
    stop_id, other_id = sorted(pair)
    user_id, now = made
    return DoubleDecision(
        id=str(uuid7()),
        sweep_id=sweep_id,
        stop_id=stop_id,
        other_id=other_id,
        stays=stays,
        withdrawn=False,
        user_id=user_id,
        decided_at=now,
    )


def keep(row: DoubleDecision, revs: Revs) -> DoubleDecision:
    """Keep it, inside `writing`, at a rev of its own: pages kept current ask for what is newer than the last."""
    row.authority_id = db.session.info["authority_id"]
    row.rev = revs.next()
    db.session.add(row)
    return row


def _change_stop(made: DoubleDecision, do: str, revs: Revs) -> str:
    """A sentence where the stop could not be changed."""
    stays, goes = made.stays, made.goes
    if do == "leave" or not stays or not goes:
        return ""
    if do == "carry":
        return _enter("stop.void", goes, f"same child as {reference(stays)}", revs)
    if do == "stays":
        why = f"{reference(goes)} was removed as the same child, so nobody was counted"
        return _enter("stop.restore", stays, why, revs)
    why = f"not decided any more to be the same child as {reference(stays)}"
    return _enter("stop.restore", goes, why, revs)


_NEEDED: Mapping[str, Callable[[bool], bool]] = {
    "stop.void": lambda voided: not voided,
    "stop.restore": lambda voided: voided,
}


def _enter(kind: str, stop_id: str, why: str, revs: Revs) -> str:
    stop, _ = find_stop(stop_id)
    if not _NEEDED[kind](stop["voided"]):
        return ""
    said = {"stop_id": stop_id, "base_op": stop["head"], "why": why}
    return enter_within(Entry(kind, said), revs)
