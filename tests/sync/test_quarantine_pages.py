"""The coordinator's pages of what was kept out: found in groups, looked at, counted, put right or discarded."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from rig.pages import MIDDLESBROUGH, Visitor, add_user
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, new_id, operation, record_id
from sweep.db import scope_to
from sweep.sync.erasing import erase

LIST = "/quarantine"
WHY = "PC 2231 told me."


def hashes(visitor: Visitor) -> list[str]:
    """What the list names, in its order."""
    return list(dict.fromkeys(re.findall(r'/quarantine/([0-9a-f]{64})"', visitor.page)))


def group_of(visitor: Visitor) -> dict[str, Any]:
    """The first group's form as it stands."""
    forms = visitor.open(LIST).forms()[LIST]
    return {name: [value for each, value in forms if each == name] for name, _ in forms}


def decide(visitor: Visitor, sha256: str, way: str, **typed: Any) -> Visitor:
    """One of a record's four ways, with its boxes as they stand but for those named."""
    address = f"{LIST}/{sha256}"
    boxes = dict(visitor.open(address).forms()[address])
    form = {**(boxes if way == "mend" else {"csrf_token": boxes["csrf_token"]}), "way": way}
    return visitor.post(address, {**form, "why": WHY, **typed})


def one(visitor: Visitor) -> str:
    (sha256,) = hashes(visitor.open(LIST))
    return sha256


def test_nothing_waiting_says_what_would_come_here(amina: Visitor, phone: PretendPhone) -> None:
    assert "Nothing waits for you." in amina.open(LIST).words
    assert "With the coordinator" not in amina.open("/sweeps").words


def test_the_menu_says_how_many_wait_to_coordinators_alone(
    app: Flask, amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop("bunking_off"), phone.stop(sweep_id=None), '{"half')
    assert re.search(r"With the coordinator\s+3", amina.open("/sweeps").words)
    assert re.search(r"With the coordinator\s+3", amina.open("/nowhere").words)
    verifier = Visitor(app.test_client()).sign_in(add_user(app, "v@solihull.example", "verifier"))
    assert "With the coordinator" not in verifier.open("/sweeps").words
    assert verifier.open(LIST).status == 403
    theirs = Visitor(app.test_client())
    theirs.sign_in(add_user(app, "bea@boro.example", authority=MIDDLESBROUGH))
    assert "With the coordinator" not in theirs.open("/sweeps").words


