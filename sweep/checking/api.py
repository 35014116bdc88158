"""The desk's calls about possible doubles and reviews, for scripts. All else that pages of checking do is a push."""

from datetime import UTC, datetime
from typing import Any

from sweep.access.callers import caller
from sweep.api import blueprint
from sweep.checking import schemas
from sweep.checking.decisions import keep_look, keep_two_children
from sweep.stops.doubles import doubles_of
from sweep.stops.models import Review, TwoChildren
from sweep.stops.reviewing import reviews_of
from sweep.sweeps.read import find_sweep

blp = blueprint("checking", __name__, "Possible doubles and reviews.")


@blp.route("/sweeps/<sweep_id>/doubles")
@blp.response(200, schemas.DoubleList)
def list_doubles(sweep_id: str) -> dict[str, Any]:
    """The pairs that nobody has decided on. One child: void one of the two by a push."""
    doubles = doubles_of(find_sweep(sweep_id))
    pairs = [{"first": first, "second": second} for first, second in doubles.pairs]
    return {"pairs": pairs, "left_out": sorted(doubles.left_out)}


@blp.route("/sweeps/<sweep_id>/two-children", methods=["POST"])
@blp.arguments(schemas.NewTwoChildren)
@blp.response(201, schemas.TwoChildrenView)
def add_two_children(said: dict[str, str], sweep_id: str) -> TwoChildren:
    """Two stops are two children. The same again changes nothing."""
    pair = said["stop_id"], said["other_id"]
    return keep_two_children(find_sweep(sweep_id), pair, caller(), datetime.now(UTC))


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
