"""`sweep restore` under a running server, of what is no backup, and killed half way: one whole database is there."""

import json
import os
import shutil
import sqlite3
from pathlib import Path
from unittest.mock import patch

import pytest
from flask import Flask

from rig.commands import run_sweep
from rig.keeper import Keeper, epoch, heal
from rig.server import LiveServer
from rig.street import Desk, PretendPhone, coordinator, over_http, statuses
from sweep.keeping import postgres
from sweep.keeping.elsewhere import let_go


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
    # Where its ledger lies, if that can be seen: a file has bytes too that nobody would miss.
    at = found.find(b'"stop.create"')
    at = at if at > 0 else len(found) // 2
    for place in range(at, at + 2000):
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
