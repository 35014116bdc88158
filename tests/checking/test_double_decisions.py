"""No decision on a double, and no two of them, can leave a child counted nowhere unseen; and each can be undone."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from flask import Flask

from rig.pages import Visitor, add_user
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, op_id, operation, record_id
from sweep.checking import double_pages
from sweep.core.reference import reference


@pytest.fixture
def stops(phone: PretendPhone, second_phone: PretendPhone) -> tuple[str, str]:
    """One boy as two officers recorded him, as they lie on their phones."""
    one = phone.stop(sex="M")
    other = second_phone.stop(sex="M")
    phone.push(*phone.shift(60), one)
    second_phone.push(other)
    return one, other


@pytest.fixture
def pair(stops: tuple[str, str]) -> tuple[str, str]:
    first, second = sorted(record_id(each) for each in stops)
    return first, second


@pytest.fixture
def page(phone: PretendPhone) -> str:
    return f"/sweeps/{phone.sweep_id}/doubles"


@pytest.fixture
def two(app: Flask, amina: Visitor) -> tuple[Visitor, Visitor]:
    """Amina and another coordinator."""
    add_user(app, "bea@solihull.example")
    return amina, Visitor(app.test_client()).sign_in("bea@solihull.example")


# Arranges that something else happens once, right before a step of deciding.
Before = Callable[[str, Callable[[], object]], None]


@pytest.fixture
def before(monkeypatch: pytest.MonkeyPatch) -> Before:
    """What two people do at once: one deed is whole between two steps of another's."""

    def arrange(step: str, meanwhile: Callable[[], object]) -> None:
        really = getattr(double_pages, step)

        def then(*given: object) -> object:
            monkeypatch.setattr(double_pages, step, really)
            other = Thread(target=meanwhile)
            other.start()
            other.join()
            return really(*given)

        monkeypatch.setattr(double_pages, step, then)

    return arrange


def counted(desk: Desk, phone: PretendPhone) -> int:
    return int(desk.summary(phone.sweep_id)["children_stopped"])


def settle(visitor: Visitor, page: str, do: str) -> Visitor:
    """Press a button of the first decision that the page shows."""
    action = next(each for each in visitor.forms() if each.startswith(f"{page}/"))
    return visitor.send(action, do=do)


@pytest.mark.parametrize("step", ["decide", "carry_out"])
def test_of_two_people_who_decide_on_a_pair_at_once_only_the_first_is_heard(
    two: tuple[Visitor, Visitor], pair: tuple[str, str], page: str, before: Before, step: str
) -> None:
    amina, bea = two
    hers = {**bea.open(page).typed(page), "stays": pair[1]}
    before(step, lambda: bea.post(page, hers))
    amina.open(page).send(page, stays=pair[0])
    heard, late = (amina, bea) if step == "carry_out" else (bea, amina)
    stays, goes = pair if heard is amina else reversed(pair)
    assert f"{reference(stays)} is counted, {reference(goes)} is not." in heard.words
    assert "These two do not wait for a decision any more" in late.words
    assert "1 child was stopped" in amina.open(page.replace("doubles", "summary")).words


def test_a_stop_that_is_about_to_go_can_not_stay_for_another(
    two: tuple[Visitor, Visitor], desk: Desk, pair: tuple[str, str], page: str, before: Before
) -> None:
    amina, bea = two
    third = desk.enrol(page.split("/")[2], desk.officer("PCSO 7104"))
    text = third.stop(sex="M")
    third.push(text)
    other = {"first": pair[1], "second": record_id(text), "stays": pair[1]}
    hers = {**bea.open(page).typed(page), **other}
    before("carry_out", lambda: bea.post(page, hers))
    mine = {"first": pair[0], "second": pair[1], "stays": pair[0]}
    amina.post(page, {**amina.open(page).typed(page), **mine})
    assert "These two do not wait for a decision any more" in bea.words
    assert {stop["id"] for stop in desk.stops(third.sweep_id)} == {pair[0], record_id(text)}


