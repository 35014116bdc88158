"""Records from their operations: which rooms there are, and how a merged record is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Insert, select
from sqlalchemy.dialects import postgresql, sqlite

from sweep.core.merge import Fields, Op, Record, merge
from sweep.db import db
from sweep.stops import operations as stop_operations
from sweep.stops.models import Stop
from sweep.sweeps import operations as shift_operations
from sweep.sweeps.models import Shift

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Room:
    """Where one sort of record lives and how its merged fields become a row."""

    table: type[Stop] | type[Shift]
    fill: Callable[[Fields, Sequence[Op]], Fields]
    finish: Callable[[Fields, Op], Fields]


ROOMS: Mapping[str, Room] = {
    "stop": Room(Stop, stop_operations.fill, stop_operations.finish),
    "shift": Room(Shift, shift_operations.fill, shift_operations.finish),
}


def merged(key: Key, ops: Iterable[Op]) -> Record | None:
    """The record that these operations make, or None while none of them creates it."""
    return merge(ops, ROOMS[key[0]].fill)


def standing_of(op: Op, record: Record | None) -> str:
    """How one of a record's operations stands, as the ledger notes it."""
    if record is None or op.op_id in record.waiting:
        return "waiting"
    return "overruled" if op.op_id in record.overruled else "applied"


def row_of(authority_id: int, key: Key, record: Record) -> dict[str, Any]:
    """A merged record as the row of its table."""
    sort, record_id = key
    return {
        **ROOMS[sort].finish(record.fields, record.root),
        "authority_id": authority_id,
        "id": record_id,
        "head": record.head,
        "rev": record.rev,
        "flags": list(record.flags),
    }


def sweeps_of(keys: Iterable[Key]) -> dict[Key, str]:
    """The sweep of each of these records that there is."""
    found: dict[Key, str] = {}
    wanted = list(keys)
    for sort, room in ROOMS.items():
        ids = [record_id for each, record_id in wanted if each == sort]
        if ids:
            rows = db.session.execute(
                select(room.table.id, room.table.sweep_id).where(room.table.id.in_(ids))
            )
            found |= {(sort, record_id): sweep_id for record_id, sweep_id in rows}
    return found


def write(authority_id: int, records: Mapping[Key, Record]) -> None:
    """Put these records into their tables, new or changed, one statement a table."""
    for sort in ROOMS:
        rows = [row_of(authority_id, key, made) for key, made in records.items() if key[0] == sort]
        if rows:
            db.session.execute(_upsert(sort, db.session.get_bind().dialect.name), rows)


@cache
def _upsert(sort: str, dialect: str) -> Insert:
    """The statement, made once: a push of one stop would spend more on making it than on running it."""
    # Both databases speak ON CONFLICT, each by its own class.
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    table = ROOMS[sort].table
    statement = insert(table)
    names = [column.key for column in table.__table__.columns if column.key not in _KEY]
    changed = {name: statement.excluded[name] for name in names}
    return statement.on_conflict_do_update(index_elements=list(_KEY), set_=changed)


_KEY = ("authority_id", "id")
