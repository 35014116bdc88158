"""A supervisor's review: what is drawn, what a rule asks about, and looks that are kept."""

from datetime import timedelta

import pytest
from flask import Flask

from rig.pages import Visitor
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, record_id
from sweep.core.reference import reference
from sweep.db import scope_to
from sweep.stops.models import Review
from sweep.stops.reviewing import reviews_of
from sweep.sweeps.read import find_sweep


@pytest.fixture
def page(phone: PretendPhone) -> str:
    return f"/sweeps/{phone.sweep_id}/review"


@pytest.fixture
def stops(phone: PretendPhone) -> list[str]:
    """Twelve stops: two of them are drawn."""
    texts = [phone.stop() for _ in range(12)]
    phone.push()
    return [record_id(text) for text in texts]


def drawn(app: Flask, phone: PretendPhone) -> list[str]:
    with app.app_context():
        scope_to(1)
        return [each.stop["id"] for each in reviews_of(find_sweep(phone.sweep_id))]


def test_one_in_ten_is_drawn_and_every_stop_that_a_rule_asks_about(
    app: Flask, phone: PretendPhone, stops: list[str]
) -> None:
    assert len(drawn(app, phone)) == 2
    odd = [
        phone.stop(outcome="returned_to_school_s16"),
        phone.stop(stopped_at=(TEN_O_CLOCK + timedelta(hours=9)).isoformat()),
    ]
    phone.push(*odd)
    assert {record_id(text) for text in odd} <= set(drawn(app, phone))


def test_a_look_is_noted_with_who_and_when(
    app: Flask, amina: Visitor, phone: PretendPhone, stops: list[str], page: str
) -> None:
    first, second = drawn(app, phone)
    amina.open(page)
    assert "0 of 2 looked at" in amina.words
    amina.post(page, {**amina.typed(page), "stop_id": first, "verdict": "right", "note": ""})
    assert "1 of 2 looked at" in amina.words
    assert "Right: Amina Yusuf" in amina.words
    amina.post(page, {**amina.typed(page), "stop_id": second, "verdict": "to_correct"})
    assert "Say what is to be corrected" in amina.words
    amina.post(
        page, {**amina.typed(page), "stop_id": second, "verdict": "to_correct", "note": "no reason"}
    )
    assert "2 of 2 looked at, 1 to be corrected" in amina.words


def test_a_second_look_counts_and_the_first_is_kept(
    app: Flask, amina: Visitor, phone: PretendPhone, stops: list[str], page: str
) -> None:
    stop = drawn(app, phone)[0]
    amina.open(page)
    for verdict, note in (("to_correct", "wrong time"), ("right", "put right")):
        amina.post(page, {**amina.typed(page), "stop_id": stop, "verdict": verdict, "note": note})
    assert "1 of 2 looked at " in amina.words
    assert "wrong time" in amina.words
    assert "put right" in amina.words


def test_a_stop_that_was_not_drawn_can_not_be_put_in_its_place(
    app: Flask, amina: Visitor, phone: PretendPhone, stops: list[str], page: str
) -> None:
    other = next(stop for stop in stops if stop not in drawn(app, phone))
    amina.open(page)
    amina.post(page, {**amina.typed(page), "stop_id": other, "verdict": "right"})
    assert amina.status == 404
    assert reference(other) not in amina.open(page).words


def test_removing_a_drawn_stop_draws_no_other_and_hides_nothing(
    app: Flask, amina: Visitor, desk: Desk, phone: PretendPhone, stops: list[str]
) -> None:
    before = drawn(app, phone)
    amina.open(f"/stops/{before[0]}/remove")
    amina.send(f"/stops/{before[0]}/remove", why="entered twice")
    assert drawn(app, phone) == before


def test_what_was_written_goes_when_the_stop_is_erased(
    app: Flask, amina: Visitor, phone: PretendPhone, stops: list[str], page: str
) -> None:
    from sweep.db import db
    from sweep.sync.erasing import erase

    stop = drawn(app, phone)[0]
    amina.open(page)
    amina.post(page, {**amina.typed(page), "stop_id": stop, "verdict": "right", "note": "Zzyzx"})
    with app.app_context():
        erase(1, stop, "asked", TEN_O_CLOCK)
        scope_to(1)
        assert db.session.scalars(db.select(Review)).all() == []


def test_what_changed_is_counted_with_links_to_the_stops(
    amina: Visitor, phone: PretendPhone, stops: list[str]
) -> None:
    form = f"/stops/{stops[0]}/answer"
    amina.open(form).send(form, told_by="the office", code="M")
    amina.open(f"/sweeps/{phone.sweep_id}/changed")
    assert f"Truanting Has a reason 1 {reference(stops[0])}" in amina.words
    assert "School not known 0 1 0" in amina.words


def test_scripts_review_and_decide_on_doubles_too(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    one, other = phone.stop(), second_phone.stop()
    phone.push(one)
    second_phone.push(other)
    base = f"/sweeps/{phone.sweep_id}"
    (pair,) = desk.call("GET", f"{base}/doubles")["pairs"]
    assert set(pair.values()) == {record_id(one), record_id(other)}
    two = {"stop_id": pair["second"], "other_id": pair["first"]}
    for _ in range(2):
        desk.call("POST", f"{base}/two-children", two, expect=201)
    assert desk.call("GET", f"{base}/doubles")["pairs"] == []
    desk.call("POST", f"{base}/two-children", {**two, "other_id": pair["second"]}, expect=404)
    (asked,) = desk.call("GET", f"{base}/reviews")["reviews"]
    look = {"stop_id": asked["stop_id"], "verdict": "to_correct"}
    desk.call("POST", f"{base}/reviews", look, expect=422)
    desk.call("POST", f"{base}/reviews", {**look, "note": "no reason"}, expect=201)
    (asked,) = desk.call("GET", f"{base}/reviews")["reviews"]
    assert [each["note"] for each in asked["looks"]] == ["no reason"]