def test_a_stop_that_went_can_not_stay_for_another(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    third = desk.enrol(phone.sweep_id, desk.officer("PCSO 7104"))
    text = third.stop(sex="M")
    third.push(text)
    form = {**amina.open(page).typed(page), "first": pair[1], "second": record_id(text)}
    amina.open(page)
    amina.post(page, {**form, "first": pair[0], "second": pair[1], "stays": pair[0]})
    amina.post(page, {**form, "stays": pair[1]})
    assert "These two do not wait for a decision any more" in amina.words
    assert counted(desk, phone) == 2
    amina.post(page, {**form, "first": pair[0], "stays": record_id(text)})
    assert counted(desk, phone) == 1
    assert "Nobody is counted" not in amina.words, "its child counts by the third stop"


def test_a_phone_that_takes_back_the_stop_that_stayed_is_told_of_everywhere(
    amina: Visitor, desk: Desk, phone: PretendPhone, stops: tuple[str, str], page: str
) -> None:
    """The removal waited on the phone while somebody said *same child*."""
    mine = stops[0]
    undo = phone.make(
        "stop.void", stop_id=record_id(mine), base_op=op_id(mine), why="my colleague has it"
    )
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"status": "verifying"})
    amina.open(page).send(page, stays=record_id(mine))
    phone.push(undo)
    assert counted(desk, phone) == 0
    amina.open(page)
    assert "Nobody is counted for this child: put one back" in amina.words
    assert "PC 2231 removed it" in amina.words
    assert "Why: my colleague has it" in amina.words
    amina.open(f"/sweeps/{phone.sweep_id}")
    assert "1 child counts nowhere: both stops were removed." in amina.words
    for other in ("live", "summary"):
        amina.open(f"/sweeps/{phone.sweep_id}/{other}")
        assert "1 child is counted nowhere" in amina.words, other
    amina.open("/returns/202526/spring")
    assert "1 child is counted nowhere" in amina.words
    settle(amina.open(page), page, "stays")
    assert counted(desk, phone) == 1
    assert "Nobody is counted" not in amina.words
    assert f"Saved {reference(record_id(mine))} is counted" in amina.words


def test_a_stop_is_not_removed_for_one_that_its_officer_took_back_meanwhile(
    amina: Visitor, phone: PretendPhone, stops: tuple[str, str], page: str, before: Before
) -> None:
    mine, theirs = (reference(record_id(each)) for each in stops)
    undo = phone.make(
        "stop.void", stop_id=record_id(stops[0]), base_op=op_id(stops[0]), why="my colleague has it"
    )
    before("carry_out", lambda: phone.push(undo))
    amina.open(page).send(page, stays=record_id(stops[0]))
    assert f"Decided, and not carried out: {theirs} is counted still" in amina.words
    assert f"{mine} was removed since." in amina.words
    assert f"Remove {theirs}" not in amina.words
    settle(amina, page, "undo")
    assert "Decided, and not carried out" not in amina.words
    assert "1 child was stopped" in amina.open(page.replace("doubles", "summary")).words


