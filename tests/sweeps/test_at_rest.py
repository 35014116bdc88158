"""The list of sweeps takes the short way to what is complete, and never calls complete what is not."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from rig.street import TEN_O_CLOCK, Desk, PretendPhone, op_id, operation, record_id
from sweep.access.models import Authority
from sweep.db import db, scope_to
from sweep.sweeps.at_rest import plainly_complete
from sweep.sweeps.completeness import provisional_because
from sweep.sweeps.read import all_sweeps


def complete(app: Flask) -> tuple[set[str], set[str]]:
    """(by the short way, by the long one): ids of final sweeps without open points."""
    with app.app_context():
        scope_to(db.session.scalars(db.select(Authority.id)).one())
        sweeps, now = all_sweeps(), datetime.now(UTC)
        long_way = {
            sweep.id
            for sweep in sweeps
            if sweep.status == "final" and not provisional_because(sweep, now)
        }
        final = [sweep for sweep in sweeps if sweep.status == "final"]
        return plainly_complete(final), long_way


def walked(phone: PretendPhone, **said: int) -> None:
    """A shift with a stop, all of it sent."""
    phone.shift(60)
    phone.stop()
    phone.push(made=3, unsent=0, held={}, **said)


def made_final(desk: Desk, sweep_id: str) -> None:
    despite = ["sweep_not_ended", "open_shifts", "unsent_on_phone", "not_heard", "quarantined"]
    desk.call("PATCH", f"/sweeps/{sweep_id}", {"status": "final", "despite": [*despite, "waiting"]})


def test_a_sweep_whose_phones_sent_all_is_plainly_complete(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    walked(phone)
    assert complete(app) == (set(), set()), "not final yet"
    made_final(desk, phone.sweep_id)
    assert complete(app) == ({phone.sweep_id}, {phone.sweep_id})


@pytest.mark.parametrize("held", [True, False])
def test_what_a_phone_still_holds_or_has_lost_is_not_complete(
    app: Flask, desk: Desk, phone: PretendPhone, held: bool
) -> None:
    phone.shift(60)
    said = {phone.sweep_id: 2} if held else {}
    phone.push(made=4, unsent=2 if held else 0, held=said)
    made_final(desk, phone.sweep_id)
    assert complete(app) == (set(), set())


def test_a_change_after_final_an_open_shift_and_the_quarantine_are_not_complete(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    walked(phone)
    made_final(desk, phone.sweep_id)
    stop = phone.made[2]
    void = {"stop_id": record_id(stop), "base_op": op_id(stop), "why": "by mistake"}
    desk.push(operation("stop.void", void))
    assert complete(app) == (set(), set()), "changed after final"
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"status": "verifying"})
    made_final(desk, phone.sweep_id)
    assert complete(app) == ({phone.sweep_id}, {phone.sweep_id})
    phone.push("{not readable", made=4, unsent=0, held={})
    assert phone.sweep_id not in complete(app)[0], "something lies in quarantine"


def test_however_many_sweeps_are_listed_no_more_is_asked(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    walked(phone)
    made_final(desk, phone.sweep_id)
    few = _questions(app)
    for weeks in range(1, 7):
        begins = TEN_O_CLOCK - timedelta(weeks=weeks)
        times = {"starts_at": begins, "ends_at": begins + timedelta(hours=5)}
        sweep = desk.sweep(
            [phone.officer_id], **{name: at.isoformat() for name, at in times.items()}
        )
        made_final(desk, sweep)
    short, long_way = complete(app)
    assert short == long_way
    assert len(short) == 7
    assert _questions(app) == few


def _questions(app: Flask) -> int:
    """How many statements the short way takes."""
    asked: list[str] = []
    with app.app_context():
        scope_to(db.session.scalars(db.select(Authority.id)).one())
        sweeps = all_sweeps()
        listen = (db.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
        event.listen(*listen)
        try:
            plainly_complete(sweeps)
        finally:
            event.remove(*listen)
    return len(asked)
