"""Erasing takes what claims the record, and nothing that only names it (I1, I6 beside I9)."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from rig.street import Desk, PretendPhone, op_id, record_id
from sweep.db import scope_to
from sweep.errors import Problem
from sweep.sync.erasing import Erased
from sweep.sync.erasing import erase as erase_record

Erase = Callable[[str], Erased]


@pytest.fixture
def erase(app: Flask) -> Erase:
    def run(number: str) -> Erased:
        with app.app_context():
            scope_to(1)
            return erase_record(1, number, "asked", datetime.now(UTC))

    return run


def changed(text: str, **head: Any) -> str:
    return json.dumps({**json.loads(text), **head})


def with_said(text: str, **said: Any) -> str:
    whole = json.loads(text)
    return json.dumps({**whole, "data": {**whole["data"], **said}})


def kept(desk: Desk) -> dict[str, str]:
    """What lies in quarantine: each text's problem."""
    return {
        each["text"]: each["problem"]["code"] for each in desk.call("GET", "/quarantine")["kept"]
    }


def states(phone: PretendPhone, *texts: str) -> set[str]:
    asked = [
        {"op_id": text[11:47], "sha256": hashlib.sha256(text.encode()).hexdigest()}
        for text in texts
    ]
    _, told = phone.wire("POST", "/api/v1/sync/reconcile", {"ops": asked}, phone.token)
    return {each["state"] for each in told["results"]}


def stops_kept_out(phone: PretendPhone, shift_id: str) -> dict[str, str]:
    """Other children's stops of the shift, each kept out for another reason."""
    damaged, garbled, newer, unknown = (phone.stop(shift_id=shift_id) for _ in range(4))
    return {
        damaged[:-1]: "unreadable",
        damaged[:80] + damaged[82:-40]: "unreadable",
        with_said(garbled, stop_id="not-a-number"): "field_unreadable",
        changed(newer, schema=2): "unknown_schema",
        changed(unknown, kind="stop.photo"): "unknown_kind",
    }


def test_erasing_a_shift_leaves_the_stops_of_its_children_as_they_are(
    desk: Desk, phone: PretendPhone, erase: Erase
) -> None:
    start, end = phone.shift(60)
    shift_id = record_id(start)
    good, before = phone.stop(shift_id=shift_id), stops_kept_out(phone, shift_id)
    phone.push(start, end, good, *before)
    assert kept(desk) == before
    assert erase(shift_id).operations == 2
    after = stops_kept_out(phone, shift_id)
    late = phone.stop(shift_id=shift_id)
    results = phone.push(*after, late)
    assert [each["status"] for each in results] == ["quarantined"] * len(after) + ["accepted"]
    assert kept(desk) == before | after
    assert states(phone, *before, *after) == {"quarantined"}
    assert {stop["id"] for stop in desk.stops(phone.sweep_id)} == {record_id(good), record_id(late)}


def test_a_late_word_on_an_erased_shift_is_turned_away_and_its_stops_are_not(
    desk: Desk, phone: PretendPhone, erase: Erase
) -> None:
    start, end = phone.shift(60)
    phone.push(start)
    erase(record_id(start))
    newer = changed(phone.shift(30)[0], schema=2, data={"shift_id": record_id(start)})
    results = phone.push(end, newer, changed(end, op_id=op_id(newer))[:-1])
    assert [each["problem"]["code"] for each in results] == ["erased"] * 3
    assert kept(desk) == {}


@pytest.mark.parametrize("whose", ["a sweep", "an officer", "a group of children", "one entry"])
def test_a_number_that_is_no_stops_or_shifts_is_refused_in_plain_words(
    desk: Desk, phone: PretendPhone, erase: Erase, whose: str
) -> None:
    stop = phone.stop(encounter_id="01935a7c-0000-7000-8000-0000000000aa")
    cut = phone.stop()[:-1]
    phone.push(stop, cut)
    number = {
        "a sweep": phone.sweep_id,
        "an officer": phone.officer_id,
        "a group of children": "01935a7c-0000-7000-8000-0000000000aa",
        "one entry": op_id(stop),
    }[whose]
    with pytest.raises(Problem, match=f"This is the number of {whose}.*Only a stop or a shift"):
        erase(number)
    assert list(kept(desk)) == [cut]
    assert len(desk.stops(phone.sweep_id)) == 1


def test_what_was_only_ever_kept_out_can_be_erased_by_the_number_that_it_claims(
    desk: Desk, phone: PretendPhone, erase: Erase
) -> None:
    stop = phone.stop()
    phone.push(stop[:-1], changed(stop, schema=2))
    done = erase(record_id(stop))
    assert (done.operations, done.aside) == (1, 1)
    assert kept(desk) == {}


def test_what_was_erased_already_is_told_so_and_nothing_changes(
    phone: PretendPhone, erase: Erase
) -> None:
    stop = phone.stop()
    phone.push(stop)
    first, again = erase(record_id(stop)), erase(record_id(stop))
    assert (again.rev, again.operations, again.aside) == (first.rev, 0, 0)


def test_what_came_in_the_place_of_a_mended_record_is_erased_with_it(
    desk: Desk, phone: PretendPhone, erase: Erase
) -> None:
    stop = phone.stop()
    garbled = with_said(stop, stop_id="not-a-number")
    phone.push(garbled)
    (one,) = desk.call("GET", "/quarantine")["kept"]
    wish = {"action": "apply", "why": "The number was garbled.", "mended": stop}
    desk.call("POST", f"/quarantine/{one['sha256']}", wish)
    assert erase(record_id(stop)).operations == 2
    assert states(phone, garbled) == {"erased"}
