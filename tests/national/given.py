"""A term with sweeps in it, as the tests of returns need it, through the calls that phones and scripts use."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient

from rig.street import TEN_O_CLOCK, Desk, PretendPhone, op_id, operation, record_id

SPRING = "/returns/202526/spring"


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def total(content: bytes, kind: str = "Total", phase: str = "Total") -> dict[str, str]:
    """One row of an authority's file."""
    (found,) = [
        row for row in rows(content) if (row["sweep_type"], row["education_phase"]) == (kind, phase)
    ]
    return found


class Sender:
    """A coordinator's script that reads returns with a personal token."""

    def __init__(self, app: Flask, token: str) -> None:
        self.client: FlaskClient = app.test_client()
        self.headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str, expect: int = 200) -> bytes:
        answer = self.client.get(path, headers=self.headers)
        assert answer.status_code == expect, (
            path,
            answer.status_code,
            answer.get_data(as_text=True)[:500],
        )
        return answer.get_data()

    def post(self, path: str, expect: int = 303, **form: str) -> str:
        answer = self.client.post(path, data=form, headers=self.headers)
        assert answer.status_code == expect, (path, answer.status_code)
        return answer.headers.get("Location", "")

    def make_final(self, path: str) -> None:
        """Press the button, and once more where it asks."""
        if "ask=final" in self.post(path):
            every = self.client.get(f"{path}.csv-metadata.json", headers=self.headers).get_json()
            seen = " ".join(each["code"] for each in every["notes"][0]["warnings"])
            assert "ask" not in self.post(path, seen=seen)


def verify(stop: str, finding: str, code: str, base: str = "") -> str:
    """A school's answer to a stop, or to what was said of it last."""
    said = {
        "stop_id": record_id(stop),
        "base_op": base or op_id(stop),
        "verification": "changed",
        "verified_finding": finding,
        "register_code": code,
        "told_by": "the office",
        "why": "the register",
    }
    return operation("stop.verify", said)