def test_of_a_child_that_nobody_counts_the_other_stop_may_be_put_back_or_none(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    amina.open(page).send(page, stays=pair[0])
    (left,) = desk.stops(phone.sweep_id)
    said = {"stop_id": pair[0], "base_op": left["head"], "why": "was no child of school age"}
    desk.push(operation("stop.void", said))
    settle(amina.open(page), page, "undo")
    assert [stop["id"] for stop in desk.stops(phone.sweep_id)] == [pair[1]]
    assert "Nobody is counted" not in amina.words


def test_both_may_be_left_removed_when_somebody_says_so(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    amina.open(page).send(page, stays=pair[0])
    form = f"/stops/{pair[0]}/remove"
    amina.open(form)
    assert f"{reference(pair[1])} was removed as the same child" in amina.words
    amina.send(form, why="was no child of school age")
    settle(amina.open(page), page, "leave")
    assert counted(desk, phone) == 0
    assert "Nobody is counted" not in amina.words


def test_what_was_decided_and_not_carried_out_is_shown_until_it_is(
    amina: Visitor,
    desk: Desk,
    pair: tuple[str, str],
    page: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The server stopped between the two."""
    monkeypatch.setattr(double_pages, "carry_out", bool)
    amina.open(page).send(page, stays=pair[0])
    monkeypatch.undo()
    sweep, gone = page.removesuffix("/doubles"), reference(pair[1])
    assert f"Decided, and not carried out: {gone} is counted still" in amina.words
    assert "Saved" not in amina.words
    desk.call("PATCH", sweep, {"status": "verifying"})
    assert "1 decided and not carried out." in amina.open(sweep).words
    settle(amina.open(page), page, "carry")
    assert "Removed: this stop counts nowhere" in amina.open(f"/stops/{pair[1]}").words
    amina.open(page)
    assert "Decided, and not carried out" not in amina.words


def test_undone_both_count_again_and_the_stop_tells_the_whole_story(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    amina.open(page).send(page, stays=pair[0])
    settle(amina, page, "undo")
    assert counted(desk, phone) == 2
    both = f"{reference(pair[0])} and {reference(pair[1])}"
    assert f"Nobody has decided on {both} any more. {both} are both counted." in amina.words
    assert "1 pair that may be one child" in amina.words, "nobody has decided on them any more"
    amina.open(f"/stops/{pair[1]}")
    assert f"Why: same child as {reference(pair[0])}" in amina.words
    assert "Stop put back" in amina.words
    assert "Removed: this stop counts nowhere" not in amina.words


def test_two_children_can_be_undone_and_are_asked_about_again(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    amina.open(page).send(page, two="yes")
    assert "No possible doubles to decide on" in amina.words
    settle(amina, page, "undo")
    assert "1 pair that may be one child" in amina.words
    assert "are two children" not in amina.words
    amina.send(page, stays=pair[1])
    assert [stop["id"] for stop in desk.stops(phone.sweep_id)] == [pair[1]]


def test_a_stop_that_went_and_is_put_back_on_its_own_page_is_asked_about_again(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    amina.open(page).send(page, stays=pair[0])
    form = f"/stops/{pair[1]}/put-back"
    amina.open(form)
    assert f"It was removed as the same child as {reference(pair[0])}" in amina.words
    amina.send(form, why="it was another child")
    assert counted(desk, phone) == 2
    amina.open(page)
    assert "1 pair that may be one child" in amina.words
    assert "Decided, and not carried out" not in amina.words


def test_undoing_what_was_undone_and_decided_anew_changes_nothing_more(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    amina.open(page).send(page, stays=pair[0])
    action = next(each for each in amina.forms() if each.startswith(f"{page}/"))
    body = {**amina.typed(action), "do": "undo"}
    amina.post(action, body)
    amina.open(page).send(page, stays=pair[0])
    amina.post(action, body)
    assert "These two do not wait for a decision any more" in amina.words
    assert [stop["id"] for stop in desk.stops(phone.sweep_id)] == [pair[0]]
    assert f"One child. {reference(pair[0])} stays" in amina.words


def test_same_child_is_asked_on_a_page_of_its_own_that_names_both(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    amina.open(f"{page}/same?first={pair[0]}&second={pair[1]}")
    first, second = reference(pair[0]), reference(pair[1])
    assert f"{first} and {second} : one child?" in amina.words
    assert f"{first} stays, by PC 2231" in amina.words
    assert f"{second} is removed" in amina.words
    amina.send(page)
    assert amina.status == 422
    assert "Say which of the two stays" in amina.words
    assert counted(desk, phone) == 2


def test_many_pairs_are_shown_page_by_page_and_none_is_cut(
    amina: Visitor,
    phone: PretendPhone,
    second_phone: PretendPhone,
    page: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(double_pages, "AT_ONCE", 2)
    for each in (phone, second_phone):
        moments = [(TEN_O_CLOCK + timedelta(minutes=30 * n)).isoformat() for n in range(3)]
        each.push(*[each.stop(stopped_at=moment) for moment in moments])
    amina.open(page)
    assert "3 pairs that may each be one child" in amina.words
    assert "Pairs 1 to 2 of 3" in amina.words
    amina.open(f"{page}?page=2")
    assert "Pairs 3 to 3 of 3" in amina.words
    assert amina.page.count("Two children<") == 1
    amina.open(f"{page}?page=99")
    assert "Pairs 3 to 3 of 3" in amina.words


def test_a_script_can_not_say_two_of_what_was_said_to_be_one(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    amina.open(page).send(page, stays=pair[0])
    said = {"stop_id": pair[0], "other_id": pair[1]}
    answer = desk.call("POST", f"/sweeps/{phone.sweep_id}/two-children", said, expect=409)
    assert answer["code"] == "already_decided"


def test_a_script_says_one_child_as_a_person_does(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    said = {"stays": pair[1], "goes": pair[0]}
    path = f"/sweeps/{phone.sweep_id}"
    made = desk.call("POST", f"{path}/same-child", said, expect=201)
    assert {name: made[name] for name in said} == said
    assert [stop["id"] for stop in desk.stops(phone.sweep_id)] == [pair[1]]
    again = {"stays": pair[0], "goes": pair[1]}
    assert desk.call("POST", f"{path}/same-child", again, expect=409)["code"] == "already_decided"
    amina.open(f"/stops/{pair[1]}/remove").send(f"/stops/{pair[1]}/remove", why="not a child")
    (lost,) = desk.call("GET", f"{path}/doubles")["lost"]
    assert {name: lost[name] for name in said} == said
