"""Erased data never comes back (I9): not by re-push, stale phone, pull, page, file, quarantine or log."""

import hashlib
import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from rig.commands import Ran, run_sweep
from rig.street import Desk, PretendPhone, new_id, op_id, operation, record_id, statuses
from sweep.db import db

Erase = Callable[..., Ran]

CANARY = "green coat by the fountain"


@pytest.fixture
def erase(environ: dict[str, str]) -> Erase:
    """Run the command on a record's id."""

    def run(said: str, code: str = "E08000029") -> Ran:
        why = "asked by the family's solicitor"
        return run_sweep(environ, "erase", said, "--authority", code, "--why", why, "--json")

    return run


def everything(app: Flask) -> str:
    """Every value of every table, as text."""
    with app.app_context():
        db.session.rollback()
        found = []
        for table in db.metadata.sorted_tables:
            for row in db.session.execute(text(f"select * from {table.name}")):
                found += [
                    value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                    for value in map(_plain, row)
                ]
        return "\n".join(found)


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def test_nothing_that_was_said_of_an_erased_stop_stays_and_the_others_stay(
    app: Flask, desk: Desk, phone: PretendPhone, erase: Erase
) -> None:
    stop, other = phone.stop(note=CANARY), phone.stop(note="kept")
    odd = operation("stop.amend", {"stop_id": record_id(stop), "changes": CANARY}, seq=50)
    newer = operation("stop.sketch", {"stop_id": record_id(stop), "drawn": CANARY}, seq=51)
    other_content = stop.replace(CANARY, f"{CANARY} again")
    broken = f'{{"stop_id": "{record_id(stop)}", "note": "{CANARY}"'
    phone.push(stop, other, phone.amend(stop, note=f"{CANARY}, later"), odd, newer, other_content)
    phone.push(broken)
    done = erase(record_id(stop))
    assert done.code == 0, done
    assert json.loads(done.said)["operations"] + json.loads(done.said)["aside"] == 6
    assert CANARY not in everything(app)
    assert "kept" in everything(app)
    assert [each["id"] for each in desk.stops(phone.sweep_id)] == [record_id(other)]
    assert desk.summary(phone.sweep_id)["children_stopped"] == 1
    assert desk.call("GET", "/quarantine")["kept"] == []


def test_an_erased_stop_does_not_come_back_by_the_phone_that_recorded_it(
    app: Flask, desk: Desk, phone: PretendPhone, erase: Erase
) -> None:
    stop = phone.stop(note=CANARY)
    amend = phone.amend(stop, note=f"{CANARY} still")
    first = phone.push(stop)
    assert erase(record_id(stop)).code == 0
    again, late = phone.push(stop, amend)
    assert (again["status"], again["rev"]) == ("duplicate", first[0]["rev"])
    assert (late["status"], late["problem"]["code"]) == ("accepted", "erased")
    void = phone.make("stop.void", stop_id=record_id(stop), base_op=op_id(stop), why=CANARY)
    anew = phone.stop(stop_id=record_id(stop), note=CANARY)
    odd = operation("stop.amend", {"stop_id": record_id(stop), "changes": CANARY}, seq=50)
    results = phone.push(void, anew, odd, stop.replace("alone", "parent"))
    assert statuses(results) == ["accepted"] * 4
    assert {result["problem"]["code"] for result in results} == {"erased"}
    assert statuses(phone.push(void, anew, odd)) == ["duplicate"] * 3
    # Half of it, which nobody can read, is known by the record that it names.
    (cut,) = phone.push(anew[:-30])
    assert cut["problem"]["code"] == "erased"
    assert desk.call("GET", "/quarantine")["kept"] == []
    assert CANARY not in everything(app)
    assert desk.stops(phone.sweep_id) == []


def test_a_phone_that_asks_hears_that_it_was_erased_and_one_that_pulls_that_it_is_gone(
    app: Flask, desk: Desk, phone: PretendPhone, second_phone: PretendPhone, erase: Erase
) -> None:
    stop, (start, end) = phone.stop(), phone.shift(60)
    phone.push(stop, start, end)
    cursor = phone.pull()["cursor"]
    for said in (stop, start):
        assert erase(record_id(said)).code == 0
    asked = [
        {"op_id": op_id(each), "sha256": hashlib.sha256(each.encode()).hexdigest()}
        for each in (stop, start, end)
    ]
    _, told = phone.wire("POST", "/api/v1/sync/reconcile", {"ops": asked}, phone.token)
    assert [each["state"] for each in told["results"]] == ["erased"] * 3
    for since in (cursor, ""):
        gone = [c for c in phone.pull(since)["changes"] if c["type"] in ("stop", "shift")]
        assert [(c["type"], c["id"], c["deleted"], c["erased"]) for c in gone] == [
            ("stop", record_id(stop), True, True),
            ("shift", record_id(start), True, True),
        ]
    assert phone.pull(phone.pull()["cursor"])["changes"] == []
    assert not [c for c in second_phone.pull()["changes"] if c["type"] in ("stop", "shift")]


