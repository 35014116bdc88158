"""A term with sweeps in it, as the tests of returns need it, through the calls that phones and scripts use."""

import csv
import html
import io
import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rig.street import Desk, PretendPhone, op_id, operation, record_id
from sweep.db import db
from sweep.geography.models import LocalAuthority, Region
from sweep.people import accounts

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

    def note(self, path: str, query: str = "") -> dict[str, Any]:
        """What the metadata file says beside the columns."""
        whole = json.loads(self.get(f"{path}.csv-metadata.json{query}"))
        (note,) = whole["notes"]
        return dict(note)

    def codes(self, path: str) -> set[str]:
        """The codes of the return's warnings."""
        return {each["code"] for each in self.note(path)["warnings"]}

    def words(self, path: str) -> str:
        """What a person reads on a page, in one line."""
        answer = self.client.get(path, headers=self.headers)
        assert answer.status_code == 200, answer.status_code
        bare = re.sub(r"<(title|style|template).*?</\1>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
        return re.sub(r"\s+", " ", html.unescape(bare))

    def changes(self, path: str) -> str:
        """What its page says of the differences from the revision before."""
        (between,) = re.findall(
            r"What changed since revision (.*?) (?:The figures|\d+ warning)", self.words(path)
        )
        return str(between)

    def make_final(self, path: str) -> None:
        """Press the button, and once more where it asks."""
        if "ask=final" in self.post(path):
            seen = " ".join(self.codes(path))
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


def bring_in_region(app: Flask) -> None:
    """The codes of Solihull and of its region, as an import of the geography leaves them."""
    bring_in_place(app, ("E12000005", "West Midlands"), ("E08000029", "334", "Solihull"))


def bring_in_place(app: Flask, region: tuple[str, str], authority: tuple[str, str, str]) -> None:
    """A region (code, name) with one authority (new code, old code, name)."""
    code, name = region
    names = dict(zip(("new_la_code", "old_la_code", "la_name"), authority, strict=True))
    with app.app_context():
        db.session.add(Region(code=code, name=name))
        db.session.flush()
        db.session.add(LocalAuthority(**names, region_code=code))
        db.session.commit()


def opened(desk: Desk, officers: dict[str, str], **changes: object) -> PretendPhone:
    """A sweep that is open, with these officers (name → role), and the phone of the first."""
    ids = [desk.officer(name, role) for name, role in officers.items()]
    sweep = desk.sweep(ids, status="open", **changes)
    return desk.enrol(sweep, ids[0])


@pytest.fixture
def sender(app: Flask, desk: Desk) -> Sender:
    return Sender(app, desk.token)


def token_of(app: Flask, email: str) -> str:
    """A personal token of somebody who was added."""
    with app.app_context():
        user = accounts.find_user(email)
        assert user is not None
        return accounts.make_token(user)
