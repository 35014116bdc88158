"""`sweep restore`: back to an older backup, after which phones make everything whole again, once (I12)."""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy import select, text

from rig.commands import Ran, run_sweep
from rig.server import LiveServer
from rig.street import Desk, Json, PretendPhone, coordinator, op_id, over_http, record_id, statuses
from sweep.access.credentials import by_session
from sweep.access.models import Authority
from sweep.db import db
from sweep.keeping import postgres
from sweep.keeping.backup import back_up
from sweep.keeping.elsewhere import let_go
from sweep.keeping.recount import recounted
from sweep.keeping.restore import restore
from sweep.people import accounts
from sweep.people.sessions import begin_session
from sweep.sync.erasing import erase

NOW = datetime(2026, 1, 12, 18, 0, tzinfo=UTC)
CANARY = "green coat by the fountain"


@dataclass
class Keeper:
    """Whoever runs the server: backs up and restores, with nobody connected."""

    app: Flask
    environ: dict[str, str]
    folder: Path
    hour: int = 0

    def back_up(self) -> str:
        self.hour += 1
        with self.app.app_context():
            return back_up(self.folder / "kept", NOW + timedelta(hours=self.hour)).file

    def restore(self, file: str) -> dict[str, Any]:
        self.hour += 1
        with self.app.app_context():
            return asdict(restore(Path(file), NOW + timedelta(hours=self.hour)))

    def by_command(self, file: str) -> Ran:
        with self.app.app_context():
            let_go()
        return run_sweep(self.environ, "restore", file)

    def equal(self) -> bool:
        """Whether everything is as the ledger makes it."""
        with self.app.app_context():
            found = db.session.scalars(select(Authority.id)).all()
            return all(recounted(each, NOW).equal for each in found)

    def erase(self, record: str) -> None:
        with self.app.app_context():
            authority_id = db.session.scalars(select(Authority.id)).one()
            erase(authority_id, record, "asked", NOW)


@pytest.fixture
def keeper(app: Flask, environ: dict[str, str], tmp_path: Path) -> Iterator[Keeper]:
    """Keeps this test's server; what it kept of PostgreSQL goes with it."""
    yield Keeper(app, environ, tmp_path)
    address = environ["DATABASE_URL"]
    if not address.startswith("sqlite"):
        with postgres.maintenance(address) as connection:
            names = [name for (name,) in connection.execute("select datname from pg_database")]
        for name in names:
            if name.startswith(f"{address.rpartition('/')[2]}_before"):
                postgres.drop(address, name)


def reconcile(phone: PretendPhone, *texts: str) -> dict[str, str]:
    """What the server says it has of these operations, by id."""
    ops = [
        {"op_id": op_id(each), "sha256": hashlib.sha256(each.encode()).hexdigest()}
        for each in texts or phone.made
    ]
    status, told = phone.wire("POST", "/api/v1/sync/reconcile", {"ops": ops}, phone.token)
    assert status == 200, told
    return {each["op_id"]: each["state"] for each in told["results"]}


def heal(phone: PretendPhone) -> list[Json]:
    """What a phone does at another epoch: asks about all that it holds and sends what is missing."""
    states = reconcile(phone)
    missing = [each for each in phone.made if states[op_id(each)] == "missing"]
    return phone.push(*missing) if missing else []


def epoch(phone: PretendPhone) -> str:
    return str(phone.wire("GET", "/api/v1/hello?nonce=1")[1]["epoch"])


