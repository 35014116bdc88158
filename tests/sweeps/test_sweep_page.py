"""A sweep's own page: its checklist, and moving it on."""

import pytest

from rig.pages import Visitor
from rig.street import Desk

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
