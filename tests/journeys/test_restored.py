"""A server put back from an older backup: phones give it again what it lost, once, by themselves."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from journeys.solihull import Solihull
from journeys.thumb import Thumb

RECONCILE = "**/api/v1/sync/reconcile"


def copy_of(database_url: str, to: Path) -> Path:
    live = sqlite3.connect(str(make_url(database_url).database))
    with closing(live), closing(sqlite3.connect(to)) as copy:
        live.backup(copy)
    return to


def put_back(database_url: str, backup: Path, epoch: str) -> None:
    """As the restore command does it: the backup's content, and a new epoch. The server must be stopped."""
    live = Path(str(make_url(database_url).database))
    for old in (live, live.with_name(f"{live.name}-wal"), live.with_name(f"{live.name}-shm")):
        old.unlink(missing_ok=True)
    live.write_bytes(backup.read_bytes())
    with closing(sqlite3.connect(live)) as database, database:
        database.execute("UPDATE server SET epoch = ?", [epoch])


def test_phones_heal_a_server_that_was_put_back_from_a_backup(
    solihull: Solihull, thumb: Thumb, database_url: str, tmp_path: Path
) -> None:
    thumb.record_stop("Truanting", "Alone")
    thumb.all_is_sent()
    backup = copy_of(database_url, tmp_path / "backup.sqlite3")
    thumb.record_stop("Late", "Parent")
    thumb.record_stop("Excluded", "Parent")
    thumb.all_is_sent()
    solihull.server.stop()
    put_back(database_url, backup, "after the restore")
    solihull.server.start()
    assert [stop["finding"] for stop in solihull.stops()] == ["truanting"]
    with thumb.page.expect_response(RECONCILE) as asked:
        thumb.page.reload()
    thumb.all_is_sent()
    states = [result["state"] for result in asked.value.json()["results"]]
    assert sorted(set(states)) == ["have", "missing"]
    assert states.count("missing") == 2
    found = sorted(stop["finding"] for stop in solihull.stops())
    assert found == ["excluded", "late", "truanting"]
    assert len(solihull.shifts()) == 1