def test_after_a_restore_phones_make_everything_whole_again_once(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone, keeper: Keeper
) -> None:
    early = phone.stop()
    phone.push(early)
    file = keeper.back_up()
    first_epoch, cursor = epoch(phone), phone.pull()["cursor"]
    phone.push(phone.stop(), *phone.shift(60), phone.amend(early, note="later"))
    second_phone.push(second_phone.stop(), second_phone.amend(early, note="also"))
    whole = desk.stops(phone.sweep_id)
    told = keeper.restore(file)
    assert told["gaps"]["from_phones"] == {"PC 2231": 4, "EWO Hughes": 2}
    assert told["gaps"]["let_go"] == {}
    assert epoch(phone) == told["prepared"]["epoch"] != first_epoch
    assert [each["id"] for each in desk.stops(phone.sweep_id)] == [record_id(early)]
    asked = phone.wire("GET", f"/api/v1/sync/pull?cursor={cursor}", None, phone.token)
    assert (asked[0], asked[1]["code"]) == (410, "cursor_from_another_epoch")
    assert statuses(heal(phone)) == ["accepted"] * 4
    assert statuses(heal(second_phone)) == ["accepted"] * 2
    assert heal(phone) == heal(second_phone) == []
    again = desk.stops(phone.sweep_id)
    assert {each["id"] for each in again} == {each["id"] for each in whole}
    assert statuses(phone.push()) == ["duplicate"] * 5
    assert keeper.equal()


