"""The ledger's rows: seen before, entered, read again. Only this file writes them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from sweep.core.merge import Op
from sweep.core.operation import ERASED, Clock, Meaning, Problem, said
from sweep.db import db
from sweep.ledger import MERGED, Decision, Operation, Quarantined
from sweep.sync.claims import claim_of
from sweep.sync.late_words import is_late, marked
from sweep.sync.reading import Incoming, meaning, opened

# SQLite takes at most this many values in one statement on its oldest builds.
_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Author:
    """Whose credential brings operations: a phone and its officer, or a user at a desk.

    `may` are the kinds of operation that are theirs to push.
    `left` is true for a phone that was signed off: everything it still sends is kept out.
    """

    authority_id: int
    may: frozenset[str]
    device_id: str | None = None
    officer_id: str | None = None
    user_id: str | None = None
    left: bool = False

    @property
    def at_desk(self) -> bool:
        return self.device_id is None


def seen(ids: Collection[str]) -> dict[str, Operation]:
    """The ledger's rows of these operations, by id."""
    rows: list[Operation] = []
    for some in _portions(ids):
        rows += db.session.scalars(select(Operation).where(Operation.op_id.in_(some)))
    return {row.op_id: row for row in rows}


def seen_in_quarantine(hashes: Collection[str]) -> dict[str, Quarantined]:
    """What lies in quarantine with these bytes, by hash."""
    rows: list[Quarantined] = []
    for some in _portions(hashes):
        rows += db.session.scalars(select(Quarantined).where(Quarantined.sha256.in_(some)))
    return {row.sha256: row for row in rows}


def of_records(record_ids: Collection[str]) -> dict[tuple[str, str], list[Operation]]:
    """Every operation in the ledger that counts, by (stop or shift, record id)."""
    found: defaultdict[tuple[str, str], list[Operation]] = defaultdict(list)
    for some in _portions(record_ids):
        rows = db.session.scalars(
            select(Operation).where(Operation.record_id.in_(some), Operation.standing.in_(MERGED))
        )
        for row in rows:
            found[record_key(row.kind, row.record_id or "")].append(row)
    return found


def record_key(kind: str, record_id: str) -> tuple[str, str]:
    """A stop and a shift may bear the same id without being the same record."""
    return kind.partition(".")[0], record_id


def as_op(row: Operation) -> Op:
    """A ledger row read again, with nothing but what the row itself holds.

    Raises KeptOut where a newer version of this server took it in.
    """
    return make_op(row, meaning_of(row))


def meaning_of(row: Operation) -> Meaning:
    """What a ledger row says, under the sweep that a person named for it where it named none."""
    clock = Clock(timedelta(milliseconds=row.offset_ms), row.received_at)
    found = meaning(opened(row.body), clock)
    if row.taken_rev is None or found.part != "create" or row.sweep_id is None:
        return found
    named = {**found.fields, "sweep_id": row.sweep_id}
    return replace(found, sweep_id=row.sweep_id, fields=named)


def make_op(row: Operation, said: Meaning) -> Op:
    """What the merge needs to know of one ledger row."""
    return Op(
        op_id=row.op_id,
        part=said.part,
        fields=said.fields,
        # One that was kept out takes its place when it is taken in, so that phones hear of it.
        rev=row.taken_rev or row.rev,
        base_op=said.base_op,
        desk=row.device_id is None,
        author=row.device_id,
        officer=row.officer_id,
        user=row.user_id,
        seq=row.seq,
        flags=said.flags,
        # Mending is the desk's alone.
        stands_for=said.stands_for if row.device_id is None else None,
        own=said.own,
    )


def new_row(
    came: Incoming, author: Author, rev: int, offset_ms: int, received_at: datetime
) -> Operation:
    """A ledger row not yet entered; its standing and problem are still to be found."""
    return Operation(
        authority_id=author.authority_id,
        op_id=came.op_id,
        rev=rev,
        kind=came.kind,
        record_id=came.claimed_record,
        base_op=None,
        sweep_id=came.claimed_sweep,
        seq=None if author.at_desk else came.seq,
        sha256=came.sha256,
        body=came.body,
        offset_ms=offset_ms,
        received_at=received_at,
        device_id=author.device_id,
        officer_id=author.officer_id,
        user_id=author.user_id,
        standing="applied",
        problem=None,
    )


def enter(rows: Iterable[Operation]) -> None:
    """Write new rows into the ledger in one statement."""
    if values := [_values(row) for row in rows]:
        db.session.execute(insert(Operation), values)


def keep_out(
    came: Incoming, author: Author, rev: int, problem: Problem, received_at: datetime
) -> Quarantined:
    """Lay bytes that can't enter the ledger into quarantine.

    Of what claims an erased record, however little of it can be read, only the hash is kept, and nobody is
    asked to look at it.
    """
    erased = is_late(claim_of(came))
    row = Quarantined(
        authority_id=author.authority_id,
        sha256=came.sha256,
        rev=rev,
        op_id=came.op_id,
        seq=None if author.at_desk else came.seq,
        body=b"" if erased else came.body,
        received_at=received_at,
        device_id=author.device_id,
        officer_id=author.officer_id,
        user_id=author.user_id,
        problem=said(ERASED) if erased else marked(problem, came.body),
    )
    db.session.execute(insert(Quarantined), [_values(row)])
    if erased:
        _settle(row)
    return row


def _settle(row: Quarantined) -> None:
    """A decision by nobody, so that it waits for nobody."""
    settled = {"rev": row.rev, "action": "discard", "why": "", "decided_at": row.received_at}
    db.session.add(Decision(authority_id=row.authority_id, sha256=row.sha256, **settled))


def restand(standings: Mapping[str, str]) -> None:
    """Note that operations which came earlier now stand otherwise."""
    for op_id, standing in standings.items():
        db.session.execute(
            update(Operation).where(Operation.op_id == op_id).values(standing=standing),
            execution_options={"synchronize_session": False},
        )


def _values(row: Operation | Quarantined) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__mapper__.column_attrs}


def _portions(values: Collection[str]) -> Iterable[list[str]]:
    listed = list(values)
    return (listed[at : at + _AT_ONCE] for at in range(0, len(listed), _AT_ONCE))
