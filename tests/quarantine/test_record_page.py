"""The page of one record that was kept out: what it says, its exact bytes, and what was decided on it."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask

from rig.kept_out import LIST, WHY, decide, hashes, one
from rig.pages import MIDDLESBROUGH, Visitor, add_user
from rig.street import Desk, PretendPhone, new_id, operation, record_id
from sweep.db import scope_to
from sweep.sync.erasing import erase


def test_a_record_says_in_words_what_it_says_and_what_is_wrong(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop("bunking_off", "parent", outcome="left_with_parent", note="<b>hat</b>"))
    words = amina.open(f"{LIST}/{one(amina)}").words
    assert "An answer is not on its list." in words
    assert "Stopped at 10:00 on Mon 12 January 2026" in words
    assert "Finding bunking_off Not on its list" in words
    assert "With the child Parent" in words
    assert "What happened next Left with parent" in words
    assert "Sweep High Street" in words
    assert "52.4128, -1.7780, to within 12 m" in words
    assert "&lt;b&gt;hat" in words
    assert "its number 1" in words


def test_the_exact_bytes_are_seen_and_downloaded(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push("a\x00b <script>\u202e tail\ud800")
    sha256 = one(amina)
    page = amina.open(f"{LIST}/{sha256}").page
    assert 'a<mark class="app-bytes__odd">\\x00</mark>b &lt;script&gt;' in page
    assert '<mark class="app-bytes__odd">\\u202e</mark>' in page
    assert '<mark class="app-bytes__odd">\\xed</mark>' in page
    answer = amina.client.get(f"{LIST}/{sha256}/bytes")
    assert answer.get_data() == "a\x00b <script>\u202e tail\ud800".encode("utf-8", "surrogatepass")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_stop_without_a_sweep_counts_as_it_is_once_its_sweep_is_chosen(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop(sweep_id=None))
    sha256 = one(amina)
    decide(amina, sha256, "count")
    assert "Choose its sweep" in amina.words
    decide(amina, sha256, "count", sweep_id=phone.sweep_id)
    assert "Counts as it is" in amina.words
    assert "for High Street" in amina.words
    assert len(desk.stops(phone.sweep_id)) == 1


@pytest.mark.parametrize("way", ["count", "mend", "text", "discard"])
def test_every_decision_needs_a_reason(
    amina: Visitor, desk: Desk, phone: PretendPhone, way: str
) -> None:
    phone.push(phone.stop(sweep_id=None) if way == "count" else phone.stop("bunking_off"))
    sha256 = one(amina)
    decide(amina, sha256, way, why="  ", finding="late", sweep_id=phone.sweep_id, text="{}")
    assert amina.status == 422
    assert "Enter why" in amina.words
    assert hashes(amina.open(LIST)) == [sha256]


def test_what_was_discarded_is_still_to_be_seen_with_who_and_why(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop("bunking_off"))
    sha256 = one(amina)
    decide(amina, sha256, "discard")
    words = amina.open(f"{LIST}/{sha256}").words
    assert "Discarded Amina Yusuf decided this" in words
    assert f"Why: {WHY}" in words
    assert "bunking_off" in words
    assert desk.stops(phone.sweep_id) == []


def test_what_was_erased_says_so_and_nothing_else(
    app: Flask, amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    mended, waiting = phone.stop("bunking_off"), phone.stop("skiving")
    phone.push(mended, waiting)
    first, second = hashes(amina.open(LIST))
    decide(amina, first, "mend", finding="late", why="Bruised arm")
    with app.app_context():
        scope_to(1)
        for text in (mended, waiting):
            erase(1, record_id(text), "Asked for.", datetime.now(UTC))
    assert "Nothing waits for you." in amina.open(LIST).words
    for sha256 in (first, second):
        words = amina.open(f"{LIST}/{sha256}").words
        assert amina.status == 404 or "It was erased by law or by rule." in words
        for gone in ("bunking", "skiving", "Bruised", "Late"):
            assert gone not in amina.page


def test_whoever_decides_second_is_told_what_the_first_decided(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop("bunking_off"))
    sha256 = one(amina)
    address = f"{LIST}/{sha256}"
    token = dict(amina.open(address).forms()[address])["csrf_token"]
    desk.call("POST", f"/quarantine/{sha256}", {"action": "discard", "why": "A test."})
    amina.post(address, {"csrf_token": token, "way": "mend", "finding": "late", "why": WHY})
    assert "Somebody had decided on this before you did" in amina.words
    assert "Why: A test." in amina.words
    assert desk.stops(phone.sweep_id) == []


def test_what_a_newer_app_wrote_waits_and_is_not_to_be_filled_in(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop().replace('"schema": 1', '"schema": 2'))
    words = amina.open(f"{LIST}/{one(amina)}").words
    assert "It is taken in by itself once the server is upgraded" in words
    assert "Let it count" not in words
    assert "Put it right" not in words
    assert "Discard it" in words


ODD = (
    "",
    "[]",
    '"text"',
    "null",
    "[" * 900 + "]" * 900,
    '{"op_id": 5, "kind": ["stop.create"], "schema": {}, "data": "x"}',
    operation("stop.create", {}),
    operation("stop.create", {"stop_id": 5, "location": [], "finding": {"a": 1}, "note": 7}),
    operation("stop.amend", {"changes": "all", "stop_id": None}),
    operation("stop.amend", {"stop_id": new_id(), "base_op": new_id(), "changes": {"finding": 1}}),
    operation("stop.amend", {"stop_id": "x", "base_op": "y", "changes": {"finding": "late"}}),
    operation("stop.verify", {"stop_id": new_id(), "verification": "perhaps"}),
    operation("shift.start", {"shift_id": "", "started_at": "0001-01-01T00:00:00Z"}),
    operation("shift.end", {"shift_id": None, "ended_at": 5, "break_minutes": -4}),
    operation("shift.void", {}),
    operation("stop.fly", {"stop_id": new_id()}, clock={"offset_ms": 1e300}),
    operation("stop.create", {"stopped_at": "9999-12-31T23:59:59-14:00"}, clock=[1]),
    '{"kind": "stop.create", "lat": 1e999, "finding": "late" "stopped_at": "now", "lon": -',
)


@pytest.mark.parametrize("body", ODD)
def test_no_bytes_at_all_break_the_pages(amina: Visitor, phone: PretendPhone, body: str) -> None:
    phone.push(body)
    sha256 = one(amina)
    assert amina.open(f"{LIST}/{sha256}").status == 200
    for way in ("count", "text"):
        decide(amina, sha256, way, text=body)
        assert amina.status == 422, (way, amina.words)
    if "mend" in re.findall(r'name="way" value="(\w+)"', amina.open(f"{LIST}/{sha256}").page):
        decide(amina, sha256, "mend")
        assert amina.status == 422, amina.words
    decide(amina, sha256, "discard")
    assert "Discarded" in amina.words


def test_anothers_record_is_answered_like_a_missing_one(
    app: Flask, amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop("bunking_off"))
    sha256 = one(amina)
    theirs = Visitor(app.test_client())
    theirs.sign_in(add_user(app, "bea@boro.example", authority=MIDDLESBROUGH))
    for path in (f"{LIST}/{sha256}", f"{LIST}/{sha256}/bytes", f"{LIST}/{'0' * 64}"):
        assert theirs.open(path).status == 404
        assert "bunking" not in theirs.page
    token = theirs.open("/officers").typed("/officers")["csrf_token"]
    theirs.post(f"{LIST}/{sha256}", {"csrf_token": token, "way": "discard", "why": WHY})
    assert theirs.status == 404
    assert one(amina) == sha256
