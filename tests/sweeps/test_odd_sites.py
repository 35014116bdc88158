"""Sites that look misplaced are told of, and kept."""

import pytest

from rig.pages import Visitor
from rig.street import Desk
from sweep.sweeps.odd_sites import Spot, warnings_of

MELL = Spot("Mell Square", 52.4128, -1.7780)
STATION = Spot("Station", 52.4143, -1.7887)
AREA = {
    "type": "Polygon",
    "coordinates": [[[-1.8, 52.4], [-1.7, 52.4], [-1.7, 52.5], [-1.8, 52.5], [-1.8, 52.4]]],
}


def test_sites_of_one_town_are_left_alone() -> None:
    assert warnings_of([MELL, STATION], AREA) == ()
    assert warnings_of([MELL], None) == ()
    assert warnings_of([], AREA) == ()


def test_a_site_whose_minus_is_missing_is_asked_about() -> None:
    elsewhere = Spot("Elsewhere", 52.4128, 1.7780)
    (said,) = warnings_of([MELL, STATION, elsewhere], AREA)
    assert said == "Elsewhere lies 242 km from the other sites: is a minus sign missing?"
    (said,) = warnings_of([MELL, elsewhere], None)
    assert said == "Elsewhere lies 242 km from Mell Square: is a minus sign missing?"


@pytest.mark.parametrize("area", [None, AREA])
def test_a_site_far_away_for_another_reason_is_asked_about(area: dict[str, object] | None) -> None:
    (said,) = warnings_of([MELL, STATION, Spot("Leeds", 53.7974, -1.5438)], area)
    assert said.startswith("Leeds lies 15")
    assert said.endswith("from the other sites: is its place right?")


def test_of_two_sites_far_apart_neither_is_blamed() -> None:
    (said,) = warnings_of([MELL, Spot("Leeds", 53.7974, -1.5438)], None)
    assert said.startswith("Mell Square and Leeds lie 15")


def test_a_site_outside_the_area_is_said() -> None:
    outside = Spot("Shirley", 52.3990, -1.8250)
    assert warnings_of([MELL, outside], AREA) == ("Shirley lies outside the authorised area.",)


def test_a_plan_with_a_misplaced_site_is_kept_and_says_so(amina: Visitor, desk: Desk) -> None:
    far = [
        {"name": "Mell Square", "lat": 52.4128, "lon": -1.7780},
        {"name": "Elsewhere", "lat": 52.4128, "lon": 1.7780},
    ]
    page = f"/sweeps/{desk.sweep([], sites=far)}"
    for address in (page, f"{page}/edit"):
        assert "Elsewhere lies 242 km from Mell Square" in amina.open(address).words
