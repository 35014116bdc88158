"""The area of a plan chosen from wards, with no script at all; and what the page's map is given."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask

from rig.pages import Visitor
from rig.street import Desk
from sweep.geography.bring_in import Read, bring_in
from sweep.geography.outlines import ReadOutline
from sweep.places import drawn, inside

NEW = "/sweeps/new"


def square(west: float, south: float) -> Mapping[str, Any]:
    """A tenth of a degree each way."""
    east, north = round(west + 0.1, 2), round(south + 0.1, 2)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def wards(app: Flask) -> None:
    """Two wards of Solihull side by side, and one of Middlesbrough."""
    rows = (
        ("E05000001", "Bickenhill", "E08000029", square(-1.8, 52.4)),
        ("E05000002", "Olton", "E08000029", square(-1.9, 52.4)),
        ("E05000003", "Acklam", "E06000002", square(-1.2, 54.5)),
    )
    with app.app_context():
        bring_in(Read(outlines=[ReadOutline(code, "ward", *rest) for code, *rest in rows]))


def area_of(visitor: Visitor) -> Any:
    text = visitor.typed(NEW)["area"].replace("&#34;", '"')
    return json.loads(text) if text else None


def test_wards_become_one_area_in_the_box(amina: Visitor, wards: None) -> None:
    amina.open(NEW).send(NEW, title="Library", wards=["E05000001", "E05000002"], more="area")
    outline = drawn(area_of(amina))
    assert inside(outline, 52.45, -1.75)
    assert inside(outline, 52.45, -1.85)
    assert not inside(outline, 52.55, -1.85)
    assert area_of(amina)["type"] == "Polygon"
    assert amina.typed(NEW)["title"] == "Library"


def test_the_button_without_a_tick_says_what_it_needs(amina: Visitor, wards: None) -> None:
    amina.open(NEW).send(NEW, more="area", area="typed before")
    assert "Tick the wards" in amina.words
    assert amina.typed(NEW)["area"] == "typed before"


def test_another_authoritys_wards_are_neither_offered_nor_taken(
    amina: Visitor, wards: None
) -> None:
    assert "Bickenhill" in amina.open(NEW).words
    assert "Acklam" not in amina.page
    amina.send(NEW, wards="E05000003", more="area")
    assert area_of(amina) is None


def test_ticks_that_were_forgotten_are_the_area_where_there_is_no_other(
    amina: Visitor, wards: None
) -> None:
    day = {"starts_at-day": "13", "starts_at-month": "7", "starts_at-year": "2026"}
    amina.open(NEW).send(NEW, {"title": "Library", **day, "wards": "E05000001"})
    sweep = amina.address
    amina.open(f"{sweep}/edit")
    kept = json.loads(amina.typed(f"{sweep}/edit")["area"])
    assert inside(drawn(kept), 52.45, -1.75)
    amina.send(f"{sweep}/edit", wards="E05000002").open(f"{sweep}/edit")
    assert json.loads(amina.typed(f"{sweep}/edit")["area"]) == kept


def test_the_map_is_given_the_authoritys_outlines_alone(amina: Visitor, wards: None) -> None:
    amina.open(NEW)
    found = re.search(r'<script type="application/json">(.*?)</script>', amina.page)
    assert found is not None
    ground = json.loads(found[1])
    assert [each["name"] for each in ground["outlines"]] == ["Bickenhill", "Olton"]
    assert (ground["tiles"], ground["credit"]) == ("", "")


def test_without_wards_the_page_says_why_none_can_be_chosen(amina: Visitor) -> None:
    words = amina.open(NEW).words
    assert "Wards can’t be chosen here yet: your authority’s were never brought in" in words
    assert "sweep import-geography" in words


def test_with_wards_it_does_not(amina: Visitor, wards: None) -> None:
    assert "Wards can’t be chosen" not in amina.open(NEW).words


def looks_at(visitor: Visitor) -> Any:
    (said,) = re.findall(r'<script type="application/json">(.*?)</script>', visitor.page)
    return json.loads(said)["around"]


def test_without_schools_the_map_looks_at_the_authoritys_earlier_sites(
    amina: Visitor, desk: Desk
) -> None:
    assert looks_at(amina.open(NEW)) is None
    far, near = {"lat": 52.49, "lon": -1.73}, {"lat": 52.40, "lon": -1.80}
    desk.sweep(
        [], sites=[{"name": "A", **far, "radius_m": 50}, {"name": "B", **near, "radius_m": 50}]
    )
    assert looks_at(amina.open(NEW)) == [[52.40, -1.80], [52.49, -1.73]]


def test_without_a_script_a_word_stands_where_the_map_would_be(amina: Visitor) -> None:
    (said,) = re.findall(r"<noscript>(.*?)</noscript>", amina.open(NEW).page, re.DOTALL)
    assert "It needs JavaScript" in said
