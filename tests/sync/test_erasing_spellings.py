"""Erased data stays away however its number is spelled or wherever it stands (I9); what can't be told is kept."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from rig.street import Desk, PretendPhone, new_id, op_id, record_id
from sweep.db import db, scope_to
from sweep.ledger import Operation, Quarantined
from sweep.sync.erasing import erase

CANARY = "green coat by the fountain"


@pytest.fixture
def gone(app: Flask, phone: PretendPhone) -> str:
    """A stop that was sent and then erased."""
    stop = phone.stop(note=CANARY)
    phone.push(stop)
    erase_now(app, record_id(stop))
    return stop


def erase_now(app: Flask, number: str) -> None:
    with app.app_context():
        scope_to(1)
        erase(1, number, "asked", datetime.now(UTC))


def holds_canary(app: Flask) -> bool:
    with app.app_context():
        scope_to(1)
        bodies = [
            *db.session.scalars(db.select(Operation.body)),
            *db.session.scalars(db.select(Quarantined.body)),
        ]
    return any(CANARY.encode() in body.replace(b"\0", b"") for body in bodies)


def with_head(text: str, **head: Any) -> str:
    return json.dumps({**json.loads(text), **head})


def spelled(text: str, number: str) -> str:
    return text.replace(record_id(text), number)


def nested(text: str) -> str:
    return with_head(text, schema=2, data={"stop": {"id": record_id(text), "note": CANARY}})


def listed(text: str, schema: int) -> str:
    return with_head(text, schema=schema, data=[json.loads(text)["data"]])


def in_head(text: str) -> str:
    said = json.loads(text)
    number = said["data"].pop("stop_id")
    return json.dumps({**said, "stop_id": number})


def two_bytes_a_letter(text: str) -> str:
    return "".join(f"{letter}\0" for letter in text[:-1])


LATE = {
    "a newer schema": lambda text: with_head(text, schema=2),
    "an unknown kind": lambda text: with_head(text, kind="stop.photo"),
    "no kind": lambda text: with_head(text, kind=None),
    "a shift's kind": lambda text: with_head(text, kind="shift.start"),
    "nested in a newer schema": nested,
    "a list in a newer schema": lambda text: listed(text, 2),
    "a list": lambda text: listed(text, 1),
    "in the head": in_head,
    "other name": lambda text: with_head(text.replace("stop_id", "stopId"), schema=2),
    "with a space": lambda text: spelled(text, f" {record_id(text)}"),
    "in braces": lambda text: spelled(text, f"{{{record_id(text)}}}"),
    "in capitals": lambda text: spelled(text, record_id(text).upper()),
    "without dashes": lambda text: spelled(text, record_id(text).replace("-", "")),
    "as a URN": lambda text: spelled(text, f"urn:uuid:{record_id(text)}"),
    "escaped": lambda text: spelled(text, record_id(text).replace("-", "\\u002d")),
    "cut off": lambda text: text[:-1],
    "cut off in capitals": lambda text: spelled(text, record_id(text).upper())[:-1],
    "two bytes a letter": two_bytes_a_letter,
}


@pytest.mark.parametrize("form", LATE)
def test_a_late_word_in_any_form_is_turned_away(
    app: Flask, desk: Desk, phone: PretendPhone, gone: str, form: str
) -> None:
    text = LATE[form](phone.stop(stop_id=record_id(gone), note=CANARY, shift_id=new_id()))
    (result,) = phone.push(text)
    assert result["problem"]["code"] == "erased"
    assert not holds_canary(app)
    assert desk.call("GET", "/quarantine")["kept"] == []
    (again,) = phone.push(text)
    assert (again["problem"]["code"], again["rev"]) == ("erased", result["rev"])


@pytest.mark.parametrize("form", LATE)
def test_what_came_in_any_form_before_is_erased_with_it(
    app: Flask, desk: Desk, phone: PretendPhone, form: str
) -> None:
    stop = phone.stop(note=CANARY)
    phone.push(LATE[form](stop))
    erase_now(app, record_id(stop))
    assert not holds_canary(app)
    assert desk.call("GET", "/quarantine")["kept"] == []


def test_an_erased_operations_number_is_turned_away_on_damaged_bytes_too(
    app: Flask, desk: Desk, phone: PretendPhone, gone: str
) -> None:
    other = with_head(phone.stop(note=CANARY), op_id=op_id(gone))
    results = phone.push(other, other[:-1], other.replace(op_id(gone), op_id(gone).upper())[:-2])
    assert [each["problem"]["code"] for each in results] == ["erased"] * 3
    assert not holds_canary(app)
    assert desk.call("GET", "/quarantine")["kept"] == []


DOUBTFUL = {
    "a number alone": lambda text, number: f'{text[:90]} "st\ufffdp_id": "{number}", "no',
    "two stops": lambda text, number: f'{text}{{"stop_id": "{number}"}}',
    "an unknown name": lambda text, number: with_head(text, schema=2, data={"about": number}),
    "a shift of no kind": lambda text, number: with_head(
        text, kind="walk.start", data={"shift_id": number}
    ),
    "two stops in a list": lambda text, number: with_head(
        text, schema=2, data=[{"stop_id": number}, json.loads(text)["data"]]
    ),
}


@pytest.mark.parametrize("form", DOUBTFUL)
def test_what_may_be_about_an_erased_record_or_not_is_kept_and_says_so(
    app: Flask, desk: Desk, phone: PretendPhone, gone: str, form: str
) -> None:
    text = DOUBTFUL[form](phone.stop(), record_id(gone))
    (result,) = phone.push(text)
    assert (result["status"], result["problem"]["code"]) == ("quarantined", "names_erased")
    (kept,) = desk.call("GET", "/quarantine")["kept"]
    assert (kept["text"], kept["problem"]["title"]) == (text, "Names an erased record")


@pytest.mark.parametrize("form", DOUBTFUL)
def test_what_lay_there_before_the_erasure_says_so_too(
    app: Flask, desk: Desk, phone: PretendPhone, form: str
) -> None:
    stop = phone.stop()
    text = DOUBTFUL[form](phone.stop(), record_id(stop))
    phone.push(stop, text)
    erase_now(app, record_id(stop))
    (kept,) = desk.call("GET", "/quarantine")["kept"]
    assert (kept["text"], kept["problem"]["code"]) == (text, "names_erased")


def test_nothing_is_mended_onto_an_erased_number(
    app: Flask, desk: Desk, phone: PretendPhone, gone: str
) -> None:
    odd = phone.stop("not_a_finding", note="another child")
    phone.push(odd)
    (kept,) = desk.call("GET", "/quarantine")["kept"]
    mended = phone.stop(stop_id=record_id(gone), note=CANARY)
    for text in (mended, LATE["in braces"](mended)):
        wish = {"action": "apply", "why": "Same child.", "mended": text}
        told = desk.call("POST", f"/quarantine/{kept['sha256']}", wish, expect=409)
        assert (told["code"], "erased" in told["detail"]) == ("still_kept_out", True)
    assert desk.call("GET", "/quarantine")["kept"] == [kept]
    assert not holds_canary(app)
