"""Stops and shifts made anew from the ledger alone, some at a time, beside what their tables say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from sweep.core.merge import Record
from sweep.core.operation import KeptOut
from sweep.db import db
from sweep.ledger import MERGED, Operation
from sweep.stops.models import Stop
from sweep.sweeps.models import Shift
from sweep.sync import entries, records
from sweep.sync.records import ROOMS, Key

# Records at a time, so that memory stays the same however long the ledger is.
AT_ONCE = 200

Row = dict[str, Any]


@dataclass(slots=True)
class Portion:
    """Some records twice: `made` and `rows` as the ledger makes them, `stored` as their tables show them.

    `standings` of their operations are (stored, made) by id. `unreadable` are operations that this
    version can't read; their records are left out.
    """

    made: dict[Key, Record] = field(default_factory=dict)
    rows: dict[Key, Row] = field(default_factory=dict)
    stored: dict[Key, Row] = field(default_factory=dict)
    standings: dict[str, tuple[str, str]] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)


def portions(authority_id: int) -> Iterator[Portion]:
    """Every record of the authority in scope that the ledger or a table names, in the order of their ids."""
    after: str | None = None
    while ids := _next_ids(after):
        yield _portion(authority_id, ids)
        after = ids[-1]


def _next_ids(after: str | None) -> list[str]:
    """The next ids, rising, of ledger and tables together; none is passed over."""
    lists = [_ids(column, after) for column in (Operation.record_id, Stop.id, Shift.id)]
    full = [ids[-1] for ids in lists if len(ids) == AT_ONCE]
    return sorted(each for each in set().union(*lists) if not full or each <= min(full))


def _ids(column: InstrumentedAttribute[Any], after: str | None) -> list[str]:
    found = select(column).where(column.is_not(None)).distinct().order_by(column).limit(AT_ONCE)
    return list(db.session.scalars(found if after is None else found.where(column > after)))


def _portion(authority_id: int, ids: Sequence[str]) -> Portion:
    portion = Portion(stored=_stored(ids))
    for key, ops in _ledger(ids).items():
        _rebuild(portion, authority_id, key, ops)
    return portion


def _ledger(ids: Sequence[str]) -> dict[Key, list[Operation]]:
    """What each of these records is made of: nothing where it was erased or all of it is kept out."""
    found: defaultdict[Key, list[Operation]] = defaultdict(list)
    erased = set()
    for some in _few(ids):
        for row in db.session.scalars(select(Operation).where(Operation.record_id.in_(some))):
            key = entries.record_key(row.kind, row.record_id or "")
            if row.erased_at is not None:
                erased.add(key)
            elif row.standing in MERGED:
                found[key].append(row)
    return {key: rows for key, rows in found.items() if key not in erased}


def _rebuild(portion: Portion, authority_id: int, key: Key, rows: Sequence[Operation]) -> None:
    try:
        ops = [entries.as_op(row) for row in rows]
    except KeptOut:
        portion.unreadable += [row.op_id for row in rows if not _readable(row)]
        portion.stored.pop(key, None)
        return
    record = records.merged(key, ops)
    if record is not None:
        portion.made[key] = record
        portion.rows[key] = records.row_of(authority_id, key, record)
    for row, op in zip(rows, ops, strict=True):
        portion.standings[row.op_id] = row.standing, records.standing_of(op, record)


def _readable(row: Operation) -> bool:
    try:
        entries.as_op(row)
    except KeptOut:
        return False
    return True


def _stored(ids: Sequence[str]) -> dict[Key, Row]:
    found: dict[Key, Row] = {}
    for sort, room in ROOMS.items():
        columns = [getattr(room.table, column.key) for column in room.table.__table__.columns]
        for some in _few(ids):
            for row in db.session.execute(select(*columns).where(room.table.id.in_(some))):
                found[sort, row.id] = dict(row._mapping)
    return found


def _few(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))
