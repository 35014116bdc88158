"""The only way back to a backup, and why nothing that a phone still holds is lost by it.

1 nobody    no server serves, and nobody has the database open
2 beside    the backup is copied beside the served database and checked there; the file itself stays as it is
3 prepare   brought up to date, new epoch, journal, sessions (`preparing`)
4 gaps      what it lacks of the database before (`gaps`), noted with each phone so that desks see it too
5 place     the two change places at once; the one before is kept under a name that says so
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import make_url
from sqlalchemy.exc import DatabaseError

from sweep.keeping import postgres_place, sqlite_place
from sweep.keeping.backup import plainly
from sweep.keeping.checking import row_counts
from sweep.keeping.elsewhere import NotKept, application_on, let_go
from sweep.keeping.gaps import Gaps, Portrait, gaps_between, portrait, remember
from sweep.keeping.preparing import Prepared, prepare
from sweep.keeping.serving import nobody_else

_SQLITE_HEAD, _PG_HEAD = b"SQLite format 3\0", b"PGDMP"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place. `kept` is where the database before is, None where there was none."""

    file: str
    kept: str | None
    rows: Mapping[str, int]
    prepared: Prepared
    gaps: Gaps


def restore(file: Path, now: datetime) -> Restored:
    """Go back to this backup. Raises NotKept; then everything is as it was."""
    settings = current_app.config["SWEEP"]
    let_go()
    with nobody_else(settings.instance_path), plainly(settings.instance_path):
        place = _place(settings.database_url, file)
        with place.prepared():
            before = _before(settings.database_url)
            with application_on(place.address):
                prepared = prepare(_journals(file, settings.journal_path), now)
                gaps, rows = gaps_between(before, portrait()), row_counts()
                remember(before)
            return Restored(str(file), place.swap(now), rows, prepared, gaps)


def _place(address: str, file: Path) -> sqlite_place.Place | postgres_place.Place:
    with file.open("rb") as opened:
        head = opened.read(16)
    on_sqlite = make_url(address).get_backend_name() == "sqlite"
    if head.startswith(_SQLITE_HEAD if on_sqlite else _PG_HEAD):
        return (sqlite_place if on_sqlite else postgres_place).Place(address, file)
    kind, other = ("SQLite", "PostgreSQL") if on_sqlite else ("PostgreSQL", "SQLite")
    if head.startswith(_PG_HEAD if on_sqlite else _SQLITE_HEAD):
        raise NotKept(f"{file.name} is a backup of {other}, and this server is set to {kind}.")
    raise NotKept(f"{file.name} is no whole backup: it doesn't begin as one of {kind} does.")


def _journals(file: Path, own: Path) -> list[Path]:
    """The server's own, and those that lie beside any backup of the same folder: a line in any of them holds."""
    return [*sorted(file.absolute().parent.glob("*.journal.jsonl")), own]


def _before(address: str) -> Portrait | None:
    """The served database as far as gaps go; None where it is away, damaged or of another version."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return None  # asking would make one
    try:
        return portrait()
    except (DatabaseError, ValueError):
        return None
    finally:
        let_go()
