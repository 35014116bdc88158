"""What a database holds, asked of the database itself and not of the server."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from rig.street import Desk


def holds(database_url: str, receipts: Mapping[str, int]) -> int:
    """Every acknowledged operation is there with its first receipt, and the file is whole; the highest receipt."""
    engine = create_engine(database_url, poolclass=NullPool)
    with engine.connect() as connection:
        _is_whole(connection)
        rows = connection.execute(text("SELECT op_id, rev FROM operations")).all()
    there = {str(UUID(str(op_id))): int(rev) for op_id, rev in rows}
    missing = {op_id: rev for op_id, rev in receipts.items() if there.get(op_id) != rev}
    assert not missing, f"{len(missing)} of {len(receipts)} acknowledged operations are missing"
    return max(there.values(), default=0)


def _is_whole(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]


def stops_of(desk: Desk, sweep_id: str) -> list[str]:
    """The ids of all the sweep's stops that stand, page by page."""
    found: list[str] = []
    cursor, more = "", True
    while more:
        page = desk.call("GET", f"/sweeps/{sweep_id}/stops?cursor={cursor}")
        found += [stop["id"] for stop in page["stops"] if not stop["deleted"]]
        cursor, more = page["cursor"], page["more"]
    return found
