"""`sweep recount`: stops, shifts and totals are what the ledger makes them, and a difference is found."""

import json
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from rig.commands import run_sweep
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, op_id, operation, record_id
from sweep.access.models import Authority
from sweep.db import db, writing
from sweep.keeping import rebuilt
from sweep.keeping.recount import Recount, recounted
from sweep.ledger import Operation
from sweep.stops.models import Stop
from sweep.sweeps.models import Shift

NOON = TEN_O_CLOCK + timedelta(hours=2)


def count(app: Flask, *, write: bool = False, code: str = "E08000029") -> Recount:
    with app.app_context():
        authority_id = db.session.scalars(
            select(Authority.id).where(Authority.new_la_code == code)
        ).one()
        return recounted(authority_id, NOON, write=write)


def tamper(app: Flask, *statements: object) -> None:
    """Change tables behind the ledger's back."""
    with app.app_context():
        authority_id = db.session.scalars(select(Authority.id)).one()
        with writing(authority_id):
            for statement in statements:
                db.session.execute(statement)  # type: ignore[call-overload]


def a_day(desk: Desk, phone: PretendPhone, second: PretendPhone) -> tuple[str, str]:
    """Stops, shifts, an amend, a conflict, a void, a waiting change, a school's answer, bad bytes."""
    kept, gone = phone.stop(), phone.stop("late", "parent")
    phone.push(kept, gone, phone.amend(kept, finding="not_established"))
    phone.push(*phone.shift(90, break_minutes=15))
    void = phone.make("stop.void", stop_id=record_id(gone), base_op=op_id(gone), why="twice")
    phone.push(void, second.amend(kept, note="seen by another"))
    second.push(second.stop(), *second.shift(60), second.amend(second.stop(), note="waits"))
    verdict = {
        "stop_id": record_id(kept),
        "base_op": op_id(kept),
        "verification": "confirmed",
        "verified_finding": "truanting",
        "register_code": "O",
        "told_by": "office",
        "why": "asked",
    }
    desk.push(operation("stop.verify", verdict))
    phone.push("{ not json", operation("stop.dance", {"stop_id": record_id(kept)}, seq=99))
    return record_id(kept), record_id(gone)


def test_all_of_a_busy_day_is_rebuilt_from_the_ledger_alone(
    app: Flask, desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    a_day(desk, phone, second_phone)
    found = count(app)
    assert found.differences == []
    assert (found.stops, found.shifts, len(found.sweeps)) == (3, 2, 1)
    stopped = desk.summary(phone.sweep_id)["children_stopped"]
    assert found.sweeps[0].children_stopped == stopped == 2


def test_no_record_is_passed_over_at_the_seams_between_portions(
    app: Flask,
    desk: Desk,
    phone: PretendPhone,
    second_phone: PretendPhone,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rebuilt, "AT_ONCE", 2)
    a_day(desk, phone, second_phone)
    phone.push(*[phone.stop() for _ in range(7)])
    found = count(app)
    assert found.differences == []
    assert (found.stops, found.shifts) == (10, 2)


def test_a_row_that_was_changed_taken_away_or_made_up_is_named_and_put_right(
    app: Flask, desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    stop_id, voided = a_day(desk, phone, second_phone)
    shift, _ = phone.shift(30)
    phone.push(shift)
    made_up = "0192f000-0000-7000-8000-000000000001"
    tamper(
        app,
        update(Stop).where(Stop.id == stop_id).values(finding="late", note="x"),
        delete(Stop).where(Stop.id == voided),
        update(Shift).where(Shift.id == record_id(shift)).values(id=made_up),
    )
    found = count(app)
    said = {f"{each.sort} {each.id}": each.what for each in found.differences}
    assert said[f"stop {stop_id}"] == "differs in finding, note"
    assert said[f"stop {voided}"] == "is in the ledger, but not in its table"
    assert said[f"shift {made_up}"] == "is in its table, but the ledger does not make it"
    assert len(found.differences) == 5
    assert count(app, write=True).written
    assert count(app).equal


def test_a_sweeps_page_with_other_totals_is_named(
    app: Flask, desk: Desk, phone: PretendPhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.push(phone.stop())
    monkeypatch.setattr("sweep.returns.read.seen_stops", lambda _sweep: iter(()))
    found = count(app)
    assert [str(each) for each in found.differences] == [
        f"sweep {phone.sweep_id} has other totals on its page"
    ]


def test_a_standing_or_bytes_that_were_changed_are_named(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    first, second = phone.stop(), phone.stop()
    phone.push(first, second)
    tamper(
        app,
        update(Operation).where(Operation.op_id == op_id(first)).values(standing="overruled"),
        update(Operation)
        .where(Operation.op_id == op_id(second))
        .values(body=second.replace("alone", "parent").encode()),
    )
    said = {each.id: each.what for each in count(app).differences}
    assert said[op_id(first)] == "stands as overruled, should be applied"
    assert said[op_id(second)] == "has other bytes than those that came"
    assert said[record_id(second)] == "differs in accompanied_by"


def test_a_recount_looks_at_one_authority_and_changes_nothing_of_another(
    app: Flask, desk: Desk, phone: PretendPhone, middlesbrough: Desk
) -> None:
    phone.push(phone.stop())
    assert count(app).stops == 1
    other = count(app, write=True, code="E06000002")
    assert (other.operations, other.stops, other.equal) == (0, 0, True)
    assert len(desk.stops(phone.sweep_id)) == 1


def test_pushes_go_on_while_a_recount_reads_one_unmoving_picture(
    app: Flask, desk: Desk, phone: PretendPhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.push(*[phone.stop() for _ in range(5)])
    monkeypatch.setattr(rebuilt, "AT_ONCE", 2)
    as_it_was = rebuilt._portion

    def with_a_push_between(*args: object) -> object:
        portion = as_it_was(*args)  # type: ignore[arg-type]
        # In a thread, as a server would: a request in this one would share our transaction.
        pushing = Thread(target=phone.push, args=(phone.stop(),))
        pushing.start()
        pushing.join()
        return portion

    monkeypatch.setattr(rebuilt, "_portion", with_a_push_between)
    found = count(app)
    assert (found.stops, found.differences) == (5, [])
    assert len(desk.stops(phone.sweep_id)) > 5


def test_the_command_prints_figures_and_fails_where_something_differs(
    app: Flask, desk: Desk, phone: PretendPhone, environ: dict[str, str]
) -> None:
    phone.push(phone.stop())
    told = run_sweep(environ, "recount")
    assert (told.code, "stops 1, shifts 0" in told.said) == (0, True), told
    tamper(app, delete(Stop))
    told = run_sweep(environ, "recount", "--json")
    assert (told.code, json.loads(told.said)["equal"]) == (1, False)
    assert run_sweep(environ, "recount", "--write").code == 1
    assert run_sweep(environ, "recount", "--authority", "E08000029").code == 0
    unknown = run_sweep(environ, "recount", "--authority", "E00000000")
    assert (unknown.code, unknown.complained) == (1, "Error: There is no authority E00000000.\n")


def test_a_command_on_a_database_without_tables_says_so_in_a_sentence(tmp_path: Path) -> None:
    environ = {"DATABASE_URL": f"sqlite:///{tmp_path}/x.db", "SWEEP_INSTANCE": str(tmp_path)}
    for words in (("add-authority", "E08000029", "--name", "Solihull"), ("recount",)):
        ran = run_sweep(environ, *words)
        assert (ran.code, "sweep db upgrade" in ran.complained) == (1, True), ran
        assert "Traceback" not in ran.complained
