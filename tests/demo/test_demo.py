"""What `sweep demo` loads: the published figures, people of every role, and a ledger that knows every stop."""

import stat
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from demo.conftest import MONDAY_AT_ELEVEN
from sweep.access.credentials import ACROSS
from sweep.access.models import Device, EnrolCode, Officer, User
from sweep.access.passwords import matches
from sweep.config import Config
from sweep.core.codes import OFFICER_ROLES, PHASES
from sweep.db import db, scope_to
from sweep.demo import people
from sweep.demo.command import load
from sweep.demo.ground import ROUNDS
from sweep.demo.wards import load_wards
from sweep.geography.bring_in import Read, bring_in
from sweep.geography.models import Outline
from sweep.geography.outlines import ReadOutline
from sweep.ledger import Operation, Quarantined
from sweep.people import accounts
from sweep.people.enrol import redeem
from sweep.places import drawn, inside, metres_between, shares
from sweep.schools.models import School, Term
from sweep.stops.form_times import form_times
from sweep.stops.models import Stop
from sweep.sweeps.models import Authorisation, RosterEntry, Shift, Site, Sweep

Loaded = tuple[Flask, dict[str, Any]]
TABLES = (
    *(Officer, User, Device, Sweep, Site, RosterEntry, Authorisation),
    *(Shift, Stop, Operation, Quarantined, School, Term, Outline),
)


def rows() -> dict[str, int]:
    """How many rows each table holds. Enrol codes are left out: every run prints a fresh one."""
    return {
        table.__name__: db.session.scalar(
            select(func.count()).select_from(table), execution_options=ACROSS
        )
        or 0
        for table in TABLES
    }


def every(table: Any) -> list[Any]:
    return list(db.session.scalars(select(table), execution_options=ACROSS))


def test_last_year_is_788_stopped_and_299_with_parents_and_a_second_run_adds_nothing(
    app: Flask, config: Config
) -> None:
    with app.app_context():
        first = load(config, MONDAY_AT_ELEVEN)
        before = rows()
        second = load(config, MONDAY_AT_ELEVEN + timedelta(minutes=20))
        assert rows() == before
    assert first["last_year"]["stopped"] == 788
    assert first["last_year"]["stopped_with_parent"] == 299
    assert second["last_year"] == first["last_year"]
    assert second["today"] == first["today"]
    assert second["coordinator"] == first["coordinator"]
    assert before["Quarantined"] == 0


def test_last_year_has_24_signed_off_sweeps_of_both_kinds(loaded_app: Loaded) -> None:
    sweeps = [sweep for sweep in every(Sweep) if "today" not in sweep.title]
    assert len(sweeps) == 24
    assert {sweep.status for sweep in sweeps} == {"final"}
    assert {sweep.kind for sweep in sweeps} == {"national", "local"}
    assert min(sweep.starts_at for sweep in sweeps).year == 2025
    assert max(sweep.starts_at for sweep in sweeps) < datetime.fromisoformat("2026-08-01T00:00Z")
    assert all(sweep.title.startswith("Demo: ") for sweep in every(Sweep))


def test_officers_of_every_role_are_there(loaded_app: Loaded) -> None:
    roles = Counter(officer.role for officer in every(Officer))
    assert roles.keys() == set(OFFICER_ROLES)
    assert roles["constable"] == 3


def test_the_ledger_has_a_row_for_every_stop_and_every_shift(loaded_app: Loaded) -> None:
    created = Counter(
        (operation.kind, operation.record_id)
        for operation in every(Operation)
        if operation.standing == "applied"
    )
    assert all(created["stop.create", stop.id] == 1 for stop in every(Stop))
    assert all(created["shift.start", shift.id] == 1 for shift in every(Shift))
    assert {operation.standing for operation in every(Operation)} == {"applied"}


