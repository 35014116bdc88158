"""Operations of schema 1 as they were when it was released: taken in for ever, with the same meaning (I16).

`tests/cases/schema_1.json` never changes. A later schema gets a file of its own beside it.
"""

import json
from datetime import UTC, datetime

import pytest
from flask import Flask

from rig.street import Desk, Json, PretendPhone, statuses
from rig.truths import truths
from sweep.access.models import Officer
from sweep.db import db, writing
from sweep.sweeps.models import RosterEntry, Sweep

GOLDEN = truths("schema_1")
TEXTS = [each["text"] for each in GOLDEN["operations"]]
KINDS = {
    "shift.start",
    "shift.end",
    "shift.amend",
    "shift.void",
    "stop.create",
    "stop.locate",
    "stop.amend",
    "stop.void",
    "stop.verify",
}


@pytest.fixture
def golden_sweep(app: Flask, desk: Desk, phone: PretendPhone) -> str:
    """The sweep and the officer that the operations name, in the phone's authority."""
    with app.app_context(), writing(1):
        db.session.add(
            Officer(authority_id=1, id=GOLDEN["officer_id"], name="PC 2231", role="constable")
        )
        moment = datetime(2026, 11, 23, 9, tzinfo=UTC)
        db.session.add(
            Sweep(
                authority_id=1,
                id=GOLDEN["sweep_id"],
                title="Mell Square",
                kind="local",
                status="open",
                starts_at=moment,
                ends_at=moment.replace(hour=14),
                rev=1,
            )
        )
        db.session.flush()
        db.session.add(
            RosterEntry(
                authority_id=1,
                id=GOLDEN["officer_id"],
                sweep_id=GOLDEN["sweep_id"],
                officer_id=GOLDEN["officer_id"],
                removed=False,
                rev=1,
            )
        )
    return str(GOLDEN["sweep_id"])


def send_all(desk: Desk, phone: PretendPhone) -> list[str]:
    return [
        status
        for each in GOLDEN["operations"]
        for status in statuses(
            desk.push(each["text"]) if each["from"] == "desk" else phone.push(each["text"])
        )
    ]


def assert_shown(shown: list[Json], expected: list[Json]) -> None:
    found = {each["id"]: each for each in shown}
    for wanted in expected:
        one = found[wanted["id"]]
        assert {name: one[name] for name in wanted} == wanted


def test_every_kind_has_its_golden_operation() -> None:
    assert {json.loads(text)["kind"] for text in TEXTS} == KINDS
    assert {json.loads(text)["schema"] for text in TEXTS} == {1}


def test_schema_1_is_taken_in_with_the_same_meaning(
    desk: Desk, phone: PretendPhone, golden_sweep: str
) -> None:
    assert send_all(desk, phone) == ["accepted"] * len(TEXTS)
    stops = desk.call("GET", f"/sweeps/{golden_sweep}/stops")["stops"]
    shifts = desk.call("GET", f"/sweeps/{golden_sweep}/shifts")["shifts"]
    assert_shown(stops, GOLDEN["shows"]["stops"])
    assert_shown(shifts, GOLDEN["shows"]["shifts"])
    assert send_all(desk, phone) == ["duplicate"] * len(TEXTS)


def test_its_bytes_are_kept_as_they_were(
    app: Flask, desk: Desk, phone: PretendPhone, golden_sweep: str
) -> None:
    send_all(desk, phone)
    with app.app_context(), db.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT body FROM operations").scalars().all()
    assert {bytes(body) for body in kept} == {text.encode() for text in TEXTS}
    assert desk.stops(phone.sweep_id) == []
