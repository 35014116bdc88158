"""A return says what of its figures deserves a second look: days without school, and doubles nobody decided on."""

from datetime import timedelta

from flask import Flask

from national.given import SPRING, Sender, opened
from rig.pages import Visitor
from rig.street import TEN_O_CLOCK, Desk


def warned(sender: Sender) -> dict[str, str]:
    return {each["code"]: each["detail"] for each in sender.note(SPRING)["warnings"]}


def test_a_sweep_on_a_saturday_is_said(app: Flask, desk: Desk, sender: Sender) -> None:
    opened(desk, {"PC 2231": "constable"})
    assert "no_school_day" not in warned(sender)
    saturday = TEN_O_CLOCK + timedelta(days=5)
    desk.sweep(
        [desk.officer("PC 4410")],
        starts_at=saturday.isoformat(),
        ends_at=(saturday + timedelta(hours=3)).isoformat(),
        status="open",
    )
    assert "of the local sweep of Sat 17 January 2026" in warned(sender)["no_school_day"]


def test_two_sweeps_of_one_day_are_told_apart(desk: Desk, sender: Sender) -> None:
    for hour in (9, 14):
        start = TEN_O_CLOCK.replace(hour=hour) + timedelta(days=5)
        desk.sweep(
            [desk.officer(f"PC {hour}")],
            starts_at=start.isoformat(),
            ends_at=(start + timedelta(hours=2)).isoformat(),
            status="open",
        )
    told = warned(sender)["no_school_day"]
    assert "Sat 17 January 2026 from 09:00 and the local" in told
    assert "Sat 17 January 2026 from 14:00" in told


def test_doubles_that_wait_for_a_decision_are_said_until_it_is_made(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    phone = opened(desk, {"PC 2231": "constable"})
    other = desk.enrol(phone.sweep_id, desk.officer("PC 4410"))
    phone.push(phone.stop())
    other.push(other.stop())
    assert warned(sender)["possible_doubles"].startswith("1 pair of stops may be one child")
    ids = [stop["id"] for stop in desk.stops(phone.sweep_id)]
    pair = {"stop_id": ids[0], "other_id": ids[1]}
    desk.call("POST", f"/sweeps/{phone.sweep_id}/two-children", pair, expect=201)
    assert "possible_doubles" not in warned(sender)


def test_characters_that_can_not_be_stored_are_told_and_nothing_is_kept(
    amina: Visitor, desk: Desk, sender: Sender
) -> None:
    opened(desk, {"PC 2231": "constable"})
    amina.open(SPRING)
    code = next(iter(warned(sender)))
    amina.send(f"{SPRING}/explanations", code=code, words="half\x00a word")
    assert amina.status == 400
    assert "can’t be stored" in amina.words
    assert not any(each["explanation"] for each in sender.note(SPRING)["warnings"])
