"""The desk's quarantine: what lies there, byte for byte, and what a person decides on it."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import func, select

from sweep.access.callers import caller
from sweep.access.models import Officer
from sweep.api import blueprint
from sweep.db import db
from sweep.ledger import Decision, Operation, Quarantined
from sweep.sync import schemas
from sweep.sync.deciding import Kept, Wish, decide

blp = blueprint("quarantine", __name__, "What could not be taken in, for a person to look at.")

AT_ONCE = 100
_ENTERED = Operation.standing == "quarantined"
_ASIDE = Quarantined.sha256.not_in(select(Decision.sha256))


@dataclass(frozen=True, slots=True)
class Shown:
    """Bytes in quarantine as a person sees them. `kind`, `officer` are empty where they aren't known."""

    sha256: str
    rev: int
    op_id: str | None
    kind: str
    seq: int | None
    sweep_id: str | None
    received_at: datetime
    device_id: str | None
    officer_id: str | None
    officer: str
    problem: dict[str, Any]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def base64(self) -> str:
        return base64.b64encode(self.body).decode()


def waiting(since: int = 0) -> Iterator[Shown]:
    """All that waits for a person, in the order in which it came, after the rev `since`."""
    names = {officer.id: officer.name for officer in db.session.scalars(select(Officer))}
    return (shown(row, names.get(row.officer_id or "", "")) for row in rows_waiting(since))


def rows_waiting(since: int = 0) -> Iterator[Kept]:
    """The same as the rows of their tables."""
    entered = select(Operation).where(_ENTERED, Operation.rev > since)
    aside = select(Quarantined).where(_ASIDE, Quarantined.rev > since)
    rows: Iterator[Kept] = merge(
        db.session.scalars(entered.order_by(Operation.rev)),
        db.session.scalars(aside.order_by(Quarantined.rev)),
        key=lambda row: row.rev,
    )
    return rows


def how_many_wait() -> int:
    """How many there are."""
    entered = select(func.count()).select_from(Operation).where(_ENTERED)
    aside = select(func.count()).select_from(Quarantined).where(_ASIDE)
    return sum(db.session.execute(each).scalar_one() for each in (entered, aside))


def shown(row: Kept, officer: str) -> Shown:
    """One of them, with what can be told of it."""
    entered = isinstance(row, Operation)
    return Shown(
        sha256=row.sha256,
        rev=row.rev,
        op_id=row.op_id,
        kind=row.kind if entered else "",
        seq=row.seq,
        sweep_id=row.sweep_id if entered else None,
        received_at=row.received_at,
        device_id=row.device_id,
        officer_id=row.officer_id,
        officer=officer,
        problem=row.problem or {},
        body=row.body,
    )


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
