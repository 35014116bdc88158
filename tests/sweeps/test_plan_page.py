"""Planning a sweep on a page, by one rule with the API."""

import json

import pytest
from flask import Flask

from rig.pages import MIDDLESBROUGH, Visitor, add_user
from rig.street import Desk

AREA = {
    "type": "Polygon",
    "coordinates": [[[-1.8, 52.4], [-1.7, 52.4], [-1.7, 52.5], [-1.8, 52.5], [-1.8, 52.4]]],
}
JULY = {"starts_at-day": "13", "starts_at-month": "7", "starts_at-year": "2026"}
SIMPLE = {"title": "High Street", **JULY}


def plan(visitor: Visitor, **boxes: object) -> str:
    """A sweep planned by its form; its id."""
    visitor.open("/sweeps/new").send("/sweeps/new", {**SIMPLE, **boxes})
    assert visitor.status == 200, visitor.words
    return visitor.address.rpartition("/")[2]


def as_api(desk: Desk, sweep_id: str) -> dict[str, object]:
    return desk.call("GET", f"/sweeps/{sweep_id}")


def test_a_whole_plan_is_kept_as_it_was_typed(amina: Visitor, desk: Desk) -> None:
    officer = desk.officer("PC 2231")
    sweep = plan(
        amina,
        kind="national",
        officer_ids=officer,
        superintendent="Supt J Hale",
        reference="WMP/S16/114",
        area=json.dumps(AREA),
        **{
            "starts_at-clock": "9.30",
            "ends_at-clock": "3pm",
            "sites-0-name": "Mell Square",
            "sites-0-lat": "52.4128",
            "sites-0-lon": "-1.7780",
            "given_at-day": "10",
            "given_at-month": "July",
            "given_at-year": "26",
            "given_at-clock": "17:05",
            "premises-0-name": "Civic Suite",
            "premises-0-lat": "52.4131",
            "premises-0-lon": "-1.7770",
        },
    )
    kept = as_api(desk, sweep)
    assert (kept["title"], kept["kind"], kept["status"]) == ("High Street", "national", "planned")
    # London is an hour ahead of UTC in July.
    assert kept["starts_at"] == "2026-07-13T08:30:00+00:00"
    assert kept["ends_at"] == "2026-07-13T14:00:00+00:00"
    (site,) = kept["sites"]  # type: ignore[misc]
    assert (site["name"], site["lat"], site["lon"], site["radius_m"]) == (  # type: ignore[index]
        "Mell Square",
        52.4128,
        -1.778,
        250,
    )
    assert kept["officer_ids"] == [officer]
    assert kept["authorisation"] == {
        "superintendent": "Supt J Hale",
        "reference": "WMP/S16/114",
        "given_at": "2026-07-10T16:05:00+00:00",
        "area": AREA,
        "starts_at": kept["starts_at"],
        "ends_at": kept["ends_at"],
        "premises": [{"name": "Civic Suite", "lat": 52.4131, "lon": -1.777}],
    }


def test_saving_a_plan_that_nobody_changed_changes_nothing(amina: Visitor, desk: Desk) -> None:
    sweep = desk.sweep(
        [desk.officer("PC 2231")],
        authorisation={
            "superintendent": "Supt J Hale",
            "area": AREA,
            "given_at": "2026-01-10T16:05:00+00:00",
            "starts_at": "2026-01-12T10:00:00+00:00",
            "ends_at": "2026-01-12T12:00:00+00:00",
            "premises": [{"name": "Civic Suite", "lat": 52.4131, "lon": -1.777}],
        },
    )
    before = as_api(desk, sweep)
    amina.open(f"/sweeps/{sweep}/edit").send(f"/sweeps/{sweep}/edit")
    assert amina.address == f"/sweeps/{sweep}"
    after = as_api(desk, sweep)
    assert after.pop("rev") != before.pop("rev")
    assert after == before


