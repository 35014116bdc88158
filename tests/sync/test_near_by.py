"""What every phone of an authority hears, whatever its sweeps: its schools and terms; and with a sweep its premises."""

from datetime import date

import pytest
from flask import Flask

from rig.street import TEN_O_CLOCK, Desk, Json, PretendPhone, coordinator, in_process
from sweep.schools.bring_in import bring_in_schools, bring_in_terms
from sweep.schools.gias import ReadSchool
from sweep.schools.term_file import ReadTerm
from sweep.sync import pull

ARDEN = ReadSchool("136333", "Arden", "secondary", 52.38391, -1.74271)
OAKS = ReadSchool("136334", "The Oaks", "primary", 52.41, -1.77)
NOWHERE = ReadSchool("136335", "Nowhere", "primary", None, None)
AUTUMN = ReadTerm("Autumn", date(2026, 9, 2), date(2026, 12, 18), (date(2026, 10, 26),))
SPRING = ReadTerm("Spring", date(2027, 1, 4), date(2027, 3, 25))


@pytest.fixture
def brought(app: Flask, phone: PretendPhone) -> "Brought":
    return Brought(app)


class Brought:
    """Solihull's schools and terms, as an import brings them in."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def schools(self, *schools: ReadSchool) -> None:
        with self._app.app_context():
            bring_in_schools(1, schools)

    def terms(self, *terms: ReadTerm) -> None:
        with self._app.app_context():
            bring_in_terms(1, terms)


def near_by(pulled: Json) -> list[Json]:
    return [each for each in pulled["changes"] if each["type"] in ("school", "term")]


def test_schools_and_terms_are_told_as_the_phone_expects_them(
    brought: Brought, phone: PretendPhone
) -> None:
    cursor = phone.pull()["cursor"]
    brought.schools(ARDEN)
    brought.terms(AUTUMN)
    pulled = phone.pull(cursor)
    school, term = pulled["changes"]
    rev = school["rev"]
    assert school == {
        "type": "school",
        "id": "136333",
        "rev": rev,
        "deleted": False,
        "name": "Arden",
        "phase": "secondary",
        "lat": 52.38391,
        "lon": -1.74271,
    }
    assert term == {
        "type": "term",
        "id": term["id"],
        "rev": rev + 1,
        "deleted": False,
        "name": "Autumn",
        "first_day": "2026-09-02",
        "last_day": "2026-12-18",
        "days_off": ["2026-10-26"],
    }
    assert phone.pull(pulled["cursor"])["changes"] == []


def test_an_officer_without_any_sweep_hears_them_too(
    brought: Brought, desk: Desk, phone: PretendPhone
) -> None:
    brought.schools(ARDEN)
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"officer_ids": []})
    assert [each["name"] for each in near_by(phone.pull())] == ["Arden"]


def test_only_what_changed_is_told_again(brought: Brought, phone: PretendPhone) -> None:
    brought.schools(ARDEN, OAKS)
    brought.terms(AUTUMN, SPRING)
    cursor = phone.pull()["cursor"]
    brought.schools(ARDEN, ReadSchool("136334", "The Oaks Academy", "primary", 52.41, -1.77))
    brought.terms(AUTUMN, SPRING)
    assert [each["name"] for each in phone.pull(cursor)["changes"]] == ["The Oaks Academy"]


def test_what_was_closed_or_taken_away_is_told_as_deleted(
    brought: Brought, phone: PretendPhone
) -> None:
    brought.schools(ARDEN, OAKS)
    brought.terms(AUTUMN, SPRING)
    first = phone.pull()
    brought.schools(ARDEN)
    brought.terms(SPRING, ReadTerm("Before", date(2026, 8, 1), date(2026, 8, 2)))
    told = near_by(phone.pull(first["cursor"]))
    assert {each["id"]: each["deleted"] for each in told} == {
        "136334": True,
        next(each["id"] for each in near_by(first) if each.get("name") == "Autumn"): True,
        next(each["id"] for each in told if each.get("name") == "Before"): False,
    }
    assert all("name" not in each for each in told if each["deleted"])
    brought.schools(ARDEN, OAKS)
    again = near_by(phone.pull(first["cursor"]))
    assert {each.get("name") for each in again} == {"The Oaks", "Before", None}


def test_a_school_without_a_place_is_told_by_its_name(
    brought: Brought, phone: PretendPhone
) -> None:
    brought.schools(ARDEN, NOWHERE)
    first = phone.pull()
    told = {each["name"]: (each["lat"], each["lon"]) for each in near_by(first)}
    assert told == {"Arden": (52.38391, -1.74271), "Nowhere": (None, None)}
    brought.schools(ReadSchool("136333", "Arden", "secondary", None, None), NOWHERE)
    (moved,) = near_by(phone.pull(first["cursor"]))
    assert (moved["name"], moved["deleted"], moved["lat"]) == ("Arden", False, None)


def test_many_schools_come_page_by_page_and_none_is_skipped(
    brought: Brought, phone: PretendPhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull, "AT_ONCE", 7)
    schools = [
        ReadSchool(f"{urn}", f"School {urn}", "primary", 52.4, -1.7)
        for urn in range(100_000, 100_028)
    ]
    brought.schools(*schools[:3])
    phone.push(phone.stop(), phone.stop())
    brought.schools(*schools)
    brought.terms(AUTUMN, SPRING)
    phone.push(phone.stop())
    heard: list[Json] = []
    cursor, more, pages = "", True, 0
    while more:
        page = phone.pull(cursor)
        heard += page["changes"]
        cursor, more, pages = page["cursor"], page["more"], pages + 1
    assert pages > 4
    told = [each["name"] for each in near_by({"changes": heard})]
    assert told == [*(school.name for school in schools), "Autumn", "Spring"]
    assert sum(each["type"] == "stop" for each in heard) == 3
    revs = [each["rev"] for each in near_by({"changes": heard})]
    assert revs == sorted(revs)


@pytest.mark.parametrize("schools", range(12, 17))
def test_a_page_that_is_just_full_says_rightly_whether_there_is_more(
    brought: Brought, phone: PretendPhone, monkeypatch: pytest.MonkeyPatch, schools: int
) -> None:
    cursor = phone.pull()["cursor"]
    monkeypatch.setattr(pull, "AT_ONCE", 7)
    brought.schools(
        *(ReadSchool(f"{100_000 + n}", "School", "primary", 52.4, -1.7) for n in range(schools))
    )
    told, more = 0, True
    while more:
        page = phone.pull(cursor)
        told, cursor, more = told + len(page["changes"]), page["cursor"], page["more"]
        assert page["changes"]
    assert told == schools
    assert phone.pull(cursor)["changes"] == []


def test_another_authoritys_phone_hears_nothing_of_them(
    app: Flask, brought: Brought, phone: PretendPhone
) -> None:
    brought.schools(ARDEN)
    brought.terms(AUTUMN)
    other = Desk(in_process(app), coordinator(app, "E06000002", "Middlesbrough"))
    officer = other.officer("PC 7")
    assert near_by(other.enrol(other.sweep([officer]), officer).pull()) == []
    assert len(near_by(phone.pull())) == 2


def test_a_phone_that_was_signed_off_hears_no_more_of_them(
    brought: Brought, desk: Desk, phone: PretendPhone
) -> None:
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    desk.call("POST", f"/devices/{device['id']}/revoke", {"reason": "left"})
    brought.schools(ARDEN)
    assert phone.pull()["changes"] == []


def test_designated_premises_come_with_the_authorisation_and_so_does_a_change_of_them(
    desk: Desk, phone: PretendPhone
) -> None:
    room = {"name": "Lode Lane attendance room", "lat": 52.4156, "lon": -1.7752}
    given = {
        "superintendent": "Supt Okafor",
        "reference": "S16/1",
        "given_at": TEN_O_CLOCK.isoformat(),
        "premises": [room],
    }
    page = f"/sweeps/{phone.sweep_id}"
    desk.call("PATCH", page, {"authorisation": given})
    first = phone.pull()
    (told,) = (each for each in first["changes"] if each["type"] == "authorisation")
    assert told["premises"] == [room]
    library = {"name": "Library", "lat": 52.411, "lon": -1.779}
    desk.call("PATCH", page, {"authorisation": {**given, "premises": [room, library]}})
    told = next(
        each for each in phone.pull(first["cursor"])["changes"] if each["type"] == "authorisation"
    )
    assert told["premises"] == [room, library]
