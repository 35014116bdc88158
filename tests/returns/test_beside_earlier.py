"""A sweep beside earlier ones, and cut into its parts: nothing is called higher that chance may have made."""

from datetime import timedelta
from typing import Any

import pytest

from rig.pages import Visitor
from rig.street import TEN_O_CLOCK, Desk, Json, PretendPhone


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is compared does not depend on the database; the queries run on both in test_figures."""
    return sqlite_url


def walked(
    desk: Desk, title: str, truants: int, days_ago: int = 0, minutes: int = 240, **plan: Any
) -> str:
    """A sweep of one constable for so long, with so many found truanting alone, and two late."""
    officer = desk.officer(f"PC of {title}")
    starts = TEN_O_CLOCK - timedelta(days=days_ago, hours=1)
    said = {"title": title, "status": "open", "starts_at": starts.isoformat(), **plan}
    sweep = desk.sweep([officer], **said)
    phone = desk.enrol(sweep, officer)
    phone.shift(minutes)
    for finding in ("truanting",) * truants + ("late",) * 2:
        phone.stop(finding)
    phone.push()
    return sweep


def beside(figures: Json) -> dict[str, str]:
    return {each["title"]: each["this_sweep"] for each in figures["earlier_sweeps"]}


def test_only_a_difference_past_chance_is_called_one(amina: Visitor, desk: Desk) -> None:
    walked(desk, "Quiet", 1, days_ago=30)
    walked(desk, "Alike", 14, days_ago=20)
    walked(desk, "Busy", 60, days_ago=10)
    here = walked(desk, "Here", 16)
    assert beside(desk.summary(here)) == {
        "Quiet": "higher",
        "Alike": "too_close_to_tell",
        "Busy": "lower",
    }
    words = amina.open(f"/sweeps/{here}/summary").words
    assert "Quiet, 13 December 2025 (local) 3 1 4.0 0.25 (0.01–1.39)" in words
    assert "This sweep higher" in words
    assert "Too close to tell" in words
    assert "120 authorities, autumn 2004 (survey) – – – – 82 –" in words


def test_the_survey_says_whose_it_is_and_that_it_counted_police_time(
    amina: Visitor, desk: Desk
) -> None:
    words = amina.open(f"/sweeps/{walked(desk, 'Here', 3)}/summary").words
    assert "82 minutes of police time for one child truanting and 30 for one child stopped" in words
    assert "Action on Rights for Children" in words
    assert "It counted police time only" in words
    assert "2004 survey: 82" in amina.page


def test_sweeps_of_the_same_kind_come_first_and_later_ones_not_at_all(desk: Desk) -> None:
    walked(desk, "Old national", 3, days_ago=40, kind="national")
    walked(desk, "Old local", 3, days_ago=10)
    here = walked(desk, "Here", 3, days_ago=5, kind="national")
    walked(desk, "Later", 3)
    assert list(beside(desk.summary(here))) == ["Old national", "Old local"]


def test_always_eight_where_there_are_and_the_rest_is_said(amina: Visitor, desk: Desk) -> None:
    walked(desk, "Week", 1, days_ago=30, kind="national")
    for number in range(10):
        walked(desk, f"Number {number}", 1, days_ago=20 - number)
    officer = desk.officer("EWO Hughes", "ewo")
    desk.sweep([officer], title="Nobody out", status="open", starts_at="2026-01-11T09:00:00+00:00")
    figures = desk.summary(here := walked(desk, "Here", 3))
    # Nobody out, the day before, takes no place.
    assert list(beside(figures)) == [f"Number {number}" for number in range(9, 1, -1)]
    assert figures["earlier_left_out"] == {"local": 2, "national": 1}
    said = "the latest 8 are shown, local ones first, as this one is local. Left out: 2 local and 1 national."
    assert said in amina.open(f"/sweeps/{here}/summary").words
    assert "Left out" not in amina.open(f"/sweeps/{walked(desk, 'First', 1, 90)}/summary").words


def test_another_authoritys_sweeps_are_never_among_them(desk: Desk, middlesbrough: Desk) -> None:
    walked(middlesbrough, "Linthorpe", 5, days_ago=10)
    assert beside(desk.summary(walked(desk, "Here", 3))) == {}


def test_minutes_of_the_roles_add_up_where_rounded_hours_do_not(
    amina: Visitor, desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    phone.shift(75)
    phone.push()
    second_phone.shift(75)
    second_phone.push()
    words = amina.open(f"/sweeps/{phone.sweep_id}/summary").words
    assert "Police 1 75 1.3 Education welfare 1 75 1.3 Partners 0 0 0.0 All 2 150 2.5" in words
    assert "Minutes add up exactly; hours are rounded from them one by one" in words


def test_by_hour_of_the_day_with_the_officer_hours_in_it(amina: Visitor, desk: Desk) -> None:
    sweep = walked(desk, "Here", 3, minutes=90)
    assert [(hour["hour"], hour["officer_minutes"]) for hour in desk.summary(sweep)["by_hour"]] == [
        (10, 60),
        (11, 30),
    ]
    words = amina.open(f"/sweeps/{sweep}/summary").words
    assert "10:00 to 10:59 5 3 3 0.0 1.0 3.00 (0.62–8.77)" in words
    assert "11:00 to 11:59 0 0 0 – 0.5 0.00 (0.00–7.38)" in words


def test_there_is_no_rate_for_a_site_and_it_says_why(amina: Visitor, desk: Desk) -> None:
    two = [
        {"name": "Mell Square", "lat": 52.4128, "lon": -1.7780},
        {"name": "Solihull station", "lat": 52.4143, "lon": -1.7885},
    ]
    words = amina.open(f"/sweeps/{walked(desk, 'Two', 3, sites=two)}/summary").words
    assert "Mell Square 5 3 3 0.0 Solihull station 0 0 0 –" in words
    assert "Nobody records which officer stood at which site" in words
    words = amina.open(f"/sweeps/{walked(desk, 'One', 3)}/summary").words
    assert "This sweep has one site, so its rates are the sweep’s own." in words


def test_too_early_for_a_rate_means_none_stands_below(amina: Visitor, desk: Desk) -> None:
    sweep = walked(desk, "Here", 3, minutes=20)
    words = amina.open(f"/sweeps/{sweep}/summary").words
    assert "too early for a rate" in words
    assert "Too early: a rate needs at least half an officer-hour." in words
    assert "Truanting per police officer-hour" not in words
    assert "This sweep 5 3 0.3 – – –" in words


def test_truanting_of_a_hundred_stopped_allows_for_children_met_together(desk: Desk) -> None:
    sweep = walked(desk, "Here", 3)
    figures = desk.summary(sweep)
    assert figures["truanting_per_hundred_stopped"] == {"value": 60.0, "low": 14.7, "high": 94.7}
    assert figures["sweep_hours"] == 4.0
    assert figures["truants_per_sweep_hour"]["value"] == 0.75


def test_a_rate_over_less_than_half_an_hour_of_its_own_hours_is_shown_in_no_table(
    amina: Visitor, desk: Desk
) -> None:
    """A constable for ten minutes beside an education welfare officer for two hours."""
    walked(desk, "Short", 2, days_ago=10, minutes=20)
    here = walked(desk, "Here", 2, minutes=10)
    welfare = desk.officer("EWO Hughes", "ewo")
    phone = desk.enrol(here, welfare)
    phone.push(*phone.shift(120))
    words = amina.open(f"/sweeps/{here}/summary").words
    assert "Truanting per officer-hour, all officers 0.92 (0.11–3.33)" in words
    assert "Truanting per police officer-hour – –" in words
    assert "This sweep 4 2 0.2 – – –" in words
    assert "Short, 2 January 2026 (local) 4 2 0.3 – – Too close to tell" in words
    assert "Too early for yields per police officer-hour" in words
    assert "Per police officer-hour:" not in words
