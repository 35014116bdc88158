"""What lies in quarantine and waits for a person, byte for byte: from the ledger and from beside it."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from sweep.access.models import Officer
from sweep.db import db
from sweep.ledger import Decision, Operation, Quarantined
from sweep.quarantine.deciding import Kept

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


def rows_waiting(since: int = 0, each: int | None = None) -> Iterator[Kept]:
    """The same as the rows of their tables; of one sender's with one problem only the first `each`.

    So whoever sends a great deal of rubbish hides nothing of what others sent.
    """
    entered = select(Operation).where(_ENTERED, Operation.rev > since)
    aside = select(Quarantined).where(_ASIDE, Quarantined.rev > since)
    if each is not None:
        entered = entered.where(Operation.rev.in_(_first(Operation, _ENTERED, each)))
        aside = aside.where(Quarantined.rev.in_(_first(Quarantined, _ASIDE, each)))
    rows: Iterator[Kept] = merge(
        db.session.scalars(entered.order_by(Operation.rev)),
        db.session.scalars(aside.order_by(Quarantined.rev)),
        key=lambda row: row.rev,
    )
    return rows


def _first(
    kept: type[Operation | Quarantined], waits: ColumnElement[bool], each: int
) -> Select[tuple[int]]:
    sender = (kept.device_id, kept.user_id, kept.problem["code"].as_string())
    number = func.row_number().over(partition_by=sender, order_by=kept.rev)
    numbered = select(kept.rev, number.label("number")).where(waits).subquery()
    return select(numbered.c.rev).where(numbered.c.number <= each)


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
