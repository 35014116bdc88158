"""Past sweeps say where and when most was found for an officer's hour, and when they can't tell."""

import re
from datetime import timedelta
from typing import Any

from rig.pages import Visitor
from rig.street import TEN_O_CLOCK, Desk, new_id, op_id, operation, record_id

HIGH_STREET = {"name": "High Street", "lat": 52.4128, "lon": -1.7780, "radius_m": 200}
STATION = {"name": "Station", "lat": 52.4145, "lon": -1.7885, "radius_m": 200}


class Day:
    """A sweep so many weeks before the usual day, with one officer out from ten to twelve."""

    def __init__(
        self, desk: Desk, weeks: int, *sites: dict[str, Any], status: str = "open"
    ) -> None:
        self.begins = TEN_O_CLOCK - timedelta(weeks=weeks)
        officer = desk.officer(f"PC of {weeks} weeks ago")
        self.sweep = desk.sweep(
            [officer],
            starts_at=self.begins.isoformat(),
            ends_at=(self.begins + timedelta(hours=5)).isoformat(),
            sites=list(sites),
            status=status,
        )
        self.phone = desk.enrol(self.sweep, officer)
        shift = {"shift_id": new_id(), "sweep_id": self.sweep, "officer_id": officer}
        self.phone.make("shift.start", **shift, started_at=self.begins.isoformat())
        ended_at = (self.begins + timedelta(hours=2)).isoformat()
        self.phone.make("shift.end", shift_id=shift["shift_id"], ended_at=ended_at, break_minutes=0)

    def stops(self, many: int, site: dict[str, Any], minutes: int = 5, **said: Any) -> "Day":
        place = {"lat": site["lat"], "lon": site["lon"], "accuracy_m": 5, "source": "gps"}
        moment = (self.begins + timedelta(minutes=minutes)).isoformat()
        for _ in range(many):
            self.phone.stop(**{"stopped_at": moment, "location": place, **said})
        return self

    def sent(self) -> None:
        self.phone.push()


def two_sweeps(desk: Desk) -> None:
    """The High Street twice, once with the station, where a single child was met."""
    Day(desk, 3, HIGH_STREET).stops(4, HIGH_STREET).stops(2, HIGH_STREET, 65).sent()
    Day(desk, 2, HIGH_STREET, STATION).stops(3, HIGH_STREET).stops(1, STATION, 70).sent()


def outlook(visitor: Visitor) -> str:
    return re.sub(r"\s+", " ", visitor.open("/where-and-when").words)


def test_sites_and_hours_stand_with_what_they_took(amina: Visitor, desk: Desk) -> None:
    two_sweeps(desk)
    words = outlook(amina)
    assert (
        "In 2 past sweeps 10 children were stopped; 10 were truanting in 4.0 officer-hours" in words
    )
    assert "High Street 2 3.0 9 9 3.00" in words
    assert "Station 1 1.0 1 1 1.00" in words
    assert "10:00 to 10:59 2 2.0 7 7 3.50" in words
    assert "11:00 to 11:59 2 2.0 3 3 1.50" in words


def test_a_site_that_was_hardly_seen_is_said_to_have_too_little_data(
    amina: Visitor, desk: Desk
) -> None:
    two_sweeps(desk)
    words = outlook(amina)
    assert re.search(r"Station 1 1\.0 1 1 1\.00 [\d.]+ \([\d.]+–[\d.]+\) Too little data", words)
    assert not re.search(r"High Street 2 3\.0 9 9 3\.00 [\d.]+ \([\d.]+–[\d.]+\) Too", words)


def test_a_table_that_lacks_nothing_has_no_column_for_it(amina: Visitor, desk: Desk) -> None:
    Day(desk, 3, HIGH_STREET).stops(9, HIGH_STREET).sent()
    Day(desk, 2, HIGH_STREET).stops(9, HIGH_STREET).sent()
    amina.open("/where-and-when")
    assert "Too little data</td>" not in amina.page
    assert 'govuk-table__header--numeric"></th>' not in amina.page


