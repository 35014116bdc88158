"""Solihull's sweep of High Street and the people in it, through the API that phones and scripts use.

A `PretendPhone` makes operations as the real one does and can lose an answer; a `Desk` is a coordinator's
script. Both speak to any server: the application in process, or a real one by its address.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import httpx
import pytest
from flask import Flask
from uuid_utils.compat import uuid7

Json = dict[str, Any]
# A Monday in term, in the middle of the sweep.
TEN_O_CLOCK = datetime(2026, 1, 12, 10, 0, tzinfo=UTC)


class Wire(Protocol):
    """One request to a server: (method, path, body, token) → (status, answer)."""

    def __call__(
        self, method: str, path: str, body: Any = None, token: str = ""
    ) -> tuple[int, Json]: ...


def in_process(app: Flask) -> Wire:
    """A wire to the application itself."""
    client = app.test_client()

    def send(method: str, path: str, body: Any = None, token: str = "") -> tuple[int, Json]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = client.open(path, method=method, json=body, headers=headers)
        return answer.status_code, answer.get_json(silent=True) or {}

    return send


def over_http(origin: str) -> Wire:
    """A wire to a server at an address."""

    def send(method: str, path: str, body: Any = None, token: str = "") -> tuple[int, Json]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = httpx.request(method, f"{origin}{path}", json=body, headers=headers, timeout=30)
        return answer.status_code, answer.json() if answer.content else {}

    return send


def new_id() -> str:
    return str(uuid7())


@dataclass
class Desk:
    """A coordinator's script."""

    wire: Wire
    token: str

    def call(self, method: str, path: str, body: Any = None, *, expect: int = 200) -> Json:
        status, answer = self.wire(method, f"/api/v1{path}", body, self.token)
        assert status == expect, (status, answer)
        return answer

    def officer(self, name: str, role: str = "constable") -> str:
        made = self.call("POST", "/officers", {"name": name, "role": role}, expect=201)
        return str(made["id"])

    def sweep(self, officer_ids: Sequence[str], **changes: Any) -> str:
        planned = {
            "title": "High Street",
            "kind": "local",
            "starts_at": (TEN_O_CLOCK - timedelta(hours=1)).isoformat(),
            "ends_at": (TEN_O_CLOCK + timedelta(hours=5)).isoformat(),
            "sites": [{"name": "Mell Square", "lat": 52.4128, "lon": -1.7780}],
            "officer_ids": list(officer_ids),
            **changes,
        }
        return str(self.call("POST", "/sweeps", planned, expect=201)["id"])

    def enrol(self, sweep_id: str, officer_id: str) -> "PretendPhone":
        code = self.call(
            "POST", f"/sweeps/{sweep_id}/enrol-codes", {"officer_id": officer_id}, expect=201
        )
        status, got = self.wire("POST", "/api/v1/enrol", {"code": code["code"], "enrol_id": "one"})
        assert status == 201, got
        return PretendPhone(self.wire, got["token"], got["officer"]["id"], sweep_id)

    def push(self, *texts: str) -> list[Json]:
        body = {"protocol": 1, "batch_id": new_id(), "ops": list(texts)}
        return list(self.call("POST", "/sync/push", body)["results"])

    def stops(self, sweep_id: str) -> list[Json]:
        """The sweep's stops that stand."""
        found = self.call("GET", f"/sweeps/{sweep_id}/stops")["stops"]
        return [stop for stop in found if not stop["deleted"]]

    def summary(self, sweep_id: str) -> Json:
        status, answer = self.wire("GET", f"/sweeps/{sweep_id}/summary.json", None, self.token)
        assert status == 200, answer
        return answer


def operation(kind: str, said: Mapping[str, Any], **header: Any) -> str:
    """An operation's text, as it is queued, hashed, sent and stored."""
    whole = {"op_id": new_id(), "kind": kind, "schema": 1, "at": TEN_O_CLOCK.isoformat()}
    return json.dumps({**whole, **header, "data": dict(said)})


def op_id(text: str) -> str:
    return str(json.loads(text)["op_id"])


def record_id(text: str) -> str:
    said = json.loads(text)["data"]
    return str(said.get("stop_id") or said["shift_id"])


