"""Shifts put right at the desk: by operations, with a reason, and the phone's own entries kept beside."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rig.pages import Visitor
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, new_id, record_id


def shifts(desk: Desk, phone: PretendPhone) -> list[dict[str, Any]]:
    found = desk.call("GET", f"/sweeps/{phone.sweep_id}/shifts")["shifts"]
    return [shift for shift in found if not shift["deleted"]]


def test_an_open_shift_is_ended_with_a_reason(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    start, end = phone.shift(90)
    phone.push(start)
    amina.open(f"/sweeps/{phone.sweep_id}/shifts")
    assert "Still open" in amina.words
    page = f"/shifts/{record_id(start)}"
    amina.open(page).send(page, breaks="10", why="rang in")
    (shift,) = shifts(desk, phone)
    assert shift["ended_at"] is None, "no time typed leaves it open"
    amina.open(page).send(page, {"ended_at-clock": "11.00"}, why="rang in")
    assert "The correction is saved." in amina.words
    (shift,) = shifts(desk, phone)
    assert shift["minutes"] == 50
    phone.push(end)
    (shift,) = shifts(desk, phone)
    assert shift["minutes"] == 50, "what the phone says later does not undo the desk's word"
    amina.open(page)
    assert "Why: rang in" in amina.words
    assert "Ended at: 11:00 on Mon 12 January 2026" in amina.words


def test_only_what_was_changed_is_sent(amina: Visitor, desk: Desk, phone: PretendPhone) -> None:
    start, _ = phone.shift(60)
    phone.push()
    page = f"/shifts/{record_id(start)}"
    amina.open(page).send(page, {"started_at-clock": "09:30"}, why="met at the station")
    (shift,) = shifts(desk, phone)
    assert shift["started_at"] == (TEN_O_CLOCK - timedelta(minutes=30)).isoformat()
    assert shift["minutes"] == 90


def test_a_shift_in_the_hour_that_comes_twice_keeps_its_times_when_its_breaks_are_corrected(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    """Clocks went back at 01:00 UTC: 01:50 came at 00:50 UTC and again at 01:50."""
    said = {"shift_id": new_id(), "sweep_id": phone.sweep_id, "officer_id": phone.officer_id}
    start = phone.make("shift.start", **said, started_at="2025-10-26T00:50:20+00:00")
    phone.make("shift.end", shift_id=said["shift_id"], ended_at="2025-10-26T01:40:00+00:00")
    phone.push()
    page = f"/shifts/{record_id(start)}"
    amina.open(page).send(page, breaks="10", why="rang in")
    assert "The correction is saved." in amina.words
    (shift,) = shifts(desk, phone)
    assert (shift["started_at"], shift["minutes"]) == ("2025-10-26T00:50:20+00:00", 40)
    assert shift["ended_at"] == "2025-10-26T01:40:00+00:00"


def test_a_shift_can_not_end_before_it_starts(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    start, _ = phone.shift(60)
    phone.push()
    page = f"/shifts/{record_id(start)}"
    amina.open(page).send(page, {"ended_at-clock": "09:00"}, breaks="x", why="slip")
    assert amina.status == 422
    assert "It ended before it started" in amina.words
    assert "Breaks are whole minutes" in amina.words
    assert amina.typed(page)["ended_at-clock"] == "09:00"
    assert shifts(desk, phone)[0]["minutes"] == 60


def test_a_shift_is_removed_and_says_so(amina: Visitor, desk: Desk, phone: PretendPhone) -> None:
    start, _ = phone.shift(60)
    phone.push()
    page = f"/shifts/{record_id(start)}"
    amina.open(page).send(page, remove="yes", why="was a test")
    assert shifts(desk, phone) == []
    assert "The shift is removed" in amina.words
    assert "Removed: its time counts nowhere" in amina.open(page).words


def test_a_shift_that_nobody_recorded_is_added_for_somebody_on_the_roster(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    page = f"/sweeps/{phone.sweep_id}/shifts/add"
    clocks = {"started_at-clock": "10:00", "ended_at-clock": "12:00"}
    amina.open(page).send(page, {**clocks, "breaks": "30", "why": "walked without a phone"})
    assert "Choose whose shift it was" in amina.words
    amina.send(page, officer_id=phone.officer_id)
    assert "The shift is added." in amina.words
    (shift,) = shifts(desk, phone)
    assert (shift["officer_id"], shift["minutes"]) == (phone.officer_id, 90)
    assert "Why: walked without a phone" in amina.open(f"/shifts/{shift['id']}").words


def test_a_shift_added_without_a_source_asks_how_it_is_known(
    amina: Visitor, phone: PretendPhone
) -> None:
    page = f"/sweeps/{phone.sweep_id}/shifts/add"
    amina.open(page).send(page, {"started_at-clock": "10:00", "ended_at-clock": "12:00"})
    assert "Say how it is known" in amina.words


def test_a_patrol_that_still_runs_is_added_with_its_start_alone(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    later = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"ends_at": later})
    page = f"/sweeps/{phone.sweep_id}/shifts/add"
    started = {"officer_id": phone.officer_id, "started_at-clock": "10:00", "why": "rang in"}
    amina.open(page).send(page, started)
    assert "The shift is added." in amina.words
    (shift,) = shifts(desk, phone)
    assert shift["ended_at"] is None


def test_an_end_without_a_day_is_on_the_day_of_the_start(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    page = f"/sweeps/{phone.sweep_id}/shifts/add"
    no_day = {f"ended_at-{box}": "" for box in ("day", "month", "year")}
    add(amina.open(page), phone, **no_day)
    (shift,) = shifts(desk, phone)
    assert shift["minutes"] == 120


def test_a_shift_of_a_sweep_that_is_over_asks_for_a_forgotten_end(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    page = f"/sweeps/{phone.sweep_id}/shifts/add"
    add(amina.open(page), phone, **{"ended_at-clock": ""})
    assert "Enter when it ended, or leave all its boxes empty while it runs" in amina.words
    assert shifts(desk, phone) == []


def test_who_was_overtaken_by_the_phone_is_told(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    start, _ = phone.shift(60)
    phone.push()
    page = f"/shifts/{record_id(start)}"
    amina.open(page)
    amend = {"base_op": shifts(desk, phone)[0]["head"], "changes": {"break_minutes": 5}}
    phone.push(phone.make("shift.amend", shift_id=record_id(start), why="", **amend))
    amina.send(page, breaks="20", why="rang in")
    assert "changed while you had it open" in amina.words
    assert shifts(desk, phone)[0]["break_minutes"] == 5


def add(visitor: Visitor, phone: PretendPhone, **boxes: str) -> Visitor:
    """Fill in and send the form that is open."""
    page = f"/sweeps/{phone.sweep_id}/shifts/add"
    times = {"started_at-clock": "09:00", "ended_at-clock": "11:00"}
    typed = {"officer_id": phone.officer_id, "why": "walked without a phone", **times, **boxes}
    return visitor.send(page, typed)


def test_the_form_of_a_new_shift_sent_twice_makes_one(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    page = f"/sweeps/{phone.sweep_id}/shifts/add"
    form = amina.open(page).page
    add(amina, phone)
    assert "The shift is added." in amina.words
    amina.page = form
    add(amina, phone)
    assert "The shift is added." in amina.words
    assert [shift["minutes"] for shift in shifts(desk, phone)] == [120]
    assert desk.call("GET", "/quarantine")["kept"] == []


def test_going_back_and_typing_something_else_makes_another_shift(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    page = f"/sweeps/{phone.sweep_id}/shifts/add"
    form = amina.open(page).page
    add(amina, phone)
    amina.page = form
    add(amina, phone, **{"started_at-clock": "12:00", "ended_at-clock": "13:00"})
    assert [shift["minutes"] for shift in shifts(desk, phone)] == [120, 60]
    assert desk.call("GET", "/quarantine")["kept"] == []


def test_the_same_shift_on_a_fresh_form_is_another_and_is_counted_once(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    for _ in range(2):
        amina.open(f"/sweeps/{phone.sweep_id}/shifts/add")
        add(amina, phone)
    assert len(shifts(desk, phone)) == 2
    assert "the time is counted once" in amina.words


@pytest.fixture
def cut_short(amina: Visitor, phone: PretendPhone) -> list[str]:
    """Two stops of a shift of ninety minutes, which the desk then ends before the second."""
    start, end = phone.shift(90)
    soon, later = (
        phone.stop(stopped_at=(TEN_O_CLOCK + timedelta(minutes=minutes)).isoformat())
        for minutes in (10, 80)
    )
    phone.push(start, soon, later, end)
    page = f"/shifts/{record_id(start)}"
    amina.open(f"/sweeps/{phone.sweep_id}/shifts")
    assert "outside every shift" not in amina.words
    amina.open(page).send(page, {"ended_at-clock": "11:00"}, why="rang in")
    return [record_id(soon), record_id(later)]


def test_a_stop_that_a_corrected_shift_leaves_outside_is_shown_with_the_shifts(
    amina: Visitor, phone: PretendPhone, cut_short: list[str]
) -> None:
    amina.open(f"/sweeps/{phone.sweep_id}/shifts")
    assert "1 stop lies outside every shift of its officer" in amina.words
    assert f"/stops/{cut_short[1]}" in amina.page
    assert f"/stops/{cut_short[0]}" not in amina.page


def test_it_is_flagged_on_its_own_page_and_looked_at_in_review(
    amina: Visitor, desk: Desk, phone: PretendPhone, cut_short: list[str]
) -> None:
    flags = {stop["id"]: stop["flags"] for stop in desk.stops(phone.sweep_id)}
    assert [flags[stop] for stop in cut_short] == [[], ["outside_shift"]]
    sentence = "its officer was not on patrol then"
    assert sentence in amina.open(f"/stops/{cut_short[1]}").words
    assert sentence not in amina.open(f"/stops/{cut_short[0]}").words
    assert sentence in amina.open(f"/sweeps/{phone.sweep_id}/review").words


def test_putting_the_shift_right_again_takes_the_flag_away(
    amina: Visitor, desk: Desk, phone: PretendPhone, cut_short: list[str]
) -> None:
    page = f"/shifts/{shifts(desk, phone)[0]['id']}"
    amina.open(page).send(page, {"ended_at-clock": "11:30"}, why="was longer after all")
    assert all(stop["flags"] == [] for stop in desk.stops(phone.sweep_id))


def test_removing_the_only_shift_leaves_all_its_stops_outside(
    amina: Visitor, desk: Desk, phone: PretendPhone, cut_short: list[str]
) -> None:
    page = f"/shifts/{shifts(desk, phone)[0]['id']}"
    amina.open(page).send(page, remove="yes", why="was never there")
    assert all(stop["flags"] == ["outside_shift"] for stop in desk.stops(phone.sweep_id))
    assert "2 stops lie outside every shift" in amina.words
