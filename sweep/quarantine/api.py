"""The desk's quarantine: what lies there, byte for byte, and what a person decides on it."""

from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sweep.access.callers import caller
from sweep.api import blueprint
from sweep.ledger import Decision
from sweep.quarantine import schemas
from sweep.quarantine.deciding import Wish, decide
from sweep.quarantine.kept import waiting

blp = blueprint("quarantine", __name__, "What could not be taken in, for a person to look at.")

AT_ONCE = 100


@blp.route("/quarantine")
@blp.arguments(schemas.KeptQuery, location="query")
@blp.response(200, schemas.KeptList)
def list_quarantine(asked: dict[str, int]) -> dict[str, Any]:
    """What waits for a person, oldest first, with its exact bytes."""
    found = list(islice(waiting(asked["cursor"]), AT_ONCE + 1))
    page = found[:AT_ONCE]
    cursor = page[-1].rev if page else asked["cursor"]
    return {"kept": page, "cursor": cursor, "more": len(found) > AT_ONCE}


@blp.route("/quarantine/<sha256>", methods=["POST"])
@blp.arguments(schemas.Decide)
@blp.response(200, schemas.DecisionView)
def decide_on(said: dict[str, Any], sha256: str) -> Decision:
    """Let it count, as it is or mended, or discard it; always with a reason, and once."""
    who = caller()
    return decide(who.authority_id, who.user_id, sha256, Wish(**said), datetime.now(UTC))
