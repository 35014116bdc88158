"""Putting a stop back, by undoing a decision or on its own page, loses no word of its officer's unseen."""

import pytest

from checking.test_double_decisions import settle
from rig.pages import Visitor
from rig.street import Desk, Json, PretendPhone, op_id, record_id
from sweep.core.reference import reference

# What the officer's phone still held when a desk removed the stop, and how it is named.
NAMED = {
    "stop.amend": "PC 2231 changed it (Finding: Truanting → Late), because: the school rang",
    "stop.void": "PC 2231 removed it, because: tapped by mistake",
}


def own_word(phone: PretendPhone, stop: str, kind: str) -> str:
    """Made on the phone before it heard of the desk's removal."""
    said = {"stop_id": record_id(stop), "base_op": op_id(stop)}
    if kind == "stop.void":
        return phone.make(kind, **said, why="tapped by mistake")
    return phone.make(kind, **said, changes={"finding": "late"}, why="the school rang")


def shown(desk: Desk, phone: PretendPhone, stop: str) -> Json:
    (found,) = [each for each in desk.stops(phone.sweep_id) if each["id"] == record_id(stop)]
    return found


@pytest.mark.parametrize("kind", NAMED)
def test_undo_keeps_the_flag_and_names_what_the_officer_said_meanwhile(
    amina: Visitor, desk: Desk, phone: PretendPhone, second_phone: PretendPhone, kind: str
) -> None:
    mine, other = phone.stop(sex="M"), second_phone.stop(sex="M")
    phone.push(mine)
    second_phone.push(other)
    page = f"/sweeps/{phone.sweep_id}/doubles"
    amina.open(page).send(page, stays=record_id(other))
    phone.push(own_word(phone, mine, kind))
    settle(amina.open(page), page, "undo")
    assert f"{reference(record_id(mine))} was changed in two places: look at it" in amina.words
    assert NAMED[kind] in amina.words
    assert "conflict" in shown(desk, phone, mine)["flags"]
    assert NAMED[kind] in amina.open(f"/stops/{record_id(mine)}").words
    assert "Two people changed this record" in amina.open(page.replace("doubles", "review")).words


@pytest.mark.parametrize("kind", NAMED)
def test_a_word_that_comes_between_the_form_and_its_sending_is_named_once_it_is_put_back(
    amina: Visitor, desk: Desk, phone: PretendPhone, kind: str
) -> None:
    stop = phone.stop()
    phone.push(stop)
    address = f"/stops/{record_id(stop)}"
    amina.open(f"{address}/remove").send(f"{address}/remove", why="entered twice")
    amina.open(f"{address}/put-back")
    assert "Changed in two places" not in amina.words
    phone.push(own_word(phone, stop, kind))
    amina.send(f"{address}/put-back", why="it was another child")
    assert "The stop is put back, and counts again." in amina.words
    assert f"What does not stand: {NAMED[kind]}." in amina.words
    assert shown(desk, phone, stop)["flags"] == ["conflict"]


@pytest.mark.parametrize("kind", NAMED)
def test_the_form_names_it_before_the_stop_is_put_back(
    amina: Visitor, phone: PretendPhone, kind: str
) -> None:
    stop = phone.stop()
    phone.push(stop)
    address = f"/stops/{record_id(stop)}"
    amina.open(f"{address}/remove").send(f"{address}/remove", why="entered twice")
    phone.push(own_word(phone, stop, kind))
    amina.open(f"{address}/put-back")
    assert "This does not stand now, and still will not once it is put back." in amina.words
    assert NAMED[kind] in amina.words


def test_once_a_desk_has_corrected_the_stop_nothing_more_is_named(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop()
    phone.push(stop)
    address = f"/stops/{record_id(stop)}"
    amina.open(f"{address}/remove").send(f"{address}/remove", why="entered twice")
    phone.push(own_word(phone, stop, "stop.amend"))
    amina.open(f"{address}/put-back").send(f"{address}/put-back", why="it was another child")
    amina.open(f"{address}/correct").send(
        f"{address}/correct", finding="late", why="the school rang"
    )
    assert shown(desk, phone, stop)["flags"] == []
    assert "What does not stand" not in amina.open(address).words