def test_shares_and_yield_are_like_those_published(loaded_app: Loaded) -> None:
    _, said = loaded_app
    year = said["last_year"]
    assert 0.33 < year["truanting_provisional"] / year["stopped"] < 0.41
    assert year["truanting_verified"] != year["truanting_provisional"]
    past = {sweep.id for sweep in every(Sweep) if sweep.status == "final"}
    roles = {officer.id: officer.role for officer in every(Officer)}
    police_minutes = sum(
        (shift.ended_at - shift.started_at) / timedelta(minutes=1) - shift.break_minutes
        for shift in every(Shift)
        if shift.sweep_id in past and roles[shift.officer_id] not in {"ewo", "partner"}
    )
    assert 1.9 < 60 * year["stopped"] / police_minutes < 2.1


def test_some_children_were_met_together_and_some_places_are_unknown(loaded_app: Loaded) -> None:
    stops = [stop for stop in every(Stop) if not stop.voided]
    together = Counter(stop.encounter_id for stop in stops)
    assert set(together.values()) == {1, 2, 3, 4}
    assert {stop.location_source for stop in stops} == {"gps", "none"}
    assert any(stop.voided for stop in every(Stop))


def test_invented_schools_are_near_every_place_that_a_sweep_goes_to(loaded_app: Loaded) -> None:
    schools = every(School)
    assert all(school.name.endswith("(invented)") for school in schools)
    assert {school.phase for school in schools} == set(PHASES) - {"unknown"}
    for spot in {spot for _, spots in ROUNDS for spot in spots}:
        away = [metres_between(spot.lat, spot.lon, school.lat, school.lon) for school in schools]
        assert min(away) < 1500, spot.name


def test_most_children_have_an_age_a_sex_an_ethnicity_and_a_school_and_some_have_not(
    loaded_app: Loaded,
) -> None:
    stops = [stop for stop in every(Stop) if not stop.voided]
    for name, open_answers in (
        ("age_band", {None, "unknown"}),
        ("sex", {None, "not_stated"}),
        ("ethnicity", {None, "NS"}),
        ("school_urn", {None}),
    ):
        told = [getattr(stop, name) for stop in stops if getattr(stop, name) not in open_answers]
        assert 0.7 < len(told) / len(stops) < 0.97, name
        assert len(set(told)) > 1, name


def test_a_child_goes_to_an_invented_school_of_its_phase(loaded_app: Loaded) -> None:
    phases = {school.id: school.phase for school in every(School)}
    told = [stop for stop in every(Stop) if stop.school_urn]
    assert all(phases[stop.school_urn] == stop.phase for stop in told)


def test_of_a_home_educated_child_nothing_more_is_noted(loaded_app: Loaded) -> None:
    own = [stop for stop in every(Stop) if stop.reason == "home_educated"]
    assert own
    assert {(stop.age_band, stop.sex, stop.ethnicity, stop.school_urn) for stop in own} == {
        (None, None, None, None)
    }


def test_most_schools_have_answered_by_register_mark_and_some_are_still_open(
    loaded_app: Loaded,
) -> None:
    _, said = loaded_app
    past = [stop for stop in every(Stop) if stop.sweep_id != said["today"]["sweep_id"]]
    told = [stop for stop in past if stop.verified_finding]
    asked = [stop for stop in past if stop.school_urn and not stop.voided]
    assert all(stop.register_code for stop in told)
    assert 0.8 < len(told) / len(asked) < 0.95
    assert any(stop.verification == "pending" for stop in asked)


def test_wards_are_invented_and_hold_every_place_that_a_sweep_goes_to(loaded_app: Loaded) -> None:
    wards = every(Outline)
    assert all(ward.kind == "ward" for ward in wards)
    assert all(ward.name.endswith("(invented ward)") for ward in wards)
    for spot in {spot for _, spots in ROUNDS for spot in spots}:
        assert any(inside(drawn(ward.shape), spot.lat, spot.lon) for ward in wards), spot.name


def test_no_two_wards_lie_over_each_other(loaded_app: Loaded) -> None:
    wards = every(Outline)
    assert all(
        sum(shares(ward.shape, [other.shape for other in wards])) == pytest.approx(1)
        for ward in wards
    )


def test_outlines_that_somebody_brought_in_stay(app: Flask) -> None:
    with app.app_context():
        solihull = people.authority()
        shape = {"type": "Polygon", "coordinates": [[[0, 50], [1, 50], [1, 51], [0, 50]]]}
        own = ReadOutline("E05000001", "ward", "Own ward", solihull.new_la_code, shape)
        bring_in(Read(outlines=[own]))
        load_wards(solihull)
        assert [ward.name for ward in every(Outline)] == ["Own ward"]


