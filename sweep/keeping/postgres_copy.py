"""A PostgreSQL database dumped at one moment while the server writes on, and checked by reading it back."""

from datetime import datetime
from pathlib import Path

import psycopg
from psycopg import sql

from sweep.keeping import postgres
from sweep.keeping.checking import Checked, check_database
from sweep.keeping.elsewhere import NotKept

SUFFIX = ".pgdump"


def copy_and_check(address: str, target: Path, now: datetime) -> Checked:
    """Dump the database at this address to `target` and prove the dump in a database beside, or raise NotKept.

    What is counted and what is dumped is the same moment, by an exported snapshot.
    """
    with postgres.connect(address) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.autocommit = False
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        rows = _row_counts(connection)
        revs: dict[int, int] = dict(
            connection.execute("SELECT id, rev FROM authorities").fetchall()
        )
        target.touch(mode=0o600)
        postgres.run(
            "pg_dump", address, "--format=custom", f"--snapshot={snapshot}", f"--file={target}"
        )
    return prove(address, target, now, Checked("", "", rows, revs))


def prove(address: str, dump: Path, now: datetime, expected: Checked) -> Checked:
    """Read the dump into a scratch database, count it there, and hold it against what was dumped."""
    with postgres.scratch(address, "check") as scratch:
        postgres.fill(scratch, dump)
        checked = check_database(scratch, now)
    if (checked.rows, checked.revs) != (expected.rows, expected.revs):
        raise NotKept("The dump, read back, has other rows than the database had.")
    return checked


def _row_counts(connection: psycopg.Connection) -> dict[str, int]:
    names = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    ).fetchall()
    counts = {}
    for (name,) in names:
        counted = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))
        counts[name] = (connection.execute(counted).fetchone() or (0,))[0]
    return counts
