"""A button of a decision on a double does what it said when it was shown, or nothing: somebody may be quicker."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask

from rig.pages import Visitor, add_user
from rig.street import Desk, PretendPhone, op_id, record_id
from sweep.checking import double_pages, double_settling
from sweep.core.reference import reference
from sweep.db import scope_to
from sweep.sync.erasing import erase

QUICKER = "Somebody was quicker: the decision, or one of its stops, is not any more as you saw it."
Counted = Callable[[], set[str]]


@pytest.fixture
def stops(phone: PretendPhone, second_phone: PretendPhone) -> tuple[str, str]:
    """One boy as two officers recorded him."""
    one, other = phone.stop(sex="M"), second_phone.stop(sex="M")
    phone.push(one)
    second_phone.push(other)
    return one, other


@pytest.fixture
def goes(stops: tuple[str, str]) -> str:
    return record_id(stops[0])


@pytest.fixture
def stays(stops: tuple[str, str]) -> str:
    return record_id(stops[1])


@pytest.fixture
def counted(desk: Desk, phone: PretendPhone) -> Counted:
    """The stops that count whenever it is called."""
    return lambda: {stop["id"] for stop in desk.stops(phone.sweep_id)}


@pytest.fixture
def page(phone: PretendPhone) -> str:
    return f"/sweeps/{phone.sweep_id}/doubles"


@pytest.fixture
def bea(app: Flask) -> Visitor:
    """Another coordinator."""
    add_user(app, "bea@solihull.example")
    return Visitor(app.test_client()).sign_in("bea@solihull.example")


@pytest.fixture
def left_undone(amina: Visitor, page: str, stays: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One child; and the server stopped between the decision and the removal."""
    with monkeypatch.context() as stopped:
        stopped.setattr(double_pages, "carry_out", bool)
        amina.open(page).send(page, stays=stays)


def shown(visitor: Visitor, page: str, do: str) -> tuple[str, dict[str, str]]:
    """The first decision's form with this button, as it is shown now; sent whenever the visitor gets to it."""
    action = next(each for each in visitor.open(page).forms() if each.startswith(f"{page}/"))
    return action, {**visitor.typed(action), "do": do}


def remove(visitor: Visitor, stop_id: str) -> None:
    form = f"/stops/{stop_id}/remove"
    visitor.open(form).send(form, why="was no child of school age")


def take_back(phone: PretendPhone, text: str) -> None:
    own = phone.make("stop.void", stop_id=record_id(text), base_op=op_id(text), why="mine is wrong")
    phone.push(own)


@pytest.mark.usefixtures("left_undone")
def test_what_somebody_undid_is_not_carried_out_by_a_page_that_shows_it_still(
    amina: Visitor, bea: Visitor, counted: Counted, page: str
) -> None:
    late = shown(amina, page, "carry")
    bea.post(*shown(bea, page, "undo"))
    amina.post(*late)
    assert QUICKER in amina.words
    assert "Saved" not in amina.words
    assert len(counted()) == 2


@pytest.mark.usefixtures("left_undone")
def test_a_stop_is_not_removed_at_last_when_the_one_that_stays_went_meanwhile(
    amina: Visitor,
    second_phone: PretendPhone,
    stops: tuple[str, str],
    counted: Counted,
    page: str,
) -> None:
    late = shown(amina, page, "carry")
    take_back(second_phone, stops[1])
    amina.post(*late)
    assert QUICKER in amina.words
    assert counted() == {record_id(stops[0])}


def test_an_undo_sent_again_does_not_put_back_what_was_removed_by_hand_since(
    amina: Visitor, counted: Counted, page: str, stays: str, goes: str
) -> None:
    amina.open(page).send(page, stays=stays)
    undo = shown(amina, page, "undo")
    amina.post(*undo)
    remove(amina, goes)
    amina.post(*undo)
    assert QUICKER in amina.words
    assert counted() == {stays}