def test_a_colleagues_phone_that_shows_the_officers_time_hears_that_it_was_erased(
    phone: PretendPhone, second_phone: PretendPhone, erase: Erase
) -> None:
    start, end = phone.shift(60, officer_id=second_phone.officer_id)
    phone.push(start, end)
    cursor = second_phone.pull()["cursor"]
    assert erase(record_id(start)).code == 0
    (gone,) = (c for c in second_phone.pull(cursor)["changes"] if c["type"] == "shift_elsewhere")
    assert (gone["id"], gone["deleted"], gone["erased"]) == (record_id(start), True, True)


def test_nobody_erases_what_is_another_authoritys_or_nobodys(
    app: Flask, desk: Desk, phone: PretendPhone, middlesbrough: Desk, erase: Erase
) -> None:
    stop = phone.stop()
    phone.push(stop)
    missing = "Error: This authority has no such stop or shift.\n"
    assert erase(record_id(stop), "E06000002").complained == missing
    assert erase(new_id()).complained == missing
    assert erase("all of them").code == 1
    assert "This is the number of a sweep." in erase(phone.sweep_id).complained
    assert len(desk.stops(phone.sweep_id)) == 1


def test_a_record_that_is_erased_already_is_told_so(
    phone: PretendPhone, environ: dict[str, str], erase: Erase
) -> None:
    stop = phone.stop()
    phone.push(stop)
    assert erase(record_id(stop)).code == 0
    words = ("erase", record_id(stop), "--authority", "E08000029", "--why", "asked twice")
    again = run_sweep(environ, *words)
    told = "It is already erased, and nothing came of it since.\n"
    assert (again.code, again.said) == (0, told)
    assert json.loads(erase(record_id(stop)).said)["operations"] == 0


def test_pages_files_and_logs_say_nothing_of_what_was_erased(
    app: Flask, desk: Desk, phone: PretendPhone, erase: Erase, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    stop = phone.stop(note=CANARY)
    phone.push(stop)
    done = erase(record_id(stop))
    phone.push(stop, phone.amend(stop, note=CANARY))
    client = app.test_client()
    for address in ("stops", "summary", "summary.json", "summary.csv", "live"):
        headers = {"Authorization": f"Bearer {desk.token}"}
        answer = client.get(f"/sweeps/{phone.sweep_id}/{address}", headers=headers)
        assert record_id(stop) not in answer.get_data(as_text=True), address
        assert CANARY not in answer.get_data(as_text=True), address
    assert CANARY not in done.said + done.complained + caplog.text


def test_the_journal_and_the_file_itself_hold_no_word_of_it(
    app: Flask, desk: Desk, phone: PretendPhone, environ: dict[str, str], erase: Erase
) -> None:
    stop = phone.stop(note=CANARY)
    phone.push(stop)
    assert erase(record_id(stop)).code == 0
    folder = Path(environ["SWEEP_INSTANCE"])
    journal = (folder / "journal.jsonl").read_text()
    assert (record_id(stop) in journal, CANARY in journal) == (True, False)
    address = environ["DATABASE_URL"]
    if address.startswith("sqlite"):
        with app.app_context():
            for engine in db.engines.values():
                engine.dispose()
        file = Path(address.removeprefix("sqlite:///"))
        for part in (file, file.with_name(f"{file.name}-wal")):
            assert not part.exists() or CANARY.encode() not in part.read_bytes()


def test_a_journal_that_cannot_be_written_erases_and_revokes_nothing(
    app: Flask, desk: Desk, phone: PretendPhone, environ: dict[str, str], erase: Erase
) -> None:
    stop = phone.stop()
    phone.push(stop)
    (Path(environ["SWEEP_INSTANCE"]) / "journal.jsonl").mkdir()
    refused = erase(record_id(stop))
    assert (refused.code, "journal" in refused.complained) == (1, True)
    devices = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    desk.call("POST", f"/devices/{devices[0]['id']}/revoke", {"reason": "lost"}, expect=503)
    assert len(desk.stops(phone.sweep_id)) == 1
    assert phone.pull()["changes"]
