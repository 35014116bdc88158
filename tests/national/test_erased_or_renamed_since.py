"""Figures as at a moment, where what they were made of was erased since, or is called otherwise."""

import json
from datetime import UTC, datetime

from flask import Flask

from national.given import SPRING, Sender, opened, total
from national.test_as_at import as_at, moment
from rig.street import Desk, PretendPhone, record_id
from sweep.access.models import Authority
from sweep.db import db
from sweep.sync.erasing import erase


def test_a_day_that_can_not_be_made_again_because_of_an_erasure_says_so(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    phone = opened(desk, {"PC 2231": "constable"})
    stop = phone.stop()
    phone.push(stop, phone.stop("late"))
    sender.make_final(SPRING)
    asked = moment()
    published = sender.get(f"{SPRING}.csv?as_at={asked}")
    with app.app_context():
        erase(1, record_id(stop), "asked", datetime.now(UTC))
    said = json.loads(sender.get(f"{SPRING}.csv?as_at={asked}", expect=410))
    assert said["code"] == "erased_since"
    assert "were erased at" in said["detail"]
    assert sender.get(f"{SPRING}.csv?revision=1") == published
    later = moment()
    assert total(sender.get(f"{SPRING}.csv?as_at={later}"))["children_stopped"] == "1"


def test_what_was_kept_out_then_and_was_erased_later_is_missed_by_no_figures_of_then(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    phone = opened(desk, {"PC 2231": "constable"})
    found = phone.stop("not_absent", sweep_id=None)
    phone.push(phone.stop("late"), found)
    take_in(desk, phone)
    lost = phone.stop("truanting", sweep_id=None)
    phone.push(lost)
    kept_out = moment()
    before = as_at(sender, SPRING, kept_out)
    take_in(desk, phone)
    taken_in = moment()
    assert total(sender.get(f"{SPRING}.csv?as_at={taken_in}"))["children_stopped"] == "3"
    with app.app_context():
        erase(1, record_id(lost), "asked", datetime.now(UTC))
    assert as_at(sender, SPRING, kept_out) == before
    assert total(before[0])["children_stopped"] == "2"
    sender.get(f"{SPRING}.csv?as_at={taken_in}", expect=410)


def take_in(desk: Desk, phone: PretendPhone) -> None:
    """What is kept out, which is one record of no sweep, counts from now on."""
    (kept,) = desk.call("GET", "/quarantine")["kept"]
    wish = {"action": "apply", "why": "told", "sweep_id": phone.sweep_id}
    desk.call("POST", f"/quarantine/{kept['sha256']}", wish)


def test_what_never_counted_is_missed_by_no_figures_when_it_is_erased(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    phone = opened(desk, {"PC 2231": "constable"})
    lost = phone.stop("nonsense")
    phone.push(phone.stop("late"), lost)
    asked = moment()
    before = as_at(sender, SPRING, asked)
    assert total(before[0])["children_stopped"] == "1"
    with app.app_context():
        erase(1, record_id(lost), "asked", datetime.now(UTC))
    assert as_at(sender, SPRING, asked) == before


def test_a_name_that_changes_later_changes_no_figures_of_before(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    phone = opened(desk, {"PC 2231": "constable"})
    phone.push(phone.stop())
    asked = moment()
    before = as_at(sender, SPRING, asked)
    with app.app_context():
        db.session.execute(
            db.update(Authority).values(la_name="Greater Solihull", old_la_code="999")
        )
        db.session.commit()
    now = total(sender.get(f"{SPRING}.csv"))
    assert (now["la_name"], now["old_la_code"]) == ("Greater Solihull", "999")
    assert as_at(sender, SPRING, asked) == before
    assert total(sender.get(f"{SPRING}.csv?as_at={moment()}")) == now


def test_a_moment_before_there_was_a_history_has_the_first_name_of_all(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    opened(desk, {"PC 2231": "constable"})
    sender.get(f"{SPRING}.csv")
    for name in ("Greater Solihull", "Arden"):
        with app.app_context():
            db.session.execute(db.update(Authority).values(la_name=name))
            db.session.commit()
        assert total(sender.get(f"{SPRING}.csv"))["la_name"] == name
    long_ago = sender.get(f"{SPRING}.csv?as_at=2020-01-01T00:00:00Z")
    assert total(long_ago)["la_name"] == "Solihull"