def test_who_was_overtaken_takes_nothing_of_a_colleagues_plan_away_unasked(
    amina: Visitor, desk: Desk
) -> None:
    sweep = plan(amina)
    page = f"/sweeps/{sweep}/edit"
    amina.open(page)
    officer = desk.officer("PC 2231")
    desk.call("PATCH", f"/sweeps/{sweep}", {"officer_ids": [officer]})
    amina.send(page, more="sites").send(page, title="").send(page, title="Market")
    assert amina.status == 422
    assert "Somebody changed this plan while you had it open." in amina.words
    assert amina.typed(page)["title"] == "Market"
    kept = as_api(desk, sweep)
    assert (kept["title"], kept["officer_ids"]) == ("High Street", [officer])
    amina.send(page)
    kept = as_api(desk, sweep)
    assert (kept["title"], kept["officer_ids"]) == ("Market", []), "saved again, it was meant"


def test_what_is_wrong_is_said_by_field_and_what_was_typed_is_kept(
    amina: Visitor, desk: Desk
) -> None:
    typed = {
        "title": "",
        "starts_at-day": "31",
        "starts_at-month": "2",
        "starts_at-year": "2026",
        "sites-0-name": "Mell Square",
        "sites-0-lat": "91",
        "sites-0-lon": "-1.7780",
        "new_officers-0-name": "PC 1",
        "area": '{"half',
    }
    amina.open("/sweeps/new").send("/sweeps/new", typed)
    assert amina.status == 422
    for line in (
        "Enter a title, at most 120 characters",
        "Start: the date must be a real day",
        "Site 1: enter a latitude from −90 to 90",
        "Officer 1: choose what kind of officer this is",
        "The area is not whole GeoJSON",
    ):
        assert line in amina.words
    for field in ("title", "starts_at-day", "sites-0-lat", "new_officers-0-role", "area"):
        assert f'href="#{field}"' in amina.page
        assert f'id="{field}"' in amina.page
    kept = amina.typed("/sweeps/new")
    assert {name: kept[name] for name in typed} == typed
    assert "<title>Error: Plan a sweep" in amina.page
    assert desk.call("GET", "/sweeps")["sweeps"] == []
    assert desk.call("GET", "/officers")["officers"] == []


@pytest.mark.parametrize(
    ("boxes", "line"),
    [
        ({"ends_at-clock": "08:00"}, "End: the end must come after the start"),
        ({"ends_at-clock": "late"}, "End: enter the time, such as 09:30"),
        ({"starts_at-day": ""}, "Start: the date must be a real day"),
        ({"area": '{"type": "Point"}'}, "An area is a GeoJSON Polygon or MultiPolygon."),
        (
            {
                "power_starts_at-day": "13",
                "power_starts_at-month": "7",
                "power_starts_at-year": "2026",
                "power_starts_at-clock": "12:00",
                "power_ends_at-day": "13",
                "power_ends_at-month": "7",
                "power_ends_at-year": "2026",
                "power_ends_at-clock": "11:00",
            },
            "End of the power: the end must come after the start",
        ),
        (
            {
                f"sites-{number}-{box}": text
                for number in (0, 1)
                for box, text in (("name", "Mell Square"), ("lat", "52"), ("lon", "-1"))
            },
            "Two sites have the same name.",
        ),
        ({"title": "x" * 121}, "Enter a title, at most 120 characters"),
        ({"kind": "regional"}, "Choose national or local"),
    ],
)
def test_one_rule_holds_for_page_and_script(
    amina: Visitor, boxes: dict[str, str], line: str
) -> None:
    amina.open("/sweeps/new").send("/sweeps/new", {**SIMPLE, **boxes})
    assert amina.status == 422
    assert line in amina.words


def test_a_row_can_be_added_without_a_script_and_nothing_typed_is_lost(
    amina: Visitor, desk: Desk
) -> None:
    one = {"sites-0-name": "Mell Square", "sites-0-lat": "52.4", "sites-0-lon": "-1.7"}
    amina.open("/sweeps/new").send("/sweeps/new", {**SIMPLE, **one, "more": "sites"})
    boxes = amina.typed("/sweeps/new")
    assert boxes["title"] == "High Street"
    assert boxes["sites-0-name"] == "Mell Square"
    assert boxes["sites-2-name"] == ""
    assert "There is a problem" not in amina.words
    assert desk.call("GET", "/sweeps")["sweeps"] == []


