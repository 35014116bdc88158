"""The list of sweeps."""

from datetime import UTC, datetime, timedelta

from rig.pages import Visitor
from rig.street import Desk, PretendPhone


def days_on(days: int) -> dict[str, str]:
    start = datetime.now(UTC) + timedelta(days=days)
    return {
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(hours=6)).isoformat(),
    }


def test_an_empty_list_teaches(amina: Visitor) -> None:
    assert "No sweeps yet. Plan one in three steps." in amina.words


def test_the_next_sweep_stands_first_with_what_it_still_lacks(amina: Visitor, desk: Desk) -> None:
    desk.sweep([], title="Last month", **days_on(-30))
    desk.sweep([], title="In a fortnight", **days_on(14))
    desk.sweep([], title="Next week", sites=[], **days_on(7))
    amina.open("/sweeps")
    assert "Next Next week" in amina.words
    assert "It still lacks: Sites. No sites yet" in amina.words


def test_an_open_sweep_stands_before_the_next_one(amina: Visitor, desk: Desk) -> None:
    desk.sweep([], title="Next week", **days_on(7))
    desk.sweep([], title="Today", status="open", **days_on(0))
    assert "Open now Today" in amina.open("/sweeps").words


def test_stopped_and_truanting_stand_side_by_side(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"status": "verifying"})
    for finding in ("truanting", "truanting", "late"):
        phone.stop(finding)
    phone.push()
    amina.open("/sweeps")
    assert "3 stopped, 2 truanting" in amina.words
    assert "Stopped 3 Truanting 2" in amina.words


def test_a_sweep_that_was_left_open_is_not_called_open_now(amina: Visitor, desk: Desk) -> None:
    desk.sweep([], title="Yesterday", status="open", **days_on(-1))
    assert "Still open, though its time is over Yesterday" in amina.open("/sweeps").words
