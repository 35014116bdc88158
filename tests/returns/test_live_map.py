"""What the live page's map is given: the stops of the table that have a place, the urgent last and so on top."""

import json
import re
from typing import Any

from rig.pages import Visitor
from rig.street import Desk, PretendPhone

AREA = {
    "type": "Polygon",
    "coordinates": [[[-1.8, 52.4], [-1.7, 52.4], [-1.7, 52.5], [-1.8, 52.5], [-1.8, 52.4]]],
}
NOWHERE = {"source": "none", "why_none": "denied"}


def drawn(visitor: Visitor, sweep: str) -> Any:
    page = visitor.open(f"/sweeps/{sweep}/live").page
    found = re.search(r'<script type="application/json">(.*?)</script>', page)
    return json.loads(found[1]) if found else None


def test_stops_with_a_place_are_drawn_by_finding_and_the_urgent_on_top(
    amina: Visitor, phone: PretendPhone
) -> None:
    worried = phone.stop("late", urgent="safeguarding")
    phone.push(worried, phone.stop("truanting"), phone.stop("excluded", location=NOWHERE))
    points = drawn(amina, phone.sweep_id)["points"]
    assert [point["finding"] for point in points] == ["truanting", "late"]
    assert [point["urgent"] for point in points] == ["", "Worried about this child"]
    assert (points[0]["lat"], points[0]["lon"]) == (52.4128, -1.778)


def test_each_point_is_linked_with_its_row_and_a_stop_without_a_place_with_none(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop("truanting"), phone.stop("late", location=NOWHERE))
    (point,) = drawn(amina, phone.sweep_id)["points"]
    assert f'id="stop-{point["reference"]}"' in amina.page
    assert re.findall(r'data-show="([^"]+)"', amina.page) == [point["reference"]]


def test_area_and_sites_are_drawn_before_any_stop_came(amina: Visitor, desk: Desk) -> None:
    given = drawn(amina, desk.sweep([], authorisation={"area": AREA}))
    assert given["area"]["type"] == "Polygon"
    assert [site["name"] for site in given["sites"]] == ["Mell Square"]
    assert given["points"] == []


def test_without_any_place_there_is_no_map(amina: Visitor, desk: Desk) -> None:
    assert drawn(amina, desk.sweep([], sites=[])) is None
    assert "app-map" not in amina.page


def test_no_point_is_in_any_address_of_the_page(amina: Visitor, phone: PretendPhone) -> None:
    phone.push(phone.stop("truanting"))
    amina.open(f"/sweeps/{phone.sweep_id}/live")
    addresses = re.findall(r'(?:href|action|src)="([^"]*)"', amina.page)
    assert addresses
    assert not any("52." in address for address in addresses)
