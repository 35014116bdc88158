"""Is this database whole? Asked of a copy, before anybody relies on it."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app
from sqlalchemy import func, inspect, select, table

from sweep.access.models import Authority
from sweep.access.server import epoch
from sweep.db import db
from sweep.keeping.elsewhere import NotKept, application_on
from sweep.keeping.recount import recounted

_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """What a whole database holds: rows by table, and each authority's rev by its id."""

    revision: str
    epoch: str
    rows: Mapping[str, int]
    revs: Mapping[int, int]


def check_file(path: Path, called: str) -> None:
    """SQLite's own checks of a file, `called` so in sentences. Raises NotKept where it is damaged."""
    try:
        with_file = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise NotKept(f"{called} can't be opened: {error}.") from error
    try:
        told = [row[0] for row in with_file.execute("PRAGMA integrity_check(5)")]
        dangling = with_file.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        raise NotKept(f"{called} is damaged: {error}.") from error
    finally:
        with_file.close()
    if told != ["ok"]:
        raise NotKept(f"{called} is damaged: SQLite's integrity check found {len(told)} faults.")
    if dangling:
        raise NotKept(f"{called} is damaged: {len(dangling)} rows name others that are not there.")


def check_database(database_url: str, now: datetime) -> Checked:
    """Tables of this version, rows counted, every record as the ledger makes it. Raises NotKept."""
    with application_on(database_url):
        try:
            return _checked(now)
        except NotKept:
            raise
        except Exception as error:
            # Whatever damaged bytes make our own code stumble over: this copy is none to rely on.
            raise NotKept(f"The copy can't be read: {type(error).__name__}.") from error


def _checked(now: datetime) -> Checked:
    revision = known_revision()
    if revision != newest_revision():
        raise NotKept(
            f"Its tables are of version {revision}, older than this program's. Run: sweep db upgrade"
        )
    authorities = db.session.execute(select(Authority.id, Authority.rev)).all()
    revs = {each.id: each.rev for each in authorities}
    rows = row_counts()
    said_epoch = epoch()
    for authority_id in revs:
        recount = recounted(authority_id, now)
        if not recount.equal:
            shown = "; ".join(str(each) for each in recount.differences[:_MOST_SHOWN])
            raise NotKept(f"Its records are not as its ledger makes them: {shown}.")
    return Checked(revision, said_epoch, rows, revs)


def row_counts() -> dict[str, int]:
    """Rows of every table of the current database."""
    names = sorted(inspect(db.engine).get_table_names())
    return {
        name: db.session.execute(select(func.count()).select_from(table(name))).scalar_one()
        for name in names
    }


def newest_revision() -> str:
    """The version of tables that this program is for."""
    head = _scripts().get_current_head()
    assert head is not None
    return head


def known_revision() -> str:
    """The version of the current database's tables. Raises NotKept for one this program doesn't know."""
    revision = MigrationContext.configure(db.session.connection()).get_current_revision()
    if revision is None:
        raise NotKept("This is no database of Sweep.")
    try:
        _scripts().get_revision(revision)
    except CommandError as error:
        raise NotKept(
            f"Its tables are of version {revision}, newer than this program. Install a newer one."
        ) from error
    return revision


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(current_app.extensions["migrate"].directory)
