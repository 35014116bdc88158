"""The demo follows the clock: which year was the last one, and what becomes of yesterday's sweep."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select

from demo.conftest import MONDAY_AT_ELEVEN
from sweep.access.credentials import ACROSS
from sweep.access.roles import Role
from sweep.config import Config
from sweep.db import db
from sweep.demo import people
from sweep.demo.cast import OFFICERS
from sweep.demo.last_year import CARRIERS
from sweep.demo.near_by import load_near_by, terms_of
from sweep.demo.patrols import walk
from sweep.demo.plan import STOPPED, WITH_PARENT, plan_year
from sweep.demo.school_year import last_school_year
from sweep.demo.today import load_today, period_at
from sweep.invented.outbox import Outbox
from sweep.people import accounts
from sweep.schools.bring_in import bring_in_schools, bring_in_terms
from sweep.schools.gias import ReadSchool
from sweep.schools.models import School, Term
from sweep.schools.term_file import ReadTerm
from sweep.sweeps.models import Shift, Sweep

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("today", "begun"),
    [
        (date(2026, 11, 21), 2025),
        (date(2027, 1, 4), 2025),
        (date(2027, 7, 31), 2025),
        (date(2027, 8, 1), 2026),
    ],
)
def test_the_last_school_year_is_the_one_that_ended_before_august(today: date, begun: int) -> None:
    assert last_school_year(today) == begun


@pytest.mark.parametrize("begun", range(2015, 2045))
def test_every_school_year_is_planned_on_the_published_figures(begun: int) -> None:
    plans = plan_year(begun)
    meetings = [meeting for planned in plans for meeting in planned.meetings]
    assert sum(meeting.children for meeting in meetings) == STOPPED
    with_parent = [meeting for meeting in meetings if meeting.accompanied_by == "parent"]
    assert sum(meeting.children for meeting in with_parent) == WITH_PARENT
    assert len({planned.title for planned in plans}) == len(plans) == 24
    assert all(planned.day.weekday() < 5 for planned in plans)


@pytest.mark.parametrize("begun", range(2015, 2045))
def test_every_school_years_sweeps_are_on_days_when_schools_are_open(begun: int) -> None:
    terms = list(terms_of(begun))
    for planned in plan_year(begun):
        (term,) = (term for term in terms if term.holds(planned.day, planned.day))
        assert planned.day not in term.days_off


def test_every_loading_meets_the_same_children() -> None:
    planned = plan_year(2025)[0]

    def met(sweep_id: str) -> list[dict[str, Any]]:
        outboxes = {person.name: Outbox("phone") for person in CARRIERS}
        walk(planned, sweep_id, {person.name: person.name for person in OFFICERS}, outboxes)
        said = [json.loads(text) for outbox in outboxes.values() for text in outbox.texts]
        stops = [each["data"] for each in said if each["kind"] == "stop.create"]
        names = ("stopped_at", "finding", "age_band", "sex", "ethnicity", "school_urn")
        return [{name: stop.get(name) for name in names} for stop in stops]

    first = met("01999a09-6110-7ae7-95d8-fa136423569c")
    assert any(stop["school_urn"] for stop in first)
    assert met("019999c2-bb20-74fd-925b-33479acabe4b") == first


def test_schools_and_terms_that_somebody_imported_stay(app: Flask) -> None:
    with app.app_context():
        solihull = people.authority()
        own = ReadSchool("104123", "Own School", "secondary", 52.41, -1.77)
        year = ReadTerm("Autumn", date(2025, 9, 3), date(2025, 12, 19))
        bring_in_schools(solihull.id, [own])
        bring_in_terms(solihull.id, [year])
        load_near_by(solihull, 2025)
        assert [school.name for school in db.session.scalars(select(School))] == ["Own School"]
        assert sorted(term.first_day.year for term in db.session.scalars(select(Term))) == [
            2025,
            2026,
            2027,
            2027,
        ]


@pytest.mark.parametrize("minute", range(0, 24 * 60, 7))
def test_todays_sweep_holds_the_present_at_any_hour(minute: int) -> None:
    now = datetime(2026, 6, 3, tzinfo=UTC) + timedelta(minutes=minute)
    starts, ends = period_at(now)
    assert starts <= now - timedelta(minutes=50)
    assert now < ends
    assert ends - starts == timedelta(hours=6)


def test_in_school_hours_the_sweep_is_the_school_day() -> None:
    starts, ends = period_at(datetime(2026, 6, 3, 12, tzinfo=UTC))
    assert (starts.astimezone(LONDON).hour, ends.astimezone(LONDON).hour) == (9, 15)


def test_another_day_makes_another_sweep_and_ends_what_was_left_running(
    app: Flask, config: Config
) -> None:
    with app.app_context():
        solihull = people.authority()
        people.sign_ins(solihull, config.instance_path)
        first = load_today(solihull, MONDAY_AT_ELEVEN, 2025).id
        second = load_today(solihull, MONDAY_AT_ELEVEN + timedelta(days=1), 2025).id
        statuses = {sweep.id: sweep.status for sweep in db.session.scalars(select(Sweep))}
        assert statuses == {first: "verifying", second: "open"}
        shifts = db.session.scalars(select(Shift)).all()
        assert all((shift.ended_at is None) == (shift.sweep_id == second) for shift in shifts)


def test_a_sweep_of_today_whose_period_ran_out_is_prolonged(app: Flask, config: Config) -> None:
    with app.app_context():
        solihull = people.authority()
        people.sign_ins(solihull, config.instance_path)
        first = load_today(solihull, MONDAY_AT_ELEVEN, 2025).id
        evening = MONDAY_AT_ELEVEN + timedelta(hours=9)
        again = load_today(solihull, evening, 2025)
        assert again.id == first
        assert again.ends_at > evening
        assert again.authorisation is not None
        assert again.authorisation.ends_at == again.ends_at
        assert again.authorisation.premises


def test_an_authority_with_users_of_its_own_is_left_alone(app: Flask) -> None:
    with app.app_context():
        solihull = accounts.add_authority("E08000029", "334", "Solihull")
        accounts.add_user(solihull, "someone@solihull.example", Role.COORDINATOR)
        with pytest.raises(people.NotOurs, match="not mixed with real ones"):
            people.authority()
        assert db.session.scalars(select(Sweep), execution_options=ACROSS).all() == []
