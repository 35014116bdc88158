"""What deserves a second look before the day; and what the checklist says where phones are shared."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from rig.pages import Visitor
from rig.street import Desk
from sweep.schools.bring_in import bring_in_terms
from sweep.schools.term_file import ReadTerm

AREA = {
    "type": "Polygon",
    "coordinates": [[[-1.8, 52.4], [-1.7, 52.4], [-1.7, 52.5], [-1.8, 52.5], [-1.8, 52.4]]],
}
CIVIC_SUITE = {"name": "Civic Suite", "lat": 52.4131, "lon": -1.777}
WHOLE: dict[str, Any] = {
    "superintendent": "Supt J Hale",
    "reference": "WMP/S16/114",
    "given_at": "2026-01-10T16:05:00+00:00",
    "area": AREA,
    "premises": [CIVIC_SUITE],
}
HEADING = "Worth a look before the day"


def at(day: int, hour: int) -> str:
    return datetime(2026, 1, day, hour, tzinfo=UTC).isoformat()


def words(visitor: Visitor, sweep: str) -> str:
    return visitor.open(f"/sweeps/{sweep}").words


@pytest.fixture
def january(app: Flask, desk: Desk) -> None:
    """Terms of Solihull's with a day off on Friday 16 January."""
    with app.app_context():
        days_off = (date(2026, 1, 16),)
        spring = ReadTerm("Spring", date(2026, 1, 5), date(2026, 3, 27), days_off)
        bring_in_terms(1, [spring])


def test_a_whole_plan_has_nothing_to_look_at(amina: Visitor, desk: Desk, january: None) -> None:
    sweep = desk.sweep([desk.officer("PC 2231")], authorisation=WHOLE)
    assert HEADING not in words(amina, sweep)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (17, 17, "There is no school on Sat 17 January 2026: it is a weekend."),
        (16, 16, "There is no school on Fri 16 January 2026: your terms have a day off then."),
        (15, 17, "There is no school on 2 of its 3 days: Fri 16 January, Sat 17 January."),
        (16, 18, "There is no school on any day of it"),
    ],
)
@pytest.mark.usefixtures("january")
def test_days_without_school_are_pointed_out(
    amina: Visitor, desk: Desk, first: int, last: int, said: str
) -> None:
    when = {"starts_at": at(first, 9), "ends_at": at(last, 15)}
    assert said in words(amina, desk.sweep([desk.officer("PC 2231")], **when))


def test_a_direction_that_ends_before_the_sweep_is_pointed_out(amina: Visitor, desk: Desk) -> None:
    short = {**WHOLE, "starts_at": at(12, 9), "ends_at": at(12, 12)}
    sweep = desk.sweep([desk.officer("PC 2231")], authorisation=short)
    assert "09:00 to 12:00, which does not cover the whole sweep" in words(amina, sweep)


def test_a_roster_without_the_power_is_pointed_out(amina: Visitor, desk: Desk) -> None:
    roster = [desk.officer("PCSO 7714", "pcso"), desk.officer("EWO Achieng", "ewo")]
    nobody = "Nobody on the roster may use section 16"
    assert nobody in words(amina, desk.sweep(roster))
    assert nobody not in words(amina, desk.sweep([*roster, desk.officer("PC 2231")]))


def test_no_designated_place_is_pointed_out(amina: Visitor, desk: Desk) -> None:
    sweep = desk.sweep([desk.officer("PC 2231")], authorisation={**WHOLE, "premises": []})
    assert "There is no designated place" in words(amina, sweep)


def test_what_is_over_needs_no_second_look(amina: Visitor, desk: Desk) -> None:
    sweep = desk.sweep([desk.officer("EWO Achieng", "ewo")], status="verifying")
    assert HEADING not in words(amina, sweep)


def test_some_with_a_phone_is_done_only_if_the_others_share(amina: Visitor, desk: Desk) -> None:
    roster = [desk.officer("PC 2231"), desk.officer("PC 4410"), desk.officer("EWO Achieng", "ewo")]
    sweep = desk.sweep(roster, authorisation=WHOLE)
    desk.enrol(sweep, roster[0])
    said = words(amina, sweep)
    assert "1 of 3 officers has a phone or a code that is good." in said
    assert "The other 2 must each walk with somebody who has" in said
    assert "Done, if shared" in said
    desk.enrol(sweep, roster[1])
    assert "The other one must walk with somebody who has" in words(amina, sweep)
    desk.enrol(sweep, roster[2])
    assert "if shared" not in words(amina, sweep)


def test_an_area_as_large_as_a_county_is_pointed_out(amina: Visitor, desk: Desk) -> None:
    corners = [[-6.1, 51.9], [-0.2, 51.9], [-0.2, 53.5], [-6.1, 53.5], [-6.1, 51.9]]
    large = {**WHOLE, "area": {"type": "Polygon", "coordinates": [corners]}}
    sweep = desk.sweep([desk.officer("PC 2231")], authorisation=large)
    assert "more than officers walk" in words(amina, sweep)
