"""Known figures, by the way that they really go: phones push, schools answer, the return is read."""

import pytest

from national.given import SPRING, Sender, opened, total, verify
from rig.street import Desk, op_id, record_id

CONSTABLE = {"PC 2231": "constable"}


def figures(sender: Sender, *names: str) -> list[str]:
    row = total(sender.get(f"{SPRING}.csv"))
    return [row[name] for name in names]


YIELDS = (
    "stops_per_police_officer_hour",
    "truants_per_police_officer_hour",
    "minutes_per_truant",
)


@pytest.mark.parametrize(
    ("minutes", "children", "expected"),
    [
        (240, (8, 3), ["2.00", "0.75", "80"]),
        (2460, (82, 30), ["2.00", "0.73", "82"]),
        (1350, (0, 0), ["0.00", "0.00", "z"]),
    ],
)
def test_published_yields_come_out(
    desk: Desk, sender: Sender, minutes: int, children: tuple[int, int], expected: list[str]
) -> None:
    stopped, truanting = children
    phone = opened(desk, CONSTABLE)
    phone.shift(minutes)
    for number in range(stopped):
        phone.stop("truanting" if number < truanting else "late")
    phone.push()
    assert figures(sender, *YIELDS) == expected
    assert figures(sender, "children_stopped", "truanting_verified") == [
        str(stopped),
        str(truanting),
    ]


def test_hours_are_counted_by_person_and_stops_by_police_hours(desk: Desk, sender: Sender) -> None:
    team = {"PC 2231": "constable", "PC 2232": "constable", "EWO Hughes": "ewo"}
    ids = [desk.officer(name, role) for name, role in team.items()]
    phone = desk.enrol(desk.sweep(ids, status="open"), ids[0])
    for officer in ids:
        phone.shift(120, officer)
    for number in range(8):
        phone.stop("truanting" if number < 3 else "late")
    phone.push()
    names = ("police_officer_hours", "ewo_hours", "partner_hours", "officer_hours")
    assert figures(sender, *names) == ["4.0", "2.0", "0.0", "6.0"]
    assert figures(sender, "police_officers_count", "ewo_count") == ["2", "1"]
    assert figures(sender, "stops_per_police_officer_hour") == ["2.00"]
    assert figures(sender, "truants_per_officer_hour") == ["0.50"]


def test_solihulls_year_of_stops_comes_out(desk: Desk, sender: Sender) -> None:
    phone = opened(desk, CONSTABLE)
    for number in range(788):
        phone.stop("late", "parent" if number < 299 else "alone")
    for first in range(0, 788, 197):
        phone.push(*phone.made[first : first + 197])
    assert figures(sender, "children_stopped", "stopped_with_parent") == ["788", "299"]


def test_of_six_stopped_only_the_one_without_a_reason_is_truanting(
    desk: Desk, sender: Sender
) -> None:
    phone = opened(desk, CONSTABLE)
    phone.stop("excluded", reason="first_five_days")
    phone.stop("not_absent", reason="break_off_site")
    phone.stop("late", reason="on_the_way")
    phone.stop("not_absent", reason="home_educated")
    phone.stop("not_absent", reason="no_school_place")
    phone.stop("truanting", reason="no_reason_given")
    phone.push()
    names = ("children_stopped", "truanting_verified", "excluded_first_five_days", "late")
    assert figures(sender, *names) == ["6", "1", "1", "1"]
    assert figures(sender, "not_absent", "home_educated", "no_school_place") == ["3", "1", "1"]


def test_what_a_school_answers_after_the_return_was_final_makes_revision_two(
    desk: Desk, sender: Sender
) -> None:
    phone = opened(desk, CONSTABLE)
    stop = phone.stop("truanting", "parent", phase="secondary")
    phone.push()
    sender.make_final(SPRING)
    first = sender.get(f"{SPRING}.csv")
    assert total(first)["truanting_provisional"] == "1"
    assert total(first)["truanting_verified"] == "1"
    desk.push(verify(stop, "legitimately_absent", "M"))
    now = sender.get(f"{SPRING}.csv")
    assert total(now)["truanting_provisional"] == "1"
    assert total(now)["truanting_verified"] == "0"
    assert total(now)["legitimately_absent"] == "1"
    assert sender.note(SPRING)["status"] == "Provisional"
    assert sender.note(SPRING)["revision"] == 2
    assert sender.get(f"{SPRING}.csv?revision=1") == first
    words = sender.words(SPRING)
    assert "Changed since revision 1" in words
    changes = sender.changes(SPRING)
    assert "All sweeps Before Now Truanting, as verified 1 0" in changes
    assert "Had a reason that schools accept Local sweeps, secondary 0 1" in changes
    assert "Truanting, as recorded on the street" not in changes
    sender.make_final(SPRING)
    assert sender.note(SPRING)["status"] == "Final"
    assert sender.note(SPRING)["revision"] == 2
    assert sender.get(f"{SPRING}.csv?revision=2") == now
    assert sender.get(f"{SPRING}.csv?revision=1") == first


def test_ratios_are_of_sums_and_never_means_of_ratios(desk: Desk, sender: Sender) -> None:
    one = opened(desk, {"PC 2231": "constable"}, kind="national")
    one.shift(60)
    one.stop("truanting")
    one.push()
    other = opened(desk, {"PC 2232": "constable"})
    other.shift(540)
    other.push()
    content, name = sender.get(f"{SPRING}.csv"), "truants_per_police_officer_hour"
    assert total(content, "National")[name] == "1.00"
    assert total(content, "Local")[name] == "0.00"
    assert total(content)[name] == "0.10"


def test_a_stop_withdrawn_and_a_shift_withdrawn_count_no_more(desk: Desk, sender: Sender) -> None:
    phone = opened(desk, CONSTABLE)
    stop, (start, _) = phone.stop(), phone.shift(60)
    phone.push()
    assert figures(sender, "children_stopped", "officer_hours") == ["1", "1.0"]
    phone.push(phone.make("stop.void", stop_id=record_id(stop), base_op=op_id(stop), why="twice"))
    phone.push(
        phone.make("shift.void", shift_id=record_id(start), base_op=op_id(start), why="wrong")
    )
    assert figures(sender, "children_stopped", "officer_hours") == ["0", "0.0"]