def test_the_authority_lies_in_its_region(loaded_app: Loaded) -> None:
    from sweep.geography.read import Place, place_of

    assert place_of("E08000029") == Place("E92000001", "England", "E12000005", "West Midlands")


def test_every_sweep_of_the_demo_was_on_a_school_day(loaded_app: Loaded) -> None:
    terms = every(Term)
    assert len(terms) == 6
    for sweep in every(Sweep):
        day = sweep.starts_at.date()
        (term,) = (term for term in terms if term.first_day <= day <= term.last_day)
        assert day.isoformat() not in term.days_off


def test_the_form_timed_itself(loaded_app: Loaded) -> None:
    longest = max(
        (sweep for sweep in every(Sweep)),
        key=lambda sweep: sum(stop.sweep_id == sweep.id for stop in every(Stop)),
    )
    scope_to(longest.authority_id)
    times = form_times(longest.id)
    assert times.stops > 30
    assert 5 < times.seconds < 20
    assert 4 <= times.taps <= 6


def test_todays_sweep_is_open_and_authorised_with_two_teams_out(loaded_app: Loaded) -> None:
    _, said = loaded_app
    today = db.session.scalars(
        select(Sweep).where(Sweep.id == said["today"]["sweep_id"]), execution_options=ACROSS
    ).one()
    assert today.status == "open"
    assert today.starts_at < MONDAY_AT_ELEVEN < today.ends_at
    assert len(today.roster) == 9
    assert today.authorisation is not None
    assert today.authorisation.area is not None
    assert today.authorisation.premises
    shifts = [shift for shift in every(Shift) if shift.sweep_id == today.id]
    assert len({shift.author_id for shift in shifts}) == 2
    assert all(shift.ended_at is None for shift in shifts)
    stops = [stop for stop in every(Stop) if stop.sweep_id == today.id]
    assert all(today.starts_at < stop.stopped_at < MONDAY_AT_ELEVEN for stop in stops)
    assert said["today"]["stopped"] == 7


def test_the_printed_sign_ins_work_and_are_kept_for_the_owner_alone(loaded_app: Loaded) -> None:
    application, said = loaded_app
    for who in ("coordinator", "verifier"):
        user = accounts.find_user(said[who]["email"])
        assert user is not None
        assert user.role == who
        assert matches(user.password_hash, said[who]["password"])
    kept = application.config["SWEEP"].instance_path / "demo-sign-ins.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_nothing_the_demo_made_is_flagged(loaded_app: Loaded) -> None:
    assert {operation.problem and operation.problem["code"] for operation in every(Operation)} == {
        None
    }


def test_a_load_that_was_cut_off_is_completed_by_the_next(
    app: Flask, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sweep.demo import last_year

    with app.app_context():
        send = last_year.send_from_desk
        desks: list[int] = []

        def die_at_the_third(*sent: Any) -> None:
            desks.append(1)
            if len(desks) == 3:
                raise KeyboardInterrupt
            send(*sent)

        monkeypatch.setattr(last_year, "send_from_desk", die_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            load(config, MONDAY_AT_ELEVEN)
        said = load(config, MONDAY_AT_ELEVEN)
        assert rows()["Quarantined"] == 0
    assert said["last_year"]["stopped"] == 788
    assert said["last_year"]["stopped_with_parent"] == 299


def test_the_printed_code_enrols_the_named_officer(loaded_app: Loaded) -> None:
    application, said = loaded_app
    secret_key = application.config["SWEEP"].secret_key
    with application.app_context():
        code = db.session.scalars(select(EnrolCode), execution_options=ACROSS).one()
        # It was made for a day that is not the day this test runs on.
        assert code.expires_at.isoformat() == said["officer"]["expires_at"]
        link_secret = said["officer"]["link"].rpartition("=")[2]
        enrolled = redeem(secret_key, link_secret, "once", {"name": "a phone"})
        assert enrolled.officer.name == said["officer"]["name"]