def test_a_long_name_of_a_site_leaves_its_figures_on_the_chart(amina: Visitor, desk: Desk) -> None:
    long = {**STATION, "name": "Station, upper platforms, by the lifts and the ticket hall"}
    Day(desk, 3, HIGH_STREET, long).stops(4, HIGH_STREET).sent()
    Day(desk, 2, HIGH_STREET, long).stops(3, long).sent()
    words = outlook(amina)
    assert re.search(r"Station, upper platforms, by…: [\d.]+ \(", words)


def test_stops_at_no_site_count_by_the_hour_only(amina: Visitor, desk: Desk) -> None:
    two_sweeps(desk)
    Day(desk, 4, STATION).stops(2, HIGH_STREET).sent()
    words = outlook(amina)
    assert "2 children were stopped at none of the sites" in words
    assert "10:00 to 10:59 3 3.0 9 9" in words
    assert "High Street 2 3.0 9 9 3.00" in words


def test_a_site_of_the_same_name_in_another_part_of_town_is_another_site(
    amina: Visitor, desk: Desk
) -> None:
    far = {**HIGH_STREET, "lat": 52.45}
    Day(desk, 3, HIGH_STREET).stops(4, HIGH_STREET).sent()
    Day(desk, 2, far).stops(3, far).sent()
    words = outlook(amina)
    assert "High Street 1 2.0 4 4" in words
    assert "High Street (2) 1 2.0 3 3" in words


def test_a_sweep_whose_patrols_were_over_before_its_time_is_a_past_one(
    amina: Visitor, desk: Desk
) -> None:
    early = Day(desk, -1500, HIGH_STREET)
    assert "No sweep is over yet" in outlook(amina)
    desk.call("PATCH", f"/sweeps/{early.sweep}", {"status": "verifying"})
    assert "one sweep is over so far" in outlook(amina)


def test_one_sweep_is_too_little_to_plan_by_and_a_plan_is_no_past(
    amina: Visitor, desk: Desk
) -> None:
    assert "No sweep is over yet" in outlook(amina)
    Day(desk, 3, HIGH_STREET).stops(4, HIGH_STREET).sent()
    Day(desk, 2, HIGH_STREET, status="planned")
    Day(desk, -1500, HIGH_STREET)
    words = outlook(amina)
    assert "Too little data: one sweep is over so far" in words
    assert "By site" not in words


def test_what_a_school_found_counts_and_voided_stops_do_not(amina: Visitor, desk: Desk) -> None:
    two_sweeps(desk)
    day = Day(desk, 4, STATION).stops(2, STATION)
    day.sent()
    first, second = day.phone.made[2:]
    void = {"stop_id": record_id(first), "base_op": op_id(first), "why": "twice"}
    said = {
        "stop_id": record_id(second),
        "base_op": op_id(second),
        "verification": "changed",
        "verified_finding": "legitimately_absent",
        "register_code": "M",
        "told_by": "school office",
        "why": "",
    }
    desk.push(operation("stop.void", void), operation("stop.verify", said))
    assert "Station 2 3.0 2 1" in outlook(amina)


def test_of_many_sites_the_highest_stand_first_and_a_link_shows_all(
    amina: Visitor, desk: Desk
) -> None:
    sites = [{**STATION, "name": f"Gate {n}", "lat": 52.3 + n / 100} for n in range(24)]
    for weeks in (3, 2):
        Day(desk, weeks, HIGH_STREET, *sites).stops(9, HIGH_STREET).stops(2, sites[0]).sent()
    words = outlook(amina)
    assert "The 20 sites with the highest estimates, of 25" in words
    # In the table by site, and in that by site and hour.
    gate = r'scope="row"[^>]*>Gate \d+<'
    assert len(re.findall(gate, amina.page)) == 2 * 19
    assert 'href="/where-and-when?all#by-site">Show all 25</a>' in amina.page
    whole = re.sub(r"\s+", " ", amina.open("/where-and-when?all").words)
    assert len(re.findall(gate, amina.page)) == 2 * 24
    assert "Show only the 20 with the highest estimates" in whole


def test_where_sites_are_few_nothing_is_said_of_others(amina: Visitor, desk: Desk) -> None:
    two_sweeps(desk)
    assert "highest estimates" not in outlook(amina)