def test_twelve_stops_that_name_no_sweep_are_counted_at_once(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    for _ in range(12):
        phone.stop(sweep_id=None)
    phone.push()
    form = group_of(amina)
    assert "PC 2231’s phone: no sweep named" in amina.words
    assert "Stop at 10:00: truanting, alone Mon 12 January 2026, came " in amina.words
    amina.post(LIST, {**form, "sweep_id": phone.sweep_id, "why": WHY, "action": "apply"})
    assert "12 records count now" in amina.words
    assert "Nothing waits for you." in amina.words
    assert len(desk.stops(phone.sweep_id)) == 12


def test_only_those_chosen_are_decided_on(amina: Visitor, desk: Desk, phone: PretendPhone) -> None:
    for _ in range(3):
        phone.stop(sweep_id=None)
    phone.push()
    form = group_of(amina)
    form |= {"sha256": form["sha256"][1:], "why": WHY, "action": "discard"}
    assert "2 records were discarded" in amina.post(LIST, form).words
    assert len(hashes(amina.open(LIST))) == 1
    assert desk.stops(phone.sweep_id) == []


def test_what_is_missing_is_said_and_what_was_typed_stays(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop(sweep_id=None), phone.stop(sweep_id=None))
    form = group_of(amina)
    amina.post(LIST, {**form, "sweep_id": "", "why": "Because", "action": "apply"})
    assert amina.status == 422
    assert "Choose the sweep that they belong to" in amina.words
    assert dict(amina.forms()[LIST])["why"] == "Because"
    amina.post(LIST, {**form, "sweep_id": phone.sweep_id, "why": " ", "action": "apply"})
    assert "Enter why" in amina.words
    assert dict(amina.forms()[LIST])["sweep_id"] == phone.sweep_id
    amina.post(LIST, {**form, "sha256": [], "why": WHY, "action": "discard"})
    assert "Choose at least one record" in amina.words
    assert len(hashes(amina.open(LIST))) == 2


def test_a_group_sent_twice_is_decided_once(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop(sweep_id=None), phone.stop(sweep_id=None))
    form = {**group_of(amina), "sweep_id": phone.sweep_id, "why": WHY, "action": "apply"}
    amina.post(LIST, form)
    assert "These were decided already" in amina.post(LIST, form).words
    assert len(desk.stops(phone.sweep_id)) == 2


def test_those_of_a_group_that_still_can_not_count_are_named_with_why(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    desk.call("POST", f"/devices/{device['id']}/revoke", {"reason": "left"})
    phone.push(phone.stop(), phone.stop("bunking_off"), phone.stop(sweep_id=None))
    form = group_of(amina)
    assert "PC 2231’s phone: phone signed off" in amina.words
    other = desk.sweep([phone.officer_id], title="Another")
    amina.post(LIST, {**form, "sweep_id": other, "why": WHY, "action": "apply"})
    assert "2 records count now" in amina.words
    assert "1 record is as before" in amina.words
    # A record that names its sweep stays there, whatever the others belong to.
    assert (len(desk.stops(phone.sweep_id)), len(desk.stops(other))) == (1, 1)


def test_the_likely_sweeps_stand_first(amina: Visitor, desk: Desk, phone: PretendPhone) -> None:
    elsewhere = desk.sweep([desk.officer("PC 9")], title="Elsewhere, another year")
    desk.call(
        "PATCH",
        f"/sweeps/{elsewhere}",
        {"starts_at": "2025-01-13T09:00:00Z", "ends_at": "2025-01-13T15:00:00Z"},
    )
    phone.push(phone.stop(sweep_id=None))
    page = amina.open(f"{LIST}/{one(amina)}").page
    assert page.index("This officer’s, or of that time") < page.index("High Street: ")
    assert page.index("High Street: ") < page.index('label="Others"')
    assert page.index('label="Others"') < page.index("Elsewhere, another year: ")


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


def test_a_wrong_answer_is_put_right_in_a_form_and_all_else_stays(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop("bunking_off", "parent", phase="secondary", note="Red coat"))
    sha256 = one(amina)
    assert "It says “bunking_off”" in amina.open(f"{LIST}/{sha256}").words
    decide(amina, sha256, "mend", finding="truanting", reason="no_reason_given")
    assert "Put right, and counts" in amina.words
    assert f"Why: {WHY}" in amina.words
    assert "Amina Yusuf decided this" in amina.words
    (stop,) = desk.stops(phone.sweep_id)
    assert (stop["finding"], stop["reason"]) == ("truanting", "no_reason_given")
    assert (stop["accompanied_by"], stop["phase"]) == ("parent", "secondary")
    assert (stop["note"], stop["officer_id"]) == ("Red coat", phone.officer_id)
    assert stop["id"] == record_id(phone.made[0])
    assert stop["stopped_at"] == TEN_O_CLOCK.isoformat()
    assert '<form method="post" action="/quarantine/' not in amina.page


def test_a_missing_answer_is_asked_and_a_reason_must_fit(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = json.loads(phone.stop("late"))
    del stop["data"]["accompanied_by"], stop["data"]["stopped_at"]
    phone.push(json.dumps(stop))
    sha256 = one(amina)
    decide(amina, sha256, "mend", reason="illness")
    assert amina.status == 422
    for words in (
        "Choose who was with the child",
        "Enter the day and time: stopped at",
        "Choose a reason of this finding, or none",
    ):
        assert words in amina.words
    moment = {
        "stopped_at-day": "12",
        "stopped_at-month": "1",
        "stopped_at-year": "2026",
        "stopped_at-clock": "10.15",
    }
    decide(amina, sha256, "mend", reason="on_the_way", accompanied_by="alone", **moment)
    assert amina.status == 200, amina.words
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["finding"], shown["stopped_at"]) == ("late", "2026-01-12T10:15:00+00:00")


def test_a_time_typed_is_the_time_that_counts_though_the_phones_clock_is_wrong(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop("bunking_off", stopped_at="2016-01-12T10:00:30+00:00")
    behind = 10 * 365 * 24 * 3600 * 1000
    phone.push(stop.replace('"offset_ms": 0', f'"offset_ms": {behind}'))
    sha256 = one(amina)
    typed = {"stopped_at-day": "12", "stopped_at-month": "1", "stopped_at-year": "2026"}
    decide(amina, sha256, "mend", finding="late", **typed, **{"stopped_at-clock": "10:20"})
    (shown,) = desk.stops(phone.sweep_id)
    assert shown["stopped_at"] == "2026-01-12T10:20:00+00:00"
    assert shown["stopped_at_phone"].startswith("2016-01")


def test_what_was_cut_off_is_entered_again_with_what_could_be_read(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    whole = phone.stop("late", "parent")
    phone.push(whole[: whole.index('"accompanied_by"')])
    sha256 = one(amina)
    words = amina.open(f"{LIST}/{sha256}").words
    assert "It is not a whole record: it was cut off or damaged." in words
    assert "What could be read of it" in words
    assert "Finding Late" in words
    decide(amina, sha256, "mend", accompanied_by="parent")
    assert amina.status == 200, amina.words
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["finding"], shown["accompanied_by"]) == ("late", "parent")
    assert (shown["id"], shown["officer_id"]) == (record_id(whole), phone.officer_id)
    assert shown["location"]["lat"] == 52.4128


def test_bytes_that_say_nothing_are_entered_as_a_stop_or_discarded(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push("PK\x03\x04 not a record \x00 at all")
    sha256 = one(amina)
    words = amina.open(f"{LIST}/{sha256}").words
    assert "Nothing of it makes words" in words
    assert "Enter it as a stop" in words
    typed = {"stopped_at-day": "12", "stopped_at-month": "jan", "stopped_at-year": "26"}
    typed |= {"stopped_at-clock": "9:30", "sweep_id": phone.sweep_id, "location": "none"}
    typed |= {"finding": "truanting", "accompanied_by": "alone"}
    decide(amina, sha256, "mend", **typed)
    assert amina.status == 200, amina.words
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["location"]["source"], shown["officer_id"]) == ("none", phone.officer_id)


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


def test_the_text_itself_can_be_mended_and_what_was_typed_stays(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    whole = phone.stop()
    phone.push(whole[:-20])
    sha256 = one(amina)
    decide(amina, sha256, "text", text="{no", why=WHY)
    assert amina.status == 422
    assert "It still can’t be taken in." in amina.words
    assert "{no</textarea>" in amina.page
    decide(amina, sha256, "text", text=whole)
    assert "Put right, and counts" in amina.words
    assert len(desk.stops(phone.sweep_id)) == 1


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


def test_what_was_decided_lately_is_listed(amina: Visitor, phone: PretendPhone) -> None:
    phone.push(phone.stop("bunking_off"))
    sha256 = one(amina)
    decide(amina, sha256, "discard", why="A <test>.")
    words = amina.open(LIST).words
    assert re.search(r"Discarded by Amina Yusuf, \d\d:\d\d on .* A &lt;test&gt;\.", words)
    assert hashes(amina) == [sha256]


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


def test_another_child_under_a_used_number_counts_beside_the_first(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop("truanting")
    phone.push(stop, stop.replace("truanting", "late"))
    sha256 = one(amina)
    words = amina.open(f"{LIST}/{sha256}").words
    assert "What the first one says instead Finding Truanting" in words
    decide(amina, sha256, "mend")
    assert amina.status == 200, amina.words
    assert sorted(each["finding"] for each in desk.stops(phone.sweep_id)) == ["late", "truanting"]


def test_another_stop_made_with_a_used_number_counts_beside_the_first(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop("truanting")
    phone.push(stop, phone.stop("late", stop_id=record_id(stop)))
    decide(amina, one(amina), "mend")
    assert amina.status == 200, amina.words
    assert len(desk.stops(phone.sweep_id)) == 2


def test_a_correction_is_asked_only_for_what_it_sets_anew(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop("truanting", "parent", outcome="taken_home")
    phone.amend(stop, finding="skiving", outcome=None)
    phone.push()
    sha256 = one(amina)
    boxes = dict(amina.open(f"{LIST}/{sha256}").forms()[f"{LIST}/{sha256}"])
    assert {"finding", "outcome"} <= boxes.keys()
    assert not {"accompanied_by", "sweep_id", "stopped_at-day"} & boxes.keys()
    assert "Finding, set anew skiving" in amina.words
    decide(amina, sha256, "mend", finding="late")
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["finding"], shown["outcome"]) == ("late", None)
    assert shown["accompanied_by"] == "parent"


def test_a_shift_is_put_right_in_a_form_too(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    start, end = phone.shift(90)
    broken = start.replace(phone.officer_id, "PC 2231")
    late = end.replace('"break_minutes": 0', '"break_minutes": "ten"')
    phone.push(broken, late)
    assert len(hashes(amina.open(LIST))) == 2
    for sha256, typed in zip(
        hashes(amina), ({"officer_id": phone.officer_id}, {"break_minutes": "10"}), strict=True
    ):
        decide(amina, sha256, "mend", **typed)
        assert amina.status == 200, amina.words
    (shift,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/shifts")["shifts"]
    assert (shift["minutes"], shift["officer_id"]) == (80, phone.officer_id)


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


def test_where_figures_lack_what_is_with_the_coordinator_a_link_leads_there(
    app: Flask, amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop("bunking_off"))
    verifier = Visitor(app.test_client()).sign_in(add_user(app, "v@solihull.example", "verifier"))
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"status": "verifying"})
    for page in ("/live", "/summary", ""):
        path = f"/sweeps/{phone.sweep_id}{page}"
        assert re.search(r'href="/quarantine">Decide', amina.open(path).page), path
        assert "1 record is with the coordinator." in verifier.open(path).words
        assert "/quarantine" not in verifier.page
