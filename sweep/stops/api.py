"""The desk's call about stops, for scripts."""

from typing import Any

from sweep.access.callers import caller
from sweep.access.cursor import cursor_at, rev_of
from sweep.api import blueprint
from sweep.stops.read import stops_of
from sweep.stops.schemas import StopPage, StopQuery
from sweep.sweeps.read import find_sweep

blp = blueprint("stops_api", __name__, "Stops, as recorded and as verified.")

AT_ONCE = 500


@blp.route("/sweeps/<sweep_id>/stops")
@blp.arguments(StopQuery, location="query")
@blp.response(200, StopPage)
def list_stops(asked: dict[str, Any], sweep_id: str) -> dict[str, Any]:
    """A sweep's stops in order of change, the voided ones marked deleted; go on from `cursor`."""
    since = rev_of(asked["cursor"], caller().authority_id)
    stops = stops_of(find_sweep(sweep_id), since, AT_ONCE + 1)
    page = stops[:AT_ONCE]
    reached = page[-1]["rev"] if page else since
    return {"stops": page, "cursor": cursor_at(reached), "more": len(stops) > AT_ONCE}
