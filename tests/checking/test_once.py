"""A form that makes something new makes it once; and says so where what it made has been removed since."""

import pytest

from checking.test_shifts import add, shifts
from rig.pages import Visitor
from rig.street import Desk, PretendPhone
from sweep.checking import once

REMOVED_SINCE = "This shift was added before and has been removed since"


@pytest.mark.parametrize(
    "key",
    [
        "ffffffff-ffff-7fff-bfff-ffffffffffff",
        "ffffffff-ffff-4fff-bfff-ffffffffffff",
        "",
        "x",
    ],
)
def test_a_key_that_we_can_not_have_given_is_passed_over_for_a_new_one(
    amina: Visitor, desk: Desk, phone: PretendPhone, key: str
) -> None:
    amina.open(f"/sweeps/{phone.sweep_id}/shifts/add")
    add(amina, phone, once=key)
    assert "The shift is added." in amina.words
    assert len(shifts(desk, phone)) == 1
    assert once.key_of(key) != key


def test_a_key_that_we_gave_is_kept(phone: PretendPhone) -> None:
    key = once.new_key()
    assert once.key_of(key.upper()) == key


@pytest.fixture
def removed_since(amina: Visitor, desk: Desk, phone: PretendPhone) -> Visitor:
    """Somebody whose form is sent again after the shift it made was removed."""
    form = amina.open(f"/sweeps/{phone.sweep_id}/shifts/add").page
    add(amina, phone)
    (shift,) = shifts(desk, phone)
    page = f"/shifts/{shift['id']}"
    amina.open(page).send(page, remove="yes", why="was a slip")
    amina.page = form
    return add(amina, phone)


def test_a_form_sent_again_after_its_shift_was_removed_never_says_that_it_is_added(
    removed_since: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    assert removed_since.status == 422
    assert REMOVED_SINCE in removed_since.words
    assert "The shift is added." not in removed_since.words
    assert shifts(desk, phone) == []


def test_what_was_typed_is_kept_and_sent_once_more_it_adds_the_shift_again(
    removed_since: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    page = f"/sweeps/{phone.sweep_id}/shifts/add"
    assert removed_since.typed(page)["why"] == "walked without a phone"
    form = removed_since.page
    assert "The shift is added." in removed_since.send(page).words
    removed_since.page = form
    assert "The shift is added." in removed_since.send(page).words
    assert [shift["minutes"] for shift in shifts(desk, phone)] == [120]
