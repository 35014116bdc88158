"""An SQLite file copied by SQLite's online backup while the server writes on, and checked."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from sweep.keeping.checking import Checked, check_database, check_file
from sweep.keeping.elsewhere import NotKept

SUFFIX = ".sqlite3"
_PATIENCE_S = 30


def copy_and_check(address: str, target: Path, now: datetime) -> Checked:
    """Copy the file at this address to `target`, which is whole afterwards, or raise NotKept."""
    copy(Path(make_url(address).database or ""), target)
    check_file(target, "The copy")
    checked = check_database(f"sqlite:///{target}", now)
    into_one_file(target)
    return checked


def copy(source: Path, target: Path) -> None:
    """One moment of the source, all pages in one read, which no writer waits for."""
    if not source.is_file():
        raise NotKept(f"There is no database at {source}.")
    target.touch(mode=0o600)  # children's records: for nobody else to read
    try:
        with (
            closing(sqlite3.connect(source, timeout=_PATIENCE_S)) as live,
            closing(sqlite3.connect(target)) as kept,
        ):
            live.backup(kept)
    except sqlite3.Error as error:
        full = "full" in str(error)
        why = "the disk is full" if full else str(error)
        raise NotKept(f"The copy could not be made: {why}. Nothing was kept.") from error


def into_one_file(path: Path) -> None:
    """Leave nothing of the database beside its file. Whoever opens it to serve turns the log on again."""
    with closing(sqlite3.connect(path)) as kept:
        kept.execute("PRAGMA journal_mode=DELETE")
