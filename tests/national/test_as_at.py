"""Figures as at a moment come out byte for byte the same, whatever happens later."""

import json
import random
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from national.given import SPRING, Sender, bring_in_region, opened, total
from national.year import Year
from rig.street import TEN_O_CLOCK, Desk, new_id, op_id, operation, record_id
from sweep.access.models import Authority, Officer, PlanFact
from sweep.db import db, scope_to
from sweep.national.facts import facts_now, not_noted
from sweep.schools.bring_in import bring_in_terms
from sweep.schools.term_file import ReadTerm
from sweep.sweeps.at_rest import plainly_complete
from sweep.sweeps.completeness import provisional_because
from sweep.sweeps.read import all_sweeps
from sweep.sync.entries import Author
from sweep.sync.push import push
from sweep.sync.reading import COORDINATORS_MAY

ENDINGS = ("csv", "meta.csv", "csv-metadata.json")
MAY_CHANGE = ("csv", "csv-metadata.json")
YEAR = "/returns/202526/year"


def moment() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")


def as_at(sender: Sender, path: str, text: str, endings: tuple[str, ...] = ENDINGS) -> list[bytes]:
    return [sender.get(f"{path}.{ending}?as_at={text}") for ending in endings]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_moment_gives_the_very_same_bytes_for_ever(
    app: Flask, desk: Desk, sender: Sender, seed: int
) -> None:
    """What the columns are never changes, so it is left out here."""
    chance = random.Random(seed)
    year = Year(app, desk, sender, chance)
    remembered: dict[tuple[str, str], list[bytes]] = {}
    for number in range(36):
        year.happen()
        if number == 17:
            bring_in_region(app)
        if number % 4 == 3:
            for path in (SPRING, YEAR):
                current = sender.get(f"{path}.csv")
                asked = moment()
                remembered[path, asked] = as_at(sender, path, asked, MAY_CHANGE)
                assert remembered[path, asked][0] == current
    for (path, asked), files in remembered.items():
        assert as_at(sender, path, asked, MAY_CHANGE) == files, asked
    assert len({files[0] for files in remembered.values()}) > 3
    with app.app_context():
        scope_to(1)
        none_is_called_quiet_that_is_not()


STILL = {
    "unsent_on_phone",
    "not_heard",
    "quarantined",
    "waiting",
    "after_final",
    "plan_after_final",
}


def none_is_called_quiet_that_is_not() -> None:
    now = datetime.now(UTC)
    sweeps = facts_now(db.session.get_one(Authority, 1)).sweeps
    complete = plainly_complete(sweeps)
    for sweep in all_sweeps():
        if sweep.id in complete:
            assert not STILL & {why.code for why in provisional_because(sweep, now)}


def test_a_sweep_is_quiet_once_its_phone_has_told_all_and_not_before(
    app: Flask, desk: Desk
) -> None:
    phone = opened(desk, {"PC 2231": "constable"})
    with app.app_context():
        scope_to(1)
        sweeps = facts_now(db.session.get_one(Authority, 1)).sweeps
        db.session.remove()
    start, end = phone.shift(30)

    def quiet() -> bool:
        with app.app_context():
            scope_to(1)
            none_is_called_quiet_that_is_not()
            return plainly_complete(sweeps) == {sweep.id for sweep in sweeps}

    phone.push(start, unsent=3, made=4, held={phone.sweep_id: 3})
    assert not quiet()
    phone.push(end, unsent=0, made=4, held={})
    assert not quiet(), "numbers 3 and 4 never came"
    phone.push(phone.stop(), phone.stop(), unsent=0, made=4, held={})
    assert quiet()
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"status": "final", "despite": []})
    assert quiet()
    phone.push(phone.stop(), unsent=0, made=5, held={})
    assert not quiet(), "a record came after the figures were made final"


