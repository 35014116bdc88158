"""The desk's calls about possible doubles and reviews, for scripts. All else that pages of checking do is a push."""

from datetime import UTC, datetime
from typing import Any

from sweep.access.callers import caller
from sweep.api import blueprint
from sweep.checking import schemas
from sweep.checking.decisions import keep_look
from sweep.checking.double_decisions import carry_out, decide, keep_two_children
from sweep.checking.double_settling import QUICKER, settle
from sweep.errors import Problem
from sweep.stops.decided import standing_of
from sweep.stops.doubles import doubles_of
from sweep.stops.models import DoubleDecision, Review
from sweep.stops.reviewing import reviews_of
from sweep.sweeps.read import find_sweep

blp = blueprint("checking", __name__, "Possible doubles and reviews.")


@blp.route("/sweeps/<sweep_id>/doubles")
@blp.response(200, schemas.DoubleList)
def list_doubles(sweep_id: str) -> dict[str, Any]:
    """The pairs that nobody has decided on, and decisions that leave a child counted nowhere or twice."""
    return _doubles(sweep_id)


def _doubles(sweep_id: str) -> dict[str, Any]:
    doubles = doubles_of(find_sweep(sweep_id))
    return {
        "pairs": [{"first": first, "second": second} for first, second in doubles.pairs],
        "left_out": sorted(doubles.left_out),
        "lost": doubles.decided.lost,
        "unfinished": doubles.decided.unfinished,
    }


@blp.route("/sweeps/<sweep_id>/same-child", methods=["POST"])
@blp.arguments(schemas.SameChild)
@blp.response(201, schemas.SameChildView)
def add_same_child(said: dict[str, str], sweep_id: str) -> DoubleDecision:
    """Two stops that wait for a decision are one child: one stays, and the other is removed for that reason."""
    sweep, pair = find_sweep(sweep_id), (said["stays"], said["goes"])
    made = decide(sweep, pair, said["stays"], caller(), datetime.now(UTC))
    if made is None:
        raise Problem("already_decided", "These two do not wait for a decision.")
    carry_out(made)
    return made


@blp.route("/sweeps/<sweep_id>/two-children", methods=["POST"])
@blp.arguments(schemas.NewTwoChildren)
@blp.response(201, schemas.TwoChildrenView)
def add_two_children(said: dict[str, str], sweep_id: str) -> DoubleDecision:
    """Two stops are two children. The same again changes nothing."""
    pair = said["stop_id"], said["other_id"]
    return keep_two_children(find_sweep(sweep_id), pair, caller(), datetime.now(UTC))


@blp.route("/sweeps/<sweep_id>/doubles/undo", methods=["POST"])
@blp.arguments(schemas.NewTwoChildren)
@blp.response(200, schemas.DoubleList)
def undo_double(said: dict[str, str], sweep_id: str) -> dict[str, Any]:
    """Nobody has decided on these two any more; where one was removed as the same child, it counts again."""
    sweep = find_sweep(sweep_id)
    made = standing_of(sweep.id).get(frozenset(said.values()))
    if made is None:
        raise Problem("not_found", "Nobody has decided on these two.")
    sentence = settle(sweep.id, made.id, ("undo", ""), caller(), datetime.now(UTC))
    if sentence == QUICKER:
        raise Problem("not_found", "Nobody has decided on these two any more.")
    if sentence:
        raise Problem("still_kept_out", sentence)
    return _doubles(sweep_id)


@blp.route("/sweeps/<sweep_id>/reviews")
@blp.response(200, schemas.ReviewList)
def list_reviews(sweep_id: str) -> dict[str, Any]:
    """The stops to look at in order of time, why each, and the looks so far, the latest first."""
    return {"reviews": reviews_of(find_sweep(sweep_id))}


@blp.route("/sweeps/<sweep_id>/reviews", methods=["POST"])
@blp.arguments(schemas.NewLook)
@blp.response(201, schemas.LookView)
def add_review(said: dict[str, str], sweep_id: str) -> Review:
    """Note one look at one of them."""
    found = said["verdict"], said["note"].strip()
    return keep_look(find_sweep(sweep_id), said["stop_id"], found, caller(), datetime.now(UTC))
