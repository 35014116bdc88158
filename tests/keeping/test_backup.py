"""`sweep backup`: a verified copy while the server runs, and only then may phones let go."""

import json
import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy import select, update

from rig.commands import Ran, run_sweep
from rig.street import Desk, PretendPhone
from sweep.access.models import Authority
from sweep.db import db, writing
from sweep.keeping import backup, postgres, sqlite_copy
from sweep.keeping.backup import back_up
from sweep.keeping.elsewhere import NotKept, let_go
from sweep.stops.models import Stop

NOW = datetime(2026, 1, 12, 18, 0, tzinfo=UTC)


def durable(app: Flask) -> int:
    with app.app_context():
        db.session.rollback()
        return db.session.scalars(select(Authority.durable_rev)).one()


def on_sqlite(app: Flask) -> bool:
    return str(app.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite")


def kept_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def test_phones_may_let_go_of_what_a_verified_copy_holds_and_of_nothing_else(
    app: Flask, desk: Desk, phone: PretendPhone, environ: dict[str, str], tmp_path: Path
) -> None:
    before, after = phone.stop(), phone.stop()
    _, answer = phone.send(before)
    assert answer["durable_rev"] == 0
    done = run_sweep(environ, "backup", str(tmp_path / "kept"), "--json")
    assert done.code == 0, done
    told = json.loads(done.said)
    assert (told["rows"]["operations"], told["durable"]["E08000029"]) == (1, answer["rev"])
    assert Path(told["file"]).stat().st_size == told["bytes"]
    assert Path(told["file"]).stat().st_mode & 0o077 == 0
    _, answer = phone.send(after)
    assert answer["durable_rev"] == told["durable"]["E08000029"] < answer["rev"]


def test_a_copy_made_while_pushes_go_on_is_whole_and_claims_no_more_than_it_holds(
    app: Flask, desk: Desk, phone: PretendPhone, tmp_path: Path
) -> None:
    phone.push(phone.stop())
    over = Event()

    def push_on() -> None:
        while not over.is_set():
            phone.push(phone.stop())

    pushing = Thread(target=push_on)
    pushing.start()
    try:
        with app.app_context():
            taken = [back_up(tmp_path / "kept", NOW + timedelta(seconds=n)) for n in range(3)]
    finally:
        over.set()
        pushing.join()
    held = [each.durable["E08000029"] for each in taken]
    assert held == sorted(held)
    assert durable(app) == held[-1] < int(phone.send(phone.made[0])[1]["rev"])
    assert [each.rows["operations"] for each in taken] == sorted(
        each.rows["operations"] for each in taken
    )


def test_a_damaged_copy_lets_nobody_go_of_anything_and_is_not_kept(
    app: Flask, desk: Desk, phone: PretendPhone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not on_sqlite(app):
        return
    phone.push(*[phone.stop() for _ in range(50)])
    well = sqlite_copy.copy

    def copy_with_a_flipped_byte(source: Path, target: Path) -> None:
        well(source, target)
        found = bytearray(target.read_bytes())
        found[places.pop()] ^= 0x20
        target.write_bytes(found)

    content = Path(app.config["SWEEP"].database_url.removeprefix("sqlite:///"))
    with app.app_context():
        # The file's head, the head of a page, and one letter of what an officer recorded.
        with sqlite3.connect(content) as live:
            live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        letter = content.read_bytes().index(b'"accompanied_by": "alone"') + 20
        sound = back_up(tmp_path / "sound", NOW).durable["E08000029"]
        monkeypatch.setattr(sqlite_copy, "copy", copy_with_a_flipped_byte)
        phone.push(phone.stop())
        places = [letter, 4096 * 9 + 3, 3]
        while places:
            with pytest.raises(NotKept):
                back_up(tmp_path / "kept", NOW)
            assert kept_in(tmp_path / "kept") == []
    assert durable(app) == sound > 0


def test_a_damaged_dump_lets_nobody_go_of_anything_and_is_not_kept(
    app: Flask, desk: Desk, phone: PretendPhone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if on_sqlite(app):
        return
    phone.push(*[phone.stop() for _ in range(50)])
    well = postgres.run

    def run_and_flip(name: str, address: str, *words: str) -> None:
        well(name, address, *words)
        if name == "pg_dump":
            dump = Path(words[-1].removeprefix("--file="))
            found = bytearray(dump.read_bytes())
            found[places.pop()] ^= 0x20
            dump.write_bytes(found)

    with app.app_context():
        sound = back_up(tmp_path / "sound", NOW).durable["E08000029"]
        monkeypatch.setattr(postgres, "run", run_and_flip)
        phone.push(phone.stop())
        places = [-300, -3000, 2]
        while places:
            with pytest.raises(NotKept):
                back_up(tmp_path / "kept", NOW)
            assert kept_in(tmp_path / "kept") == []
        assert not [name for name in databases(app) if name.startswith("sweep_check")]
    assert durable(app) == sound > 0


def databases(app: Flask) -> list[str]:
    with postgres.maintenance(app.config["SWEEP"].database_url) as connection:
        return [name for (name,) in connection.execute("select datname from pg_database")]


def test_records_that_are_not_as_the_ledger_makes_them_are_no_backup_to_rely_on(
    app: Flask, desk: Desk, phone: PretendPhone, environ: dict[str, str], tmp_path: Path
) -> None:
    phone.push(phone.stop())
    with app.app_context():
        authority_id = db.session.scalars(select(Authority.id)).one()
        with writing(authority_id):
            db.session.execute(update(Stop).values(finding="late"))
    done = run_sweep(environ, "backup", str(tmp_path / "kept"))
    assert (done.code, "not as its ledger makes them" in done.complained) == (1, True)
    assert (durable(app), kept_in(tmp_path / "kept")) == (0, [])


SMALL_KIB = 256


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB; a plain folder where nobody lets us mount one."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_KIB}k", "tmpfs", str(place)]
    mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    yield place
    if mounted:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_said_and_leaves_nothing_that_looks_like_a_backup(
    app: Flask, desk: Desk, phone: PretendPhone, environ: dict[str, str], small_disk: Path
) -> None:
    phone.push(*[phone.stop(note=os.urandom(4000).hex()) for _ in range(60)])
    if small_disk.is_mount():
        done = run_sweep(environ, "backup", str(small_disk))
        assert "full" in done.complained or "No space" in done.complained, done
    else:
        done = run_sweep(environ, "backup", str(small_disk), longest_file_kib=SMALL_KIB)
    assert (done.code, done.complained.count("\n")) == (1, 1), done
    assert (durable(app), kept_in(small_disk)) == (0, [])


def test_two_backups_into_one_folder_do_not_meet(
    app: Flask, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def while_another_is_at_it(*_: object) -> None:
        with pytest.raises(NotKept, match="under way"):
            backup._alone(os.open(tmp_path / "kept", os.O_RDONLY), tmp_path / "kept")
        raise NotKept("and this one fails too")

    monkeypatch.setattr(backup, "_copied", while_another_is_at_it)
    with app.app_context(), pytest.raises(NotKept, match="fails too"):
        back_up(tmp_path / "kept", NOW)


def test_what_a_killed_backup_left_is_no_backup_and_goes_with_the_next(
    app: Flask, desk: Desk, phone: PretendPhone, tmp_path: Path
) -> None:
    phone.push(phone.stop())
    if (child := os.fork()) == 0:
        with app.app_context(), patch("sweep.keeping.backup.sync_file", lambda _: os._exit(9)):
            let_go()
            back_up(tmp_path / "kept", NOW)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert durable(app) == 0
    assert all(name.startswith(".") for name in kept_in(tmp_path / "kept"))
    with app.app_context():
        done = back_up(tmp_path / "kept", NOW + timedelta(minutes=1))
    assert kept_in(tmp_path / "kept") == [Path(done.file).name]


def test_the_journal_lies_beside_every_backup(
    app: Flask, desk: Desk, phone: PretendPhone, tmp_path: Path
) -> None:
    devices = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    desk.call("POST", f"/devices/{devices[0]['id']}/revoke", {"reason": "left"})
    with app.app_context():
        done = back_up(tmp_path / "kept", NOW)
    journal = Path(f"{done.file}.journal.jsonl").read_text()
    assert json.loads(journal)["device_id"] == devices[0]["id"]


@pytest.fixture
def verify_copy(environ: dict[str, str]) -> Callable[[str], Ran]:
    """Run the command on a copy that others made."""

    def run(address: str) -> Ran:
        return run_sweep({**environ, "SWEEP_COPY_URL": address}, "verify-copy", "--json")

    return run


def test_a_copy_that_others_keep_counts_once_it_was_read_and_recounted(
    app: Flask, desk: Desk, phone: PretendPhone, verify_copy: Callable[[str], Ran], tmp_path: Path
) -> None:
    phone.push(phone.stop(), phone.stop())
    address = app.config["SWEEP"].database_url
    if on_sqlite(app):
        copied = tmp_path / "replica.sqlite3"
        sqlite_copy.copy(Path(address.removeprefix("sqlite:///")), copied)
        replica = f"sqlite:///{copied}"
    else:
        with app.app_context():
            let_go()
        replica = _twin(address)
    phone.push(phone.stop())
    done = verify_copy(replica)
    assert done.code == 0, done
    assert json.loads(done.said)["durable"]["E08000029"] == durable(app) > 0
    with app.app_context(), writing(db.session.scalars(select(Authority.id)).one()):
        db.session.execute(db.text("update server set epoch = 'another'"))
    assert "another epoch" in verify_copy(replica).complained
    for same in (address, *_other_names(address, tmp_path)):
        assert "served database itself" in verify_copy(same).complained, same
    assert "no address" in verify_copy("the other one").complained
    if not on_sqlite(app):
        postgres.drop(address, replica.rpartition("/")[2])


def _other_names(address: str, folder: Path) -> list[str]:
    """The served database by other names."""
    if not address.startswith("sqlite"):
        return [address.replace("127.0.0.1", "localhost"), f"{address}?application_name=other"]
    file = Path(address.removeprefix("sqlite:///"))
    link = folder / "link.sqlite3"
    link.symlink_to(file)
    return [f"sqlite:///{link}", f"sqlite:///{file.parent}/../{file.parent.name}/{file.name}"]


def _twin(address: str) -> str:
    name = address.rpartition("/")[2]
    with postgres.maintenance(address) as connection:
        connection.execute(f'CREATE DATABASE "{name}_twin" TEMPLATE "{name}"'.encode())
    return f"{address}_twin"
