"""An SQLite backup put in the served file's place: at every moment one of the two is there, whole."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from sweep.journal import sync_folder
from sweep.keeping.backup import remove_database, sync_file
from sweep.keeping.checking import check_file
from sweep.keeping.elsewhere import NotKept
from sweep.keeping.sqlite_copy import into_one_file

_BESIDE = ("-wal", "-shm")
_PATIENCE_S = 1


class Place:
    """The served file, and a copy of the backup beside it that becomes it. `address` is the copy's."""

    def __init__(self, address: str, file: Path) -> None:
        self.live = Path(make_url(address).database or "").resolve()
        self._fresh = self.live.with_name(f"{self.live.name}.restoring")
        self._file = file
        self.address = f"sqlite:///{self._fresh}"

    @contextmanager
    def prepared(self) -> Iterator[None]:
        """Within it the copy is there. Raises NotKept where it is damaged or the original is in use."""
        with self._alone():
            pass
        remove_database(self._fresh)
        try:
            self._fresh.touch(mode=0o600)
            shutil.copyfile(self._file, self._fresh)
            check_file(self._fresh, self._file.name)
            yield
        finally:
            remove_database(self._fresh)

    def swap(self, now: datetime) -> str | None:
        """Put the copy in place; gives where the one before is kept, or None where there was none."""
        into_one_file(self._fresh)
        sync_file(self._fresh)
        kept = self.live.with_name(f"{self.live.name}.before-restore-{now:%Y%m%dT%H%M%SZ}")
        with self._alone():
            there = self.live.exists()
            if there:
                self._keep(kept)
            os.replace(self._fresh, self.live)
            sync_folder(self.live.parent)
        return str(kept) if there else None

    def _keep(self, kept: Path) -> None:
        """A second name for the served file, and none for its log: it would be read into the new one."""
        _like(self.live, self._fresh)
        os.link(self.live, kept)
        for end in _BESIDE:
            beside = self.live.with_name(self.live.name + end)
            if beside.exists():
                beside.rename(kept.with_name(kept.name + end))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else has the served file open, and its log is in it. A file that can't be read has no say."""
        if not self.live.exists():
            yield
            return
        with closing(sqlite3.connect(self.live, timeout=_PATIENCE_S, isolation_level=None)) as own:
            _lock(own)
            yield


def _lock(own: sqlite3.Connection) -> None:
    try:
        own.execute("PRAGMA locking_mode=EXCLUSIVE")
        own.execute("BEGIN EXCLUSIVE")
        own.execute("COMMIT")
        own.execute("PRAGMA journal_mode=DELETE")
        own.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise NotKept(
                "Somebody has the database open. Stop what uses it, then restore."
            ) from error
    except sqlite3.DatabaseError:
        # Damaged: that is what a restore is for.
        return


def _like(old: Path, fresh: Path) -> None:
    """Whoever could read and write the one before can the new one, also when root restores it."""
    was = old.stat()
    fresh.chmod(was.st_mode)
    with suppress(PermissionError):
        os.chown(fresh, was.st_uid, was.st_gid)