def test_empty_rows_are_no_sites(amina: Visitor, desk: Desk) -> None:
    sweep = plan(amina, **{"sites-3-name": "Library", "sites-3-lat": "52.4", "sites-3-lon": "-1.7"})
    sites = as_api(desk, sweep)["sites"]
    assert [site["name"] for site in sites] == ["Library"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("pair", ["52.4128, -1.7780", "52.4128 −1.7780", "52.4128;-1.7780"])
def test_a_pasted_pair_fills_latitude_and_longitude(amina: Visitor, desk: Desk, pair: str) -> None:
    sweep = plan(amina, **{"sites-0-name": "Library", "sites-0-lat": pair})
    (site,) = as_api(desk, sweep)["sites"]  # type: ignore[misc]
    assert (site["lat"], site["lon"]) == (52.4128, -1.778)  # type: ignore[index]


@pytest.mark.parametrize("typed", ["52,4128", "-1,77", "52 24", "52.4128,1", "1.052,4128"])
@pytest.mark.parametrize("lon", ["", "-1.7780"])
def test_a_number_with_a_comma_or_a_space_in_it_is_no_pair_and_stays_as_it_was_typed(
    amina: Visitor, desk: Desk, typed: str, lon: str
) -> None:
    boxes = {"sites-0-name": "Library", "sites-0-lat": typed, "sites-0-lon": lon}
    amina.open("/sweeps/new").send("/sweeps/new", {**SIMPLE, **boxes})
    assert "Enter a latitude from −90 to 90, such as 52.4128" in amina.words
    form = amina.typed("/sweeps/new")
    assert (form["sites-0-lat"], form["sites-0-lon"]) == (typed, lon)


def test_a_pair_pasted_over_a_latitude_takes_its_longitude_along(
    amina: Visitor, desk: Desk
) -> None:
    boxes = {"sites-0-name": "Library", "sites-0-lat": "54.5742, −1.2350", "sites-0-lon": "-1.778"}
    (site,) = as_api(desk, plan(amina, **boxes))["sites"]  # type: ignore[misc]
    assert (site["lat"], site["lon"]) == (54.5742, -1.235)  # type: ignore[index]


@pytest.mark.parametrize(
    "wrapped",
    [
        {"type": "Feature", "properties": {}, "geometry": AREA},
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": {}, "geometry": AREA}],
        },
    ],
)
def test_an_area_is_taken_as_drawing_tools_give_it(
    amina: Visitor, desk: Desk, wrapped: dict[str, object]
) -> None:
    kept = as_api(desk, plan(amina, area=json.dumps(wrapped)))
    assert kept["authorisation"]["area"] == AREA  # type: ignore[index]


def test_somebody_new_is_added_to_the_officers_and_the_roster(amina: Visitor, desk: Desk) -> None:
    sweep = plan(amina, **{"new_officers-0-name": "PC 9", "new_officers-0-role": "constable"})
    (officer,) = desk.call("GET", "/officers")["officers"]
    assert officer["name"] == "PC 9"
    assert as_api(desk, sweep)["officer_ids"] == [officer["id"]]


def test_a_title_with_markup_is_shown_as_it_was_typed(amina: Visitor) -> None:
    plan(amina, title="<script>alert(1)</script> & co")
    assert "<script>alert" not in amina.page
    for address in ("/sweeps", amina.address, f"{amina.address}/edit", f"{amina.address}/live"):
        amina.open(address)
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in amina.page
        assert "<script>alert" not in amina.page


def test_another_authoritys_sweep_is_answered_like_a_missing_one(
    app: Flask, amina: Visitor, desk: Desk
) -> None:
    sweep = plan(amina, title="Zzyzx")
    theirs = Visitor(app.test_client())
    theirs.sign_in(add_user(app, "bea@boro.example", authority=MIDDLESBROUGH))
    for rest in ("", "/edit", "/codes", "/live", "/summary", "/summary.csv", "/summary.json"):
        answers = []
        for sweep_id in (sweep, "01910000-0000-7000-8000-000000000000", "nonsense"):
            theirs.open(f"/sweeps/{sweep_id}{rest}")
            answers.append((theirs.status, theirs.words))
        assert answers[0] == answers[1] == answers[2]
        assert answers[0][0] == 404
        assert "Zzyzx" not in theirs.page
    assert as_api(desk, sweep)["title"] == "Zzyzx"