def test_what_was_on_its_way_when_figures_were_asked_for_counts_later(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    phone = opened(desk, {"PC 2231": "constable"})
    phone.push(phone.stop())
    now = datetime.now(UTC)
    asked = now.isoformat().replace("+00:00", "Z")
    before = as_at(sender, SPRING, asked)
    stop = operation(
        "stop.create",
        {**json.loads(phone.made[0])["data"], "stop_id": new_id(), "encounter_id": None},
    )
    with app.app_context():
        user = db.session.execute(
            select(Authority.id), execution_options={"any_authority": True}
        ).scalar_one()
        push(Author(user, COORDINATORS_MAY), [stop], now - timedelta(seconds=5))
    assert total(sender.get(f"{SPRING}.csv"))["children_stopped"] == "2"
    assert as_at(sender, SPRING, asked) == before
    assert total(before[0])["children_stopped"] == "1"


def test_asking_for_a_moment_again_writes_nothing_more(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    phone = opened(desk, {"PC 2231": "constable"})
    phone.push(phone.stop())
    asked = moment()
    before, once = as_at(sender, SPRING, asked), last_rev(app)
    assert as_at(sender, SPRING, asked) == before
    assert last_rev(app) == once


def last_rev(app: Flask) -> int:
    with app.app_context():
        scope_to(1)
        return db.session.get_one(Authority, 1).rev


def test_what_was_on_its_way_when_a_return_was_made_final_is_not_in_the_figures_as_at_its_moment(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    phone = opened(desk, {"PC 2231": "constable"})
    phone.push(phone.stop())
    before = datetime.now(UTC)
    sender.make_final(SPRING)
    published = [sender.get(f"{SPRING}.{ending}?revision=1") for ending in ENDINGS]
    said = {**json.loads(phone.made[0])["data"], "stop_id": new_id(), "encounter_id": None}
    with app.app_context():
        push(Author(1, COORDINATORS_MAY), [operation("stop.create", said)], before)
    assert total(sender.get(f"{SPRING}.csv"))["children_stopped"] == "2"
    asked = sender.note(SPRING, "?revision=1")["as_at"].replace("+00:00", "Z")
    assert as_at(sender, SPRING, asked) == published


def test_a_moment_long_ago_holds_also_when_a_clock_is_set_back_before_it(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    phone = opened(desk, {"PC 2231": "constable"})
    first = phone.stop()
    phone.push(first)
    now = datetime.now(UTC)
    with time_machine.travel(now + timedelta(hours=1), tick=True):
        asked = (now + timedelta(minutes=30)).isoformat().replace("+00:00", "Z")
        before = as_at(sender, SPRING, asked)
    phone.push(phone.stop("late"))  # by a clock that is put right again
    with time_machine.travel(now + timedelta(hours=2), tick=True):
        assert total(sender.get(f"{SPRING}.csv"))["children_stopped"] == "2"
        assert as_at(sender, SPRING, asked) == before


def test_an_open_shift_counts_up_to_the_moment_asked_and_never_past_the_sweeps_end(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    now = datetime.now(UTC)
    begun, ends = now - timedelta(hours=2), now + timedelta(hours=2)
    phone = opened(
        desk, {"PC 2231": "constable"}, starts_at=begun.isoformat(), ends_at=ends.isoformat()
    )
    start = {"shift_id": new_id(), "sweep_id": phone.sweep_id, "officer_id": phone.officer_id}
    phone.push(phone.make("shift.start", **start, started_at=begun.isoformat()))
    path = here(now)
    asked = moment()
    hours = total(sender.get(f"{path}.csv?as_at={asked}"))["officer_hours"]
    assert hours == "2.0"
    earlier = (begun - timedelta(minutes=1)).isoformat().replace("+00:00", "Z")
    assert total(sender.get(f"{path}.csv?as_at={earlier}"))["sweeps_count"] == "0"
    done = opened(desk, {"PC 7": "constable"})
    start = {"shift_id": new_id(), "sweep_id": done.sweep_id, "officer_id": done.officer_id}
    done.push(done.make("shift.start", **start, started_at=TEN_O_CLOCK.isoformat()))
    assert total(sender.get(f"{SPRING}.csv"))["officer_hours"] == "5.0"


def here(now: datetime) -> str:
    from sweep.national.periods import term_at

    return f"/returns/{term_at(now, ()).address}"


def test_what_stood_before_the_history_was_kept_is_filled_by_the_upgrade(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    phone = opened(desk, {"EWO Hughes": "ewo"}, kind="national")
    phone.push(phone.stop(), *phone.shift(60))
    with app.app_context():
        bring_in_terms(1, [ReadTerm("Spring", date(2026, 1, 5), date(2026, 3, 27))])
    before = sender.get(f"{SPRING}.csv")
    with app.app_context():
        db.session.remove()
        downgrade(revision="0008")
        upgrade()
        scope_to(1)
        facts = db.session.scalars(select(PlanFact)).all()
        assert {(fact.subject, fact.rev) for fact in facts} == {
            ("sweep", 0),
            ("officer", 0),
            ("terms", 0),
        }
        db.session.remove()
    assert sender.get(f"{SPRING}.csv?as_at={moment()}") == before
    assert sender.get(f"{SPRING}.csv") == before
    assert total(sender.get(f"{SPRING}.csv?as_at=2026-02-01"))["sweeps_count"] == "0"


def test_what_changed_without_being_noted_is_noted_before_figures_are_told(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    phone = opened(desk, {"PC 2231": "constable"})
    phone.push(*phone.shift(60))
    first = moment()
    before = as_at(sender, SPRING, first)
    with app.app_context():
        scope_to(1)
        db.session.execute(db.update(Officer).values(role="ewo"))
        db.session.commit()
    now = sender.get(f"{SPRING}.csv")
    assert (total(before[0])["ewo_hours"], total(now)["ewo_hours"]) == ("0.0", "1.0")
    assert sender.get(f"{SPRING}.csv?as_at={moment()}") == now
    assert as_at(sender, SPRING, first) == before


def test_the_history_says_what_the_tables_say_after_every_change_of_a_plan(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    chance = random.Random(4)
    year = Year(app, desk, sender, chance)
    for deed in (year.plan_another, year.replan, year.bring_in, year.replan, year.walk):
        deed()
        with app.app_context():
            scope_to(1)
            authority = db.session.get_one(Authority, 1)
            assert not_noted(authority, authority.rev, datetime.now(UTC)) == {}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2099-01-01", "lies ahead"),
        ("yesterday", "a moment such as"),
        ("0001-01-01", "a moment such as"),
        ("20260112", "a moment such as"),
        ("2026-W03", "a moment such as"),
    ],
)
def test_a_moment_that_makes_no_sense_is_answered_with_what_to_write(
    sender: Sender, typed: str, said: str
) -> None:
    answer = json.loads(sender.get(f"{SPRING}.csv?as_at={typed}", expect=400))
    assert said in answer["detail"]


def test_a_stop_that_was_removed_and_put_back_counts_as_at_each_moment_as_it_did_then(
    desk: Desk, sender: Sender
) -> None:
    phone = opened(desk, {"PC 2231": "constable"})
    text = phone.stop()
    phone.push(text)
    head, counted = op_id(text), []
    for kind in ("stop.void", "stop.restore"):
        asked = moment()
        counted.append((asked, "0" if kind == "stop.restore" else "1"))
        sender.get(f"{SPRING}.csv?as_at={asked}")
        said = {"stop_id": record_id(text), "base_op": head, "why": "one child, or two?"}
        change = operation(kind, said)
        desk.push(change)
        head = op_id(change)
    counted.append((moment(), "1"))
    for asked, children in counted:
        file = sender.get(f"{SPRING}.csv?as_at={asked}")
        assert total(file)["children_stopped"] == children, asked
