"""A stop that stays carries what is known of those that went for it: two children never become one through a third."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from rig.pages import Visitor
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, new_id, record_id
from sweep.core.reference import reference

Doubles = Callable[[], dict[str, Any]]
Decide = Callable[[str, str], None]


@pytest.fixture
def third_phone(desk: Desk, phone: PretendPhone) -> PretendPhone:
    return desk.enrol(phone.sweep_id, desk.officer("PCSO 7104"))


@pytest.fixture
def doubles(desk: Desk, phone: PretendPhone) -> Doubles:
    """What the desk is asked about, whenever it is called."""
    return lambda: dict(desk.call("GET", f"/sweeps/{phone.sweep_id}/doubles"))


@pytest.fixture
def same(desk: Desk, phone: PretendPhone) -> Decide:
    """One child: the first stays."""

    def decide(stays: str, goes: str) -> None:
        said = {"stays": stays, "goes": goes}
        desk.call("POST", f"/sweeps/{phone.sweep_id}/same-child", said, expect=201)

    return decide


def pushed(phone: PretendPhone, **answers: Any) -> str:
    text = phone.stop(**answers)
    phone.push(text)
    return record_id(text)


def as_one(found: dict[str, Any], stops: int) -> int:
    return stops - len(found["left_out"])


def test_a_boy_and_a_girl_are_not_made_one_by_a_stop_that_says_neither(
    phone: PretendPhone,
    second_phone: PretendPhone,
    third_phone: PretendPhone,
    doubles: Doubles,
    same: Decide,
) -> None:
    boy = pushed(phone, sex="M", age_band="11_15")
    child = pushed(second_phone, age_band="11_15")
    pushed(third_phone, sex="F", age_band="11_15")
    assert as_one(doubles(), 3) == 2
    same(child, boy)
    found = doubles()
    assert found["pairs"] == []
    assert as_one(found, 2) == 2


def test_two_children_of_one_officer_are_not_made_one_by_a_colleagues_stop(
    phone: PretendPhone, second_phone: PretendPhone, doubles: Doubles, same: Decide
) -> None:
    first, _ = pushed(phone, sex="M"), pushed(phone, sex="M")
    colleagues = pushed(second_phone, sex="M")
    assert as_one(doubles(), 3) == 2
    same(colleagues, first)
    found = doubles()
    assert found["pairs"] == []
    assert as_one(found, 2) == 2


def test_two_children_of_one_group_are_not_made_one_by_a_colleagues_stop(
    phone: PretendPhone,
    second_phone: PretendPhone,
    third_phone: PretendPhone,
    doubles: Doubles,
    same: Decide,
) -> None:
    together = new_id()
    elder = pushed(phone, sex="M", encounter_id=together)
    pushed(third_phone, sex="M", encounter_id=together)
    colleagues = pushed(second_phone, sex="M")
    assert as_one(doubles(), 3) == 2
    same(colleagues, elder)
    found = doubles()
    assert found["pairs"] == []
    assert as_one(found, 2) == 2


def test_two_who_were_said_to_be_two_are_not_made_one_through_a_third(
    desk: Desk,
    phone: PretendPhone,
    second_phone: PretendPhone,
    third_phone: PretendPhone,
    doubles: Doubles,
) -> None:
    one, through, other = (pushed(each, sex="M") for each in (phone, second_phone, third_phone))
    path = f"/sweeps/{phone.sweep_id}"
    two = {"stop_id": one, "other_id": other}
    desk.call("POST", f"{path}/two-children", two, expect=201)
    desk.call("POST", f"{path}/same-child", {"stays": through, "goes": one}, expect=201)
    assert doubles()["pairs"] == []
    said = {"stays": other, "goes": through}
    answer = desk.call("POST", f"{path}/same-child", said, expect=409)
    assert answer["code"] == "already_decided"
    assert len(desk.stops(phone.sweep_id)) == 2


def test_whoever_is_asked_about_a_stop_that_stays_is_told_for_which_others_it_counts(
    amina: Visitor,
    phone: PretendPhone,
    second_phone: PretendPhone,
    third_phone: PretendPhone,
    same: Decide,
) -> None:
    one, stays, third = (pushed(each, sex="M") for each in (phone, second_phone, third_phone))
    same(stays, one)
    page = f"/sweeps/{phone.sweep_id}/doubles"
    assert f"Counted for {reference(one)}" in amina.open(page).words
    amina.open(f"{page}/same?first={stays}&second={third}")
    assert f"{reference(stays)} is counted for {reference(one)} too, as the same child" in (
        amina.words
    )


def test_a_stop_near_one_that_went_is_asked_about_with_the_one_that_stays(
    phone: PretendPhone,
    second_phone: PretendPhone,
    third_phone: PretendPhone,
    doubles: Doubles,
    same: Decide,
) -> None:
    moments = [(TEN_O_CLOCK + timedelta(minutes=8 * n)).isoformat() for n in range(3)]
    first, between, last = (
        pushed(each, sex="M", stopped_at=moment)
        for each, moment in zip((phone, second_phone, third_phone), moments, strict=True)
    )
    assert as_one(doubles(), 3) == 1
    same(first, between)
    found = doubles()
    assert found["pairs"] == [{"first": first, "second": last}]
    assert as_one(found, 2) == 1
