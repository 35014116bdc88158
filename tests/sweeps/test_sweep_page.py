"""A sweep's own page: its checklist, and moving it on."""

from datetime import UTC, datetime, timedelta

import pytest

from rig.pages import Visitor
from rig.street import Desk, PretendPhone

WHOLE = {
    "superintendent": "Supt J Hale",
    "reference": "WMP/S16/114",
    "given_at": "2026-01-10T16:05:00+00:00",
    "area": {
        "type": "Polygon",
        "coordinates": [[[-1.8, 52.4], [-1.7, 52.4], [-1.7, 52.5], [-1.8, 52.5], [-1.8, 52.4]]],
    },
}


def test_what_is_missing_is_said_step_by_step(amina: Visitor, desk: Desk) -> None:
    amina.open(f"/sweeps/{desk.sweep([], sites=[])}")
    assert "4 of 4 steps still to do" in amina.words
    for missing in (
        "No sites yet",
        "Nobody is on the roster yet",
        "It still needs the superintendent’s name, a reference, when it was given and an area",
        "They come after the roster",
    ):
        assert missing in amina.words


def test_of_many_sites_the_step_names_some_and_the_plan_all(amina: Visitor, desk: Desk) -> None:
    sites = [{"name": f"Gate {n}", "lat": 52.41, "lon": -1.77} for n in range(10, 40)]
    amina.open(f"/sweeps/{desk.sweep([], sites=sites)}")
    assert (
        "Gate 10, Gate 11, Gate 12, Gate 13, Gate 14, Gate 15, Gate 16 and 23 more." in amina.words
    )
    assert amina.words.count("Gate 39") == 1
    assert "30. Gate 39" in amina.words


def test_each_step_turns_green_when_it_is_done(amina: Visitor, desk: Desk) -> None:
    officer = desk.officer("PC 2231")
    sweep = desk.sweep([officer], authorisation=WHOLE)
    amina.open(f"/sweeps/{sweep}")
    assert "1 of 4 steps still to do" in amina.words
    assert "0 of 1 officers have a phone or a code that is good" in amina.words
    desk.enrol(sweep, officer)
    amina.open(f"/sweeps/{sweep}")
    assert "The plan is complete" in amina.words
    assert amina.page.count("govuk-tag--green") == 4


def test_a_sweep_is_moved_through_its_statuses_and_back(amina: Visitor, desk: Desk) -> None:
    page = f"/sweeps/{desk.sweep([])}"
    amina.open(page)
    for pressed in ("open", "verifying", "final", "verifying", "open", "planned"):
        assert pressed in amina.page
        amina.post(page, {**amina.typed(page), "status": pressed})
        assert desk.call("GET", page)["status"] == pressed


@pytest.mark.parametrize("status", ["", "over", "open "])
def test_a_status_that_there_is_not_is_not_taken(amina: Visitor, desk: Desk, status: str) -> None:
    page = f"/sweeps/{desk.sweep([])}"
    amina.open(page).send(page, status=status)
    assert amina.status == 400
    assert desk.call("GET", page)["status"] == "planned"


def test_one_phone_is_enough_since_officers_may_share_it(amina: Visitor, desk: Desk) -> None:
    officers = [desk.officer("PC 2231"), desk.officer("PC 2232")]
    sweep = desk.sweep(officers, authorisation=WHOLE)
    desk.enrol(sweep, officers[0])
    amina.open(f"/sweeps/{sweep}")
    assert "The plan is complete" in amina.words
    assert "1 of 2 officers has a phone or a code that is good. The other one must" in amina.words


@pytest.mark.parametrize("status", ["verifying", "final"])
def test_a_sweep_that_is_over_has_nothing_of_its_plan_to_do(
    amina: Visitor, desk: Desk, status: str
) -> None:
    sweep = desk.sweep([], sites=[], status=status)
    assert "To do" not in amina.open(f"/sweeps/{sweep}").words
    assert "still to do" not in amina.words
    assert "still lacks" not in amina.open("/sweeps").words


def test_before_a_sweep_is_opened_it_says_what_speaks_against_it(
    amina: Visitor, desk: Desk
) -> None:
    amina.open(f"/sweeps/{desk.sweep([])}")
    assert "Nobody is on the roster, so no phone will see this sweep." in amina.words
    assert "Its time is over: it ended at 15:00 on" in amina.words
    ahead = datetime.now(UTC) + timedelta(days=7)
    days = {
        "starts_at": ahead.isoformat(),
        "ends_at": (ahead + timedelta(hours=6)).isoformat(),
    }
    amina.open(f"/sweeps/{desk.sweep([desk.officer('PC 2231')], **days)}")
    assert "Before you open it" not in amina.words


def test_the_power_to_remove_is_named_only_where_somebody_gave_it(
    amina: Visitor, desk: Desk
) -> None:
    empty = {"superintendent": "", "reference": ""}
    assert "Power to remove" not in amina.open(f"/sweeps/{desk.sweep([])}").words
    amina.open(f"/sweeps/{desk.sweep([], authorisation=empty)}")
    assert "Power to remove" not in amina.words
    amina.open(f"/sweeps/{desk.sweep([], authorisation=WHOLE)}")
    assert "Power to remove: 12 January 2026" in amina.words or "Power to remove:" in amina.words


def test_checking_with_schools_says_what_it_does_and_what_it_does_not(
    amina: Visitor, desk: Desk
) -> None:
    amina.open(f"/sweeps/{desk.sweep([], status='open')}")
    assert "Patrols are over: check findings with schools" in amina.words
    assert "This ends no shift. Phones keep sending what they hold" in amina.words
    assert "are entered under Check" in amina.words


def test_final_with_points_open_is_asked_about_once_more(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    start, _ = phone.shift(60)
    phone.push(start)
    page = f"/sweeps/{phone.sweep_id}"
    desk.call("PATCH", page, {"status": "verifying"})
    amina.open(page)
    assert "These figures may still change 1 shift is still open." in amina.words
    amina.post(page, {**amina.typed(page), "status": "final", "seen": ""})
    assert desk.call("GET", page)["status"] == "verifying"
    assert "1 shift is still open." in amina.words
    assert "Make final all the same" in amina.words
    amina.post(page, {**amina.typed(page), "status": "final"})
    assert desk.call("GET", page)["status"] == "final"
    for address in (page, f"{page}/live", f"{page}/summary", "/sweeps"):
        assert "Final, with open points" in amina.open(address).words, address


def test_a_reason_that_came_after_the_question_is_asked_about_too(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    start, _ = phone.shift(60)
    phone.push(start)
    page = f"/sweeps/{phone.sweep_id}"
    desk.call("PATCH", page, {"status": "verifying"})
    amina.open(page)
    amina.post(page, {**amina.typed(page), "status": "final", "seen": ""})
    phone.push(phone.stop("nonsense"))
    amina.post(page, {**amina.typed(page), "status": "final", "seen": "open_shifts"})
    assert desk.call("GET", page)["status"] == "verifying"
    assert "1 record is for you to decide." in amina.words
