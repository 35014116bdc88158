"""A verified copy of the database, and what follows from having it: phones may let go of what it holds.

1 copy      of one moment, while the server goes on
2 check     the copy, not the original: whole, of a known version, every record as its ledger makes it
3 name      on disk under its name only now; what has a name is whole
4 journal   beside it, so that erasures and revocations go wherever backups go
5 rise      `durable_rev` of each authority rises to the rev that the copy holds, and never falls
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import current_app
from sqlalchemy import make_url, select

from sweep.access.models import Authority
from sweep.access.server import epoch
from sweep.db import db, writing
from sweep.journal import sync_folder
from sweep.keeping import postgres, postgres_copy, sqlite_copy
from sweep.keeping.checking import Checked, check_database
from sweep.keeping.elsewhere import NotKept


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified copy. `durable` is each authority's durable_rev now, by ONS code."""

    file: str
    bytes: int
    rows: Mapping[str, int]
    durable: Mapping[str, int]
    same_disk: bool


def back_up(folder: Path, now: datetime) -> Backup:
    """Copy the served database into the folder. Raises NotKept; then no finished-looking file is there."""
    address = current_app.config["SWEEP"].database_url
    on_sqlite = make_url(address).get_backend_name() == "sqlite"
    kind = sqlite_copy if on_sqlite else postgres_copy
    with _kept_in(folder), plainly(folder):
        file = folder / f"sweep-{now:%Y%m%dT%H%M%SZ}{kind.SUFFIX}"
        if file.exists():
            raise NotKept(f"{file} is there already.")
        checked = _copied(file, kind.copy_and_check, address, now)
        _copy_journal(file)
    return Backup(
        str(file), file.stat().st_size, checked.rows, rise(checked), _same_disk(folder, address)
    )


def held_elsewhere(address: str, now: datetime) -> Mapping[str, int]:
    """Check a copy that others made (a replica, a provider's snapshot) and let `durable_rev` rise by it."""
    if _is_served(address):
        raise NotKept("That is the served database itself, and no copy of it.")
    if make_url(address).get_backend_name() != "sqlite":
        return rise(check_database(address, now))
    with TemporaryDirectory() as folder:  # a file would be changed by being opened to be counted
        return rise(sqlite_copy.copy_and_check(address, Path(folder) / "copy", now))


def _is_served(address: str) -> bool:
    """Whether this is the served database, by whatever name: there are many ways to write an address."""
    served = current_app.config["SWEEP"].database_url
    on_sqlite = make_url(served).get_backend_name() == "sqlite"
    if on_sqlite != (make_url(address).get_backend_name() == "sqlite"):
        return False
    if on_sqlite:
        files = [Path(make_url(each).database or "") for each in (served, address)]
        return all(file.exists() for file in files) and files[0].samefile(files[1])
    return postgres.identity(address) == postgres.identity(served)


def rise(checked: Checked) -> Mapping[str, int]:
    """Note what the copy holds; gives every authority's durable_rev by ONS code. Raises NotKept.

    Of another epoch it is no copy of this database's history, however high its revs.
    """
    for authority_id, rev in checked.revs.items():
        with writing(authority_id):
            if epoch() != checked.epoch:
                raise NotKept(
                    "The copy is of another epoch: the server was restored since, or it is another's."
                )
            here = select(Authority).where(Authority.id == authority_id).with_for_update()
            authority = db.session.scalars(here).one()
            if rev > authority.rev:
                raise NotKept("The copy is ahead of this database, so it is none of it.")
            authority.durable_rev = max(authority.durable_rev, rev)
    every = db.session.execute(select(Authority.new_la_code, Authority.durable_rev)).all()
    return {each.new_la_code: each.durable_rev for each in every}


CopyAndCheck = Callable[[str, Path, datetime], Checked]


def _copied(file: Path, copy_and_check: CopyAndCheck, address: str, now: datetime) -> Checked:
    partial = file.with_name(f".{file.name}.partial")
    try:
        checked = copy_and_check(address, partial, now)
        sync_file(partial)
        partial.rename(file)
        sync_folder(file.parent)
    finally:
        remove_database(partial)
    return checked


def sync_file(path: Path) -> None:
    """Put a file's content on disk."""
    with path.open("rb") as opened:
        os.fsync(opened.fileno())


def remove_database(path: Path) -> None:
    """A file that shall not stay, with what SQLite puts beside it."""
    for each in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
        each.unlink(missing_ok=True)


def _copy_journal(file: Path) -> None:
    """Named like its backup and never over another: a lost journal must not replace a kept one."""
    journal = current_app.config["SWEEP"].journal_path
    if journal.exists():
        kept = file.with_name(f"{file.name}.journal.jsonl")
        partial = kept.with_name(f".{kept.name}.partial")
        try:
            shutil.copyfile(journal, partial)
            sync_file(partial)
            partial.rename(kept)
            sync_folder(kept.parent)
        finally:
            partial.unlink(missing_ok=True)


@contextmanager
def _kept_in(folder: Path) -> Iterator[None]:
    """One backup into a folder at a time; what a killed one left unfinished is removed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise NotKept(f"{folder} can't be used: {error.strerror}.") from error
    try:
        _alone(descriptor, folder)
        for left in folder.glob(".sweep-*.partial*"):
            left.unlink(missing_ok=True)
        yield
    finally:
        os.close(descriptor)


def _alone(descriptor: int, folder: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise NotKept(f"Another backup into {folder} is under way.") from error


@contextmanager
def plainly(folder: Path) -> Iterator[None]:
    """What the system says of a folder that can't be written to, as a sentence in NotKept."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise NotKept(f"The disk of {folder} is full. Nothing was kept.") from error
        raise NotKept(f"{folder} can't be written to: {error.strerror}.") from error


def _same_disk(folder: Path, address: str) -> bool:
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        return False
    return Path(url.database or ".").stat().st_dev == folder.stat().st_dev
