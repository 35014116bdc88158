"""The briefing that officers are handed: what stands on it, and a fresh code for each who has no phone."""

import re
from typing import Any

import pytest
from flask import Flask

from rig.pages import MIDDLESBROUGH, Visitor, add_user
from rig.street import Desk
from sweep.geography.bring_in import Read, bring_in
from sweep.geography.outlines import ReadOutline
from sweep.schools.bring_in import bring_in_schools
from sweep.schools.gias import ReadSchool

CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b")
AREA = {
    "type": "Polygon",
    "coordinates": [[[-1.79, 52.4], [-1.76, 52.4], [-1.76, 52.42], [-1.79, 52.42], [-1.79, 52.4]]],
}
WHOLE: dict[str, Any] = {
    "superintendent": "Supt J Hale",
    "reference": "WMP/S16/114",
    "given_at": "2026-01-10T16:05:00+00:00",
    "area": AREA,
    "premises": [{"name": "Civic Suite", "lat": 52.4131, "lon": -1.777}],
}


def briefing(desk: Desk, roster: list[str], **plan: Any) -> str:
    return f"/sweeps/{desk.sweep(roster, **plan)}/briefing"


def test_it_says_when_where_by_whom_and_who_may_remove(amina: Visitor, desk: Desk) -> None:
    roster = [desk.officer("PC 2231"), desk.officer("EWO Achieng", "ewo")]
    words = amina.open(briefing(desk, roster, authorisation=WHOLE)).words
    for told in (
        "Mon 12 January 2026, 09:00 to 15:00",
        "Mell Square , 250 m around",
        "A Civic Suite",
        "Supt J Hale, reference WMP/S16/114, at 16:05 on Sat 10 January 2026",
        "May use it PC 2231 They may take a child to the child’s school or to a designated place",
        "Education welfare officer: EWO Achieng",
        "Each child in four taps",
    ):
        assert told in words


def test_without_a_direction_it_says_that_nobody_may_be_taken(amina: Visitor, desk: Desk) -> None:
    words = amina.open(briefing(desk, [desk.officer("PC 2231")])).words
    assert "Nobody may be taken anywhere against their will" in words
    assert "May use it" not in words


def test_an_empty_plan_has_a_briefing_too(amina: Visitor, desk: Desk) -> None:
    words = amina.open(briefing(desk, [], sites=[])).words
    assert "No sites are set." in words
    assert "Nobody is on the roster yet." in words
    assert "<svg" not in amina.page.partition("app-briefing")[2]


def test_the_area_is_told_by_its_size_and_wards(amina: Visitor, app: Flask, desk: Desk) -> None:
    far = {
        "type": "Polygon",
        "coordinates": [[[-1.7, 52.4], [-1.6, 52.4], [-1.6, 52.5], [-1.7, 52.4]]],
    }
    with app.app_context():
        wards = (("E05000001", "Silhill", AREA), ("E05000002", "Knowle", far))
        bring_in(
            Read(
                outlines=[
                    ReadOutline(code, "ward", name, "E08000029", shape)
                    for code, name, shape in wards
                ]
            )
        )
    words = amina.open(briefing(desk, [], authorisation=WHOLE)).words
    # 0.03 degrees of longitude by 0.02 of latitude here.
    assert "About 4.5 km² in the ward Silhill, as drawn on the map" in words


def test_schools_within_two_kilometres_of_a_site_are_listed_the_nearest_first(
    amina: Visitor, app: Flask, desk: Desk
) -> None:
    page = briefing(desk, [])
    with app.app_context():
        rows = [("1", "Far", 52.45), ("2", "Near", 52.4164), ("3", "Nearer", 52.4146)]
        bring_in_schools(
            1, [ReadSchool(f"13600{n}", name, "primary", lat, -1.778) for n, name, lat in rows]
        )
    words = amina.open(page).words
    assert "Nearer, primary: 200 m from Mell Square Near, primary: 400 m from Mell Square" in words
    assert "Far," not in words


def test_what_a_school_is_keeps_its_capital_letters(amina: Visitor, app: Flask, desk: Desk) -> None:
    page = briefing(desk, [])
    with app.app_context():
        bring_in_schools(1, [ReadSchool("136001", "Willows", "special_or_ap", 52.4146, -1.778)])
    assert "Willows, special or AP: 200 m" in amina.open(page).words


def test_codes_are_made_for_those_without_a_phone_and_let_them_in(
    amina: Visitor, desk: Desk
) -> None:
    roster = [desk.officer("PC 2231"), desk.officer("PC 4410")]
    page = briefing(desk, roster)
    desk.enrol(page.split("/")[2], roster[0])
    assert "Make it with 1 new code" in amina.open(page).words
    assert not CODE.findall(amina.words)
    amina.send(page, coordinator="01632 960 001")
    (code,) = CODE.findall(amina.words)
    assert amina.typed(page)["coordinator"] == "01632 960 001"
    status, got = desk.wire("POST", "/api/v1/enrol", {"code": code})
    assert (status, got["officer"]["name"]) == (201, "PC 4410")


def test_a_reload_makes_no_other_codes(amina: Visitor, desk: Desk) -> None:
    page = briefing(desk, [desk.officer("PC 2231")])
    form = amina.open(page).typed(page)
    assert CODE.findall(amina.post(page, form).words)
    words = amina.post(page, form).words
    assert "These codes were shown already, so no others were made" in words
    assert not CODE.findall(words)


def test_a_final_sweep_gets_no_codes(amina: Visitor, desk: Desk) -> None:
    page = briefing(desk, [desk.officer("PC 2231")], status="final")
    assert not CODE.findall(amina.open(page).send(page).words)


@pytest.mark.parametrize("method", ["open", "post"])
def test_another_authoritys_briefing_is_answered_like_a_missing_one(
    amina: Visitor, app: Flask, desk: Desk, method: str
) -> None:
    page = briefing(desk, [])
    stranger = Visitor(app.test_client())
    stranger.sign_in(add_user(app, "x@m.example", authority=MIDDLESBROUGH)).open("/sweeps/new")
    token = {"csrf_token": stranger.typed("/sweeps/new")["csrf_token"]}
    visited = stranger.open(page) if method == "open" else stranger.post(page, token)
    assert visited.status == 404


def test_names_are_written_into_the_map_as_text_alone(amina: Visitor, desk: Desk) -> None:
    odd = '"><script>alert(1)</script>'
    site = {"name": odd, "lat": 52.4128, "lon": -1.778}
    amina.open(briefing(desk, [], sites=[site]))
    assert "app-small-map" in amina.page
    assert "<script>alert" not in amina.page