@dataclass
class PretendPhone:
    """One officer's phone. What it makes stays in `made` until it forgets."""

    wire: Wire
    token: str
    officer_id: str
    sweep_id: str
    made: list[str] = field(default_factory=list)

    def make(self, kind: str, **said: Any) -> str:
        text = operation(
            kind, said, seq=len(self.made) + 1, clock={"offset_ms": 0, "offset_age_s": 5}
        )
        self.made.append(text)
        return text

    def stop(self, finding: str = "truanting", accompanied_by: str = "alone", **said: Any) -> str:
        return self.make(
            "stop.create",
            **{
                "stop_id": new_id(),
                "sweep_id": self.sweep_id,
                "stopped_at": TEN_O_CLOCK.isoformat(),
                "location": {"lat": 52.4128, "lon": -1.7780, "accuracy_m": 12, "source": "gps"},
                "finding": finding,
                "accompanied_by": accompanied_by,
                **said,
            },
        )

    def amend(self, stop: str, base: str | None = None, **changes: Any) -> str:
        return self.make(
            "stop.amend",
            stop_id=record_id(stop),
            base_op=op_id(base or stop),
            changes=changes,
            why="seen again",
        )

    def shift(
        self, minutes: int, officer_id: str | None = None, break_minutes: int = 0
    ) -> tuple[str, str]:
        shift_id = new_id()
        start = self.make(
            "shift.start",
            shift_id=shift_id,
            sweep_id=self.sweep_id,
            officer_id=officer_id or self.officer_id,
            started_at=TEN_O_CLOCK.isoformat(),
        )
        ended_at = (TEN_O_CLOCK + timedelta(minutes=minutes)).isoformat()
        end = self.make(
            "shift.end", shift_id=shift_id, ended_at=ended_at, break_minutes=break_minutes
        )
        return start, end

    def push(self, *texts: str, **envelope: Any) -> list[Json]:
        """Send these operations (all of them where none are named) and read the results."""
        status, answer = self.send(*texts, **envelope)
        assert status == 200, answer
        return list(answer["results"])

    def send(self, *texts: str, **envelope: Any) -> tuple[int, Json]:
        body = {
            "protocol": 1,
            "batch_id": new_id(),
            "app_version": "test",
            "sent_at": TEN_O_CLOCK.isoformat(),
            "ops": list(texts or self.made),
            **envelope,
        }
        return self.wire("POST", "/api/v1/sync/push", body, self.token)

    def pull(self, cursor: str = "") -> Json:
        status, answer = self.wire("GET", f"/api/v1/sync/pull?cursor={cursor}", None, self.token)
        assert status == 200, answer
        return answer


def statuses(results: Sequence[Json]) -> list[str]:
    return [result["status"] for result in results]


def coordinator(app: Flask, code: str = "E08000029", name: str = "Solihull") -> str:
    """A personal token of a coordinator of this authority, made as the server's owner makes it."""
    from sweep.access.roles import Role
    from sweep.people import accounts

    with app.app_context():
        authority = accounts.add_authority(code, code[-3:], name)
        email = f"coordinator@{code.lower()}.example"
        accounts.add_user(authority, email, Role.COORDINATOR)
        user = accounts.find_user(email)
        assert user is not None
        return accounts.make_token(user)


@pytest.fixture
def desk(app: Flask) -> Desk:
    """Solihull's coordinator, in process."""
    return Desk(in_process(app), coordinator(app))


@pytest.fixture
def phone(desk: Desk) -> PretendPhone:
    """PC 2231's phone, enrolled for the sweep of High Street."""
    officer = desk.officer("PC 2231")
    return desk.enrol(desk.sweep([officer]), officer)


@pytest.fixture
def second_phone(desk: Desk, phone: PretendPhone) -> PretendPhone:
    """The phone of an education welfare officer on the same sweep."""
    officer = desk.officer("EWO Hughes", "ewo")
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"officer_ids": [phone.officer_id, officer]})
    return desk.enrol(phone.sweep_id, officer)


@pytest.fixture
def middlesbrough(app: Flask) -> Desk:
    """Another authority's coordinator on the same server."""
    return Desk(in_process(app), coordinator(app, "E06000002", "Middlesbrough"))