def test_a_stop_is_not_put_back_once_both_were_left_removed(
    amina: Visitor, bea: Visitor, counted: Counted, page: str, stays: str
) -> None:
    amina.open(page).send(page, stays=stays)
    remove(amina, stays)
    late = shown(amina, page, "stays")
    bea.post(*shown(bea, page, "leave"))
    amina.post(*late)
    assert QUICKER in amina.words
    assert counted() == set()


def test_both_are_not_left_removed_once_somebody_put_one_back(
    amina: Visitor, bea: Visitor, page: str, stays: str
) -> None:
    amina.open(page).send(page, stays=stays)
    remove(amina, stays)
    late = shown(amina, page, "leave")
    bea.post(*shown(bea, page, "stays"))
    amina.post(*late)
    assert QUICKER in amina.words
    remove(amina, stays)
    assert "Nobody is counted for this child" in amina.open(page).words, "the decision stands"


def test_the_other_is_not_put_back_too_once_somebody_put_one_back(
    amina: Visitor, bea: Visitor, counted: Counted, page: str, stays: str
) -> None:
    amina.open(page).send(page, stays=stays)
    remove(amina, stays)
    late = shown(amina, page, "undo")
    bea.post(*shown(bea, page, "stays"))
    amina.post(*late)
    assert QUICKER in amina.words
    assert counted() == {stays}


def test_a_decision_that_is_sound_can_not_be_left(
    amina: Visitor, counted: Counted, page: str, stays: str
) -> None:
    amina.open(page).send(page, stays=stays)
    amina.post(*shown(amina, page, "leave"))
    assert QUICKER in amina.words
    assert f"One child. {reference(stays)} stays" in amina.words
    assert counted() == {stays}


def test_a_decision_stands_where_its_stop_could_not_be_put_back(
    amina: Visitor, counted: Counted, page: str, stays: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina.open(page).send(page, stays=stays)
    monkeypatch.setattr(double_settling, "enter_within", lambda *_: "This was not taken in.")
    amina.post(*shown(amina, page, "undo"))
    assert "The stop could not be changed, so the decision stands as it stood." in amina.words
    assert f"One child. {reference(stays)} stays" in amina.words
    assert counted() == {stays}


def test_a_stop_that_its_officer_took_back_is_not_said_to_be_decided_on(
    amina: Visitor, phone: PretendPhone, page: str, stops: tuple[str, str]
) -> None:
    form = {**amina.open(page).typed(page), "stays": record_id(stops[1])}
    take_back(phone, stops[0])
    amina.post(page, form)
    assert "One of the two was removed or changed while you had them open." in amina.words
    assert "decided on them before" not in amina.words


def test_a_script_undoes_a_decision_as_a_person_does(
    desk: Desk, phone: PretendPhone, counted: Counted, stays: str, goes: str
) -> None:
    path, both = f"/sweeps/{phone.sweep_id}", {"stop_id": stays, "other_id": goes}
    assert desk.call("POST", f"{path}/doubles/undo", both, expect=404)["code"] == "not_found"
    desk.call("POST", f"{path}/same-child", {"stays": stays, "goes": goes}, expect=201)
    assert counted() == {stays}
    (waits,) = desk.call("POST", f"{path}/doubles/undo", both)["pairs"]
    assert set(waits.values()) == {stays, goes}
    assert counted() == {stays, goes}
    desk.call("POST", f"{path}/two-children", both, expect=201)
    assert len(desk.call("POST", f"{path}/doubles/undo", both)["pairs"]) == 1


def test_a_child_whose_stop_was_erased_is_told_and_the_other_can_be_put_back(
    app: Flask, amina: Visitor, counted: Counted, page: str, stops: tuple[str, str]
) -> None:
    goes, stays = map(record_id, stops)
    amina.open(page).send(page, stays=stays)
    with app.app_context():
        scope_to(1)
        erase(1, stays, "asked for", datetime.now(UTC))
    assert "1 child is counted nowhere" in amina.open(page.replace("doubles", "live")).words
    amina.open(page)
    assert f"{reference(stays)} was erased, and can’t be put back." in amina.words
    assert f"Put {reference(stays)} back" not in amina.words
    amina.post(*shown(amina, page, "undo"))
    assert counted() == {goes}
    assert "Nobody is counted" not in amina.words
