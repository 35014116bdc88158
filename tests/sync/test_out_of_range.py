"""Times near the ends of the calendar, areas of another shape and names that can't be seen are refused in words."""

from typing import Any

import pytest

from rig.street import TEN_O_CLOCK, Desk, PretendPhone

OUTSIDE = [
    "0001-01-01T00:00:00Z",
    "1899-12-31T23:59:59Z",
    "1900-01-01T00:00:00+01:00",
    "2199-12-31T23:59:59-01:00",
    "2200-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z",
]


@pytest.mark.parametrize("moment", OUTSIDE)
def test_a_stop_outside_1900_to_2199_is_kept_out_and_says_so(
    desk: Desk, phone: PretendPhone, moment: str
) -> None:
    (result,) = phone.push(phone.stop(stopped_at=moment))
    assert (result["status"], result["problem"]["code"]) == ("quarantined", "field_unreadable")
    assert "1900 to 2199" in result["problem"]["detail"]
    assert phone.push(phone.stop())[0]["status"] == "accepted"
    assert len(desk.stops(phone.sweep_id)) == 1
    assert phone.pull()["changes"]


def test_an_accuracy_and_an_age_below_nothing_are_not_known(
    desk: Desk, phone: PretendPhone
) -> None:
    place = {"lat": 52.41, "lon": -1.78, "source": "gps", "accuracy_m": -5, "fix_age_s": -1e9}
    assert phone.push(phone.stop(location=place))[0]["status"] == "accepted"
    (stop,) = desk.stops(phone.sweep_id)
    known = {**place, "accuracy_m": None, "fix_age_s": None, "why_none": None}
    assert stop["location"] == known


@pytest.mark.parametrize("moment", ["1900-01-01T00:00:00Z", "2199-12-31T23:59:59Z"])
def test_a_stop_at_the_ends_of_what_is_taken_is_shown_everywhere(
    desk: Desk, phone: PretendPhone, moment: str
) -> None:
    assert phone.push(phone.stop(stopped_at=moment))[0]["status"] == "accepted"
    assert len(desk.stops(phone.sweep_id)) == 1
    assert desk.summary(phone.sweep_id)
    assert phone.pull()["changes"]


@pytest.mark.parametrize("moment", OUTSIDE)
def test_a_sweep_outside_1900_to_2199_is_refused(desk: Desk, moment: str) -> None:
    plan = {"title": "High Street", "kind": "local", "starts_at": TEN_O_CLOCK.isoformat()}
    answer = desk.call("POST", "/sweeps", {**plan, "ends_at": moment}, expect=422)
    assert answer["errors"]["ends_at"] == ["This time is not in the years 1900 to 2199."]


@pytest.mark.parametrize(
    "odd",
    ["-1.8", True, None, 10**400],
    ids=["text", "true", "nothing", "too large"],
)
def test_an_area_whose_corners_are_no_numbers_is_refused_in_a_sentence(
    desk: Desk, odd: object
) -> None:
    ring = [[-1.8, 52.4], [odd, 52.4], [-1.7, 52.5], [-1.8, 52.4]]
    plan = {
        "title": "High Street",
        "kind": "local",
        "starts_at": "2026-01-12T09:00:00+00:00",
        "ends_at": "2026-01-12T15:00:00+00:00",
        "authorisation": {"area": {"type": "Polygon", "coordinates": [ring]}},
    }
    answer = desk.call("POST", "/sweeps", plan, expect=422)
    assert "The area’s coordinates can’t be read." in str(answer["errors"])


@pytest.mark.parametrize("kind", [["Polygon"], {"is": "Polygon"}, None, 5, "Point"])
def test_an_area_of_another_type_is_refused_in_a_sentence(desk: Desk, kind: Any) -> None:
    plan = {
        "title": "High Street",
        "kind": "local",
        "starts_at": "2026-01-12T09:00:00+00:00",
        "ends_at": "2026-01-12T15:00:00+00:00",
        "authorisation": {"area": {"type": kind, "coordinates": []}},
    }
    answer = desk.call("POST", "/sweeps", plan, expect=422)
    assert "An area is a GeoJSON Polygon or MultiPolygon." in str(answer["errors"])


@pytest.mark.parametrize("name", ["", " ", "\t\n", "\u00a0\u2003"])
def test_an_officer_without_a_name_that_can_be_seen_is_refused(desk: Desk, name: str) -> None:
    officer = {"name": name, "role": "constable"}
    answer = desk.call("POST", "/officers", officer, expect=422)
    assert answer["errors"] == {"name": ["This is empty."]}


def test_space_around_a_name_is_dropped(desk: Desk) -> None:
    officer = {"name": "  PC 2231 ", "role": "constable"}
    assert desk.call("POST", "/officers", officer, expect=201)["name"] == "PC 2231"