def test_an_older_backup_than_the_last_says_what_phones_may_have_let_go_of(
    desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    phone.push(phone.stop())
    a_day_old = keeper.back_up()
    phone.push(phone.stop(), phone.stop())
    an_hour_old = keeper.back_up()
    phone.push(phone.stop(), made=6, unsent=3)
    told = keeper.restore(a_day_old)
    assert told["gaps"]["from_phones"] == {"PC 2231": 5}
    assert told["gaps"]["let_go"] == {"PC 2231": 2}
    told = keeper.restore(an_hour_old)
    assert told["gaps"]["let_go"] == {}
    assert len(desk.stops(phone.sweep_id)) == 3
    assert statuses(heal(phone)) == ["accepted"]
    assert len(desk.stops(phone.sweep_id)) == 4


def test_the_restored_database_claims_no_copy_of_what_comes_after_it(
    desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    phone.push(phone.stop())
    first = keeper.back_up()
    phone.push(phone.stop())
    second = keeper.back_up()
    _, before = phone.send(phone.stop())
    for file, highest in ((second, before["durable_rev"]), (first, before["durable_rev"])):
        told = keeper.restore(file)
        rev = told["gaps"]["revs"]["E08000029"]["restored"]
        _, answer = phone.send(phone.stop())
        assert answer["durable_rev"] <= min(rev, highest) < answer["results"][0]["rev"]


def test_what_was_done_at_desks_since_and_who_must_enrol_again_is_said(
    desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    stop = phone.stop()
    phone.push(stop)
    file = keeper.back_up()
    new = desk.officer("PC 7, new")
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"officer_ids": [phone.officer_id, new]})
    late = desk.enrol(phone.sweep_id, new)
    late.push(late.stop())
    desk.sweep([new], title="Market")
    done = keeper.by_command(file)
    assert done.code == 0, done
    assert "Done at desks since, to be done again by hand: officers 1, sweeps 1." in done.said
    assert "Phones enrolled since, which must enrol again: PC 7, new." in done.said
    assert "PC 7, new 1" in done.said
    assert late.send()[0] == 401
    assert phone.push(stop)[0]["status"] == "duplicate"


def test_people_sign_in_again_and_unused_codes_are_called_off_while_phones_and_scripts_go_on(
    app: Flask, desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    code = desk.call(
        "POST",
        f"/sweeps/{phone.sweep_id}/enrol-codes",
        {"officer_id": phone.officer_id},
        expect=201,
    )
    with app.app_context():
        user = accounts.find_user("coordinator@e08000029.example")
        assert user is not None
        cookie = begin_session(user, datetime.now(UTC))
        assert by_session(cookie, datetime.now(UTC)) is not None
    told = keeper.restore(keeper.back_up())
    with app.app_context():
        assert by_session(cookie, datetime.now(UTC)) is None
    assert told["prepared"]["sessions_ended"] == 1
    assert told["prepared"]["codes_ended"] == 1
    status, _ = phone.wire("POST", "/api/v1/enrol", {"code": code["code"], "enrol_id": "two"})
    assert status >= 400
    assert phone.pull()["changes"]
    assert desk.call("GET", "/sweeps")


def test_what_was_erased_or_revoked_since_is_so_again(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone, keeper: Keeper, app: Flask
) -> None:
    old, other = phone.stop(note=CANARY), phone.stop()
    phone.push(old, other)
    file = keeper.back_up()
    new = phone.stop(note=CANARY)
    phone.push(new, phone.amend(old, note=f"{CANARY}, later"))
    for stop in (old, new):
        keeper.erase(record_id(stop))
    devices = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    lost = next(each["id"] for each in devices if each["officer"] == "EWO Hughes")
    desk.call("POST", f"/devices/{lost}/revoke", {"reason": "lost"})
    told = keeper.restore(file)
    assert (told["prepared"]["erased"], told["prepared"]["revoked"]) == (2, 1)
    assert second_phone.send(second_phone.stop())[1]["code"] == "device_lost"
    states = reconcile(phone)
    assert [states[op_id(each)] for each in phone.made] == ["erased", "have", "erased", "erased"]
    assert statuses(phone.push()) == ["duplicate"] * 4
    late = phone.push(phone.amend(new, note=CANARY))
    assert late[0]["problem"]["code"] == "erased"
    assert [each["id"] for each in desk.stops(phone.sweep_id)] == [record_id(other)]
    gone = {c["id"] for c in phone.pull()["changes"] if c["type"] == "stop" and c["deleted"]}
    assert gone == {record_id(old), record_id(new)}
    with app.app_context():
        bodies = db.session.execute(text("select body from operations")).scalars()
        assert CANARY.encode() not in b"".join(map(bytes, bodies))
    assert keeper.equal()
    told = keeper.restore(keeper.back_up())
    assert (told["prepared"]["erased"], told["prepared"]["revoked"]) == (0, 0)


def test_a_server_that_lost_everything_comes_back_from_the_folder_of_backups_alone(
    app: Flask, desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    stop, other = phone.stop(), phone.stop()
    phone.push(stop, other)
    first = keeper.back_up()
    keeper.erase(record_id(stop))
    keeper.back_up()
    with app.app_context():
        let_go()
    address = keeper.environ["DATABASE_URL"]
    (keeper.folder / "journal.jsonl").unlink()
    if address.startswith("sqlite"):
        Path(address.removeprefix("sqlite:///")).unlink()
    else:
        postgres.drop(address, address.rpartition("/")[2])
    told = keeper.restore(first)
    assert (told["kept"], told["gaps"]["before_is_known"]) == (None, False)
    assert told["prepared"]["erased"] == 1
    assert [each["id"] for each in desk.stops(phone.sweep_id)] == [record_id(other)]


def test_the_database_before_is_kept_and_can_itself_be_restored(
    desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    if not keeper.environ["DATABASE_URL"].startswith("sqlite"):
        return
    phone.push(phone.stop())
    file = keeper.back_up()
    phone.push(phone.stop())
    kept = keeper.restore(file)["kept"]
    assert len(desk.stops(phone.sweep_id)) == 1
    keeper.restore(kept)
    assert len(desk.stops(phone.sweep_id)) == 2


def test_what_is_no_backup_or_a_damaged_one_changes_nothing(
    app: Flask, desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    phone.push(*[phone.stop() for _ in range(30)])
    file = Path(keeper.back_up())
    before = epoch(phone)
    nothing = file.with_name("notes.txt")
    nothing.write_text("milk, eggs")
    damaged = file.with_name("damaged")
    found = bytearray(file.read_bytes())
    for place in range(len(found) // 2, len(found) // 2 + 2000):
        found[place] ^= 0x55
    damaged.write_bytes(found)
    for wrong in (nothing, damaged):
        refused = keeper.by_command(str(wrong))
        assert (refused.code, refused.said) == (1, ""), refused
        assert refused.complained.startswith("Error: ")
    assert epoch(phone) == before
    assert len(desk.stops(phone.sweep_id)) == 30
    folder = Path(keeper.environ["SWEEP_INSTANCE"])
    assert not list(folder.glob("*restoring*"))


def test_a_backup_of_a_newer_program_is_refused_and_one_of_an_older_brought_up_to_date(
    app: Flask, desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    phone.push(phone.stop())
    if not keeper.environ["DATABASE_URL"].startswith("sqlite"):
        return
    file = Path(keeper.back_up())
    newer, older = file.with_name("newer.sqlite3"), file.with_name("older.sqlite3")
    for each in (newer, older):
        shutil.copyfile(file, each)
    with sqlite3.connect(newer) as edited:
        edited.execute("update alembic_version set version_num = '9999'")
    refused = keeper.by_command(str(newer))
    assert (refused.code, "newer than this program" in refused.complained) == (1, True)
    down = {**keeper.environ, "DATABASE_URL": f"sqlite:///{older}"}
    assert run_sweep(down, "db", "downgrade", "0003").code == 0
    told = keeper.restore(str(older))
    assert (told["prepared"]["revision"], told["prepared"]["upgraded"]) == ("0003", True)
    assert len(desk.stops(phone.sweep_id)) == 1


def test_nobody_restores_under_a_running_server_or_while_somebody_has_the_database_open(
    live_server: LiveServer, environ: dict[str, str], tmp_path: Path
) -> None:
    done = run_sweep(environ, "backup", str(tmp_path / "kept"), "--json")
    file = json.loads(done.said)["file"]
    refused = run_sweep(environ, "restore", file)
    assert refused.complained == "Error: The server is running. Stop it first, then restore.\n"
    live_server.stop()
    address = environ["DATABASE_URL"]
    if address.startswith("sqlite"):
        with sqlite3.connect(address.removeprefix("sqlite:///")) as somebody:
            somebody.execute("select count(*) from server").fetchone()
            assert "has the database open" in run_sweep(environ, "restore", file).complained
        somebody.close()
    else:
        with postgres.connect(address):
            assert "connected to the database" in run_sweep(environ, "restore", file).complained
    done = run_sweep(environ, "restore", file, "--json")
    assert done.code == 0, done
    if not address.startswith("sqlite"):
        postgres.drop(address, json.loads(done.said)["kept"])


def test_a_server_killed_restored_and_started_again_is_made_whole_by_its_phones(
    app: Flask, live_server: LiveServer, environ: dict[str, str], keeper: Keeper
) -> None:
    wire = over_http(live_server.origin)
    desk = Desk(wire, coordinator(app))
    officer = desk.officer("PC 2231")
    phone = desk.enrol(desk.sweep([officer]), officer)
    phone.push(*[phone.stop() for _ in range(5)])
    file = keeper.back_up()
    phone.push(*[phone.stop() for _ in range(7)], *phone.shift(45))
    live_server.kill()
    told = keeper.restore(file)
    assert told["gaps"]["from_phones"] == {"PC 2231": 9}
    live_server.start()
    assert len(desk.stops(phone.sweep_id)) == 5
    assert statuses(heal(phone)) == ["accepted"] * 9
    assert heal(phone) == []
    assert statuses(phone.push()) == ["duplicate"] * 14
    assert len(desk.stops(phone.sweep_id)) == 12
    live_server.stop()
    assert run_sweep(environ, "recount").code == 0


@pytest.mark.parametrize("step", ["link", "replace", "sync"])
def test_a_restore_killed_at_any_step_leaves_one_whole_database_in_place(
    step: str, app: Flask, desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    if not keeper.environ["DATABASE_URL"].startswith("sqlite"):
        return  # both names change in one transaction
    phone.push(phone.stop())
    file = keeper.back_up()
    phone.push(phone.stop())
    with app.app_context():
        let_go()
    if (child := os.fork()) == 0:
        killed = {"link": "os.link", "replace": "os.replace", "sync": "sync_folder"}[step]
        with patch(f"sweep.keeping.sqlite_place.{killed}", lambda *_: os._exit(9)):
            keeper.restore(file)
        os._exit(0)
    keeper.hour += 1
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert len(desk.stops(phone.sweep_id)) == (1 if step == "sync" else 2)
    assert keeper.equal()
    keeper.restore(file)
    assert statuses(heal(phone)) == ["accepted"]
    assert len(desk.stops(phone.sweep_id)) == 2
