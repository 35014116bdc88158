"""One person on two phones: the time is counted once, and whoever reads the list is told."""

from rig.pages import Visitor
from rig.street import Desk, Json, PretendPhone

SENTENCE = "The officer has another shift at the same time; the time is counted once."


def shifts(desk: Desk, phone: PretendPhone) -> list[Json]:
    return list(desk.call("GET", f"/sweeps/{phone.sweep_id}/shifts")["shifts"])


def test_the_second_of_two_shifts_at_once_is_flagged(
    amina: Visitor, desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    phone.shift(120)
    second_phone.shift(60, officer_id=phone.officer_id)
    phone.push()
    second_phone.push()
    flags = [shift["flags"] for shift in shifts(desk, phone)]
    assert sum("overlapping_shifts" in each for each in flags) == 1
    amina.open(f"/sweeps/{phone.sweep_id}/live")
    assert amina.words.count(SENTENCE) == 1
    assert "2.0" in amina.words


def test_two_people_at_once_are_not(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    phone.shift(120)
    second_phone.shift(60)
    phone.push()
    second_phone.push()
    assert not any("overlapping_shifts" in shift["flags"] for shift in shifts(desk, phone))


def test_a_shift_that_was_taken_back_overlaps_nothing(desk: Desk, phone: PretendPhone) -> None:
    phone.shift(120)
    phone.shift(60)
    phone.push()
    for shift in shifts(desk, phone):
        if "overlapping_shifts" in shift["flags"]:
            phone.make("shift.void", shift_id=shift["id"], base_op=shift["head"], why="twice")
    phone.push()
    assert not any("overlapping_shifts" in shift["flags"] for shift in shifts(desk, phone))
