"""What lies in quarantine: seen byte for byte, applied, mended or discarded by a person, once."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from rig.street import Desk, PretendPhone, in_process, new_id, op_id, operation, record_id, statuses

WHY = "PC 2231 told me what it should be."


def kept(desk: Desk) -> list[dict]:
    return list(desk.call("GET", "/quarantine")["kept"])


def decide(desk: Desk, sha256: str, action: str = "apply", *, expect: int = 200, **more):
    body = {"action": action, "why": WHY, **more}
    return desk.call("POST", f"/quarantine/{sha256}", body, expect=expect)


def test_the_desk_sees_the_exact_bytes(desk: Desk, phone: PretendPhone) -> None:
    garbled = '{"op_id": "0199b0a0-0000-7000-8000-000000000001", "kind": "stop.create", "da'
    phone.push(garbled, phone.stop("not_a_finding"))
    first, second = kept(desk)
    assert base64.b64decode(first["base64"]).decode() == garbled == first["text"]
    assert first["problem"]["code"] == "unreadable"
    assert base64.b64decode(second["base64"]).decode() == phone.made[0]
    assert (second["officer"], second["problem"]["code"]) == ("PC 2231", "unknown_code")


def test_a_stop_without_a_sweep_counts_once_a_person_names_it(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop(sweep_id=None)
    change = phone.amend(stop, finding="late")
    assert statuses(phone.push()) == ["quarantined", "accepted"]
    assert desk.stops(phone.sweep_id) == []
    cursor = phone.pull()["cursor"]
    decide(desk, kept(desk)[0]["sha256"], sweep_id=phone.sweep_id)
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["finding"], shown["officer_id"]) == ("late", phone.officer_id)
    assert kept(desk) == []
    # The phone hears of it, and sending it again changes nothing.
    assert record_id(stop) in {each["id"] for each in phone.pull(cursor)["changes"]}
    assert statuses(phone.push()) == ["duplicate", "duplicate"]
    assert len(desk.stops(phone.sweep_id)) == 1
    # Later words on it find it where it is.
    again = phone.amend(stop, change, finding="truanting")
    assert statuses(phone.push(again)) == ["accepted"]
    assert desk.stops(phone.sweep_id)[0]["finding"] == "truanting"


def test_a_mended_stop_counts_in_its_officers_name_and_its_bytes_stay(
    desk: Desk, phone: PretendPhone
) -> None:
    wrong = phone.stop("bunking_off")
    first = phone.push()[0]
    (found,) = kept(desk)
    mended = wrong.replace("bunking_off", "truanting")
    made = decide(desk, found["sha256"], mended=mended)
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["finding"], shown["officer_id"]) == ("truanting", phone.officer_id)
    assert made["op_id"] not in (None, op_id(wrong))
    # What came stays out, with its first receipt, however often it is sent.
    again = phone.push()[0]
    assert (again["status"], again["rev"]) == ("quarantined", first["rev"])
    assert len(desk.stops(phone.sweep_id)) == 1


def test_unreadable_bytes_are_mended_or_discarded(desk: Desk, phone: PretendPhone) -> None:
    whole = phone.stop()
    phone.push(whole[:-20])
    (found,) = kept(desk)
    refused = decide(desk, found["sha256"], expect=409)
    assert refused["code"] == "still_kept_out"
    decide(desk, found["sha256"], mended=whole)
    assert len(desk.stops(phone.sweep_id)) == 1
    assert kept(desk) == []


def test_other_content_under_a_used_number_overwrites_nothing(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop()
    other = stop.replace("truanting", "late")
    phone.push(stop, other)
    (found,) = kept(desk)
    assert found["problem"]["code"] == "other_content"
    assert decide(desk, found["sha256"], expect=409)["code"] == "still_kept_out"
    decide(desk, found["sha256"], "discard")
    assert [each["finding"] for each in desk.stops(phone.sweep_id)] == ["truanting"]
    assert kept(desk) == []


def test_what_is_discarded_stays_out_for_good(desk: Desk, phone: PretendPhone) -> None:
    phone.stop("not_a_finding")
    first = phone.push()[0]
    decide(desk, kept(desk)[0]["sha256"], "discard")
    again = phone.push()[0]
    assert (again["status"], again["rev"]) == ("quarantined", first["rev"])
    assert kept(desk) == []
    assert desk.stops(phone.sweep_id) == []


def test_the_same_decision_twice_is_one_and_another_is_refused(
    desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop(sweep_id=None))
    sha256 = kept(desk)[0]["sha256"]
    first = decide(desk, sha256, sweep_id=phone.sweep_id)
    assert decide(desk, sha256, sweep_id=phone.sweep_id) == first
    assert decide(desk, sha256, "discard", expect=409)["code"] == "already_decided"
    assert len(desk.stops(phone.sweep_id)) == 1


def test_a_decision_needs_a_reason_and_something_to_decide_on(
    desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop("not_a_finding"))
    sha256 = kept(desk)[0]["sha256"]
    for body in ({"action": "apply"}, {"action": "apply", "why": "  "}, {"why": WHY}):
        assert desk.call("POST", f"/quarantine/{sha256}", body, expect=422)["errors"]
    assert decide(desk, "0" * 64, expect=404)["code"] == "not_found"
    assert len(kept(desk)) == 1


@pytest.mark.parametrize(
    "mended",
    ["", "{", "[]", '"text"', '{"kind": "stop.create"}', '{"op_id": 5, "data": null}'],
)
def test_a_mending_that_mends_nothing_changes_nothing(
    desk: Desk, phone: PretendPhone, mended: str
) -> None:
    phone.push(phone.stop("not_a_finding"))
    sha256 = kept(desk)[0]["sha256"]
    assert decide(desk, sha256, mended=mended, expect=409)["code"] == "still_kept_out"
    assert [each["sha256"] for each in kept(desk)] == [sha256]
    assert desk.stops(phone.sweep_id) == []


def test_a_sweep_of_another_authority_is_no_place_for_a_stop(
    desk: Desk, phone: PretendPhone, middlesbrough: Desk
) -> None:
    elsewhere = middlesbrough.sweep([])
    phone.push(phone.stop(sweep_id=None))
    sha256 = kept(desk)[0]["sha256"]
    refused = decide(desk, sha256, sweep_id=elsewhere, expect=409)
    assert refused["code"] == "still_kept_out"
    assert decide(desk, sha256, sweep_id=new_id(), expect=409)["detail"] == refused["detail"]
    assert middlesbrough.stops(elsewhere) == []


def test_another_authority_sees_and_decides_nothing(
    desk: Desk, phone: PretendPhone, middlesbrough: Desk
) -> None:
    phone.push(phone.stop(sweep_id=None))
    sha256 = kept(desk)[0]["sha256"]
    assert kept(middlesbrough) == []
    decide(middlesbrough, sha256, "discard", expect=404)
    assert len(kept(desk)) == 1


def test_a_shift_without_a_sweep_is_named_too_and_its_end_follows(
    desk: Desk, phone: PretendPhone
) -> None:
    sweep_id, phone.sweep_id = phone.sweep_id, None
    phone.shift(90)
    assert statuses(phone.push()) == ["quarantined", "accepted"]
    decide(desk, kept(desk)[0]["sha256"], sweep_id=sweep_id)
    (shift,) = desk.call("GET", f"/sweeps/{sweep_id}/shifts")["shifts"]
    assert (shift["minutes"], shift["officer_id"]) == (90, phone.officer_id)


def test_what_a_phone_may_not_do_counts_once_a_coordinator_says_so(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop()
    verified = phone.make(
        "stop.verify",
        stop_id=record_id(stop),
        base_op=op_id(stop),
        verification="confirmed",
        verified_finding="truanting",
        register_code=None,
        told_by="the school",
        why="asked",
    )
    assert statuses(phone.push()) == ["accepted", "quarantined"]
    decide(desk, kept(desk)[0]["sha256"])
    assert desk.stops(phone.sweep_id)[0]["verification"] == "confirmed"
    assert statuses(phone.push(verified)) == ["duplicate"]


def test_a_page_at_a_time(desk: Desk, phone: PretendPhone) -> None:
    for _ in range(130):
        phone.stop(sweep_id=None)
    phone.push()
    first = desk.call("GET", "/quarantine")
    second = desk.call("GET", f"/quarantine?cursor={first['cursor']}")
    assert (len(first["kept"]), first["more"]) == (100, True)
    assert (len(second["kept"]), second["more"]) == (30, False)
    came = [json.loads(each["text"])["seq"] for each in first["kept"] + second["kept"]]
    assert came == list(range(1, 131))


def test_a_newer_schema_waits_and_counts_after_the_upgrade(
    desk: Desk, phone: PretendPhone, app, monkeypatch
) -> None:
    from datetime import UTC, datetime

    from sweep.db import scope_to
    from sweep.quarantine import deciding
    from sweep.sync import reading

    newer = phone.stop().replace('"schema": 1', '"schema": 2')
    older = phone.stop()
    phone.push(newer, older)
    assert [each["problem"]["code"] for each in kept(desk)] == ["unknown_schema"]

    def reread() -> int:
        with app.app_context():
            scope_to(1)
            return deciding.reread(1, datetime.now(UTC))

    assert reread() == 0
    monkeypatch.setattr(reading, "SCHEMAS", (1, 2))
    assert reread() == 1
    assert reread() == 0
    assert len(desk.stops(phone.sweep_id)) == 2
    assert statuses(phone.push(newer)) == ["duplicate"]
    # An older server beside the newer one puts off what it can't merge, and stores nothing of it.
    monkeypatch.setattr(reading, "SCHEMAS", (1, 1))
    change = operation(
        "stop.amend",
        {
            "stop_id": record_id(newer),
            "base_op": op_id(newer),
            "changes": {"finding": "late"},
            "why": "seen",
        },
        seq=3,
    )
    result = phone.push(change)[0]
    assert (result["status"], result["rev"]) == ("retry", None)
    monkeypatch.setattr(reading, "SCHEMAS", (1, 2))
    assert statuses(phone.push(change)) == ["accepted"]


@pytest.mark.parametrize("place", [0, 2, 4])
def test_an_operation_our_own_code_cant_bear_is_alone_and_counts_once_that_is_mended(
    app, desk: Desk, phone: PretendPhone, monkeypatch, place: int
) -> None:
    from datetime import UTC, datetime

    from sweep.db import scope_to
    from sweep.keeping.recount import recounted
    from sweep.sync import batch

    real = batch.meaning

    def broken(came, clock):
        said = real(came, clock)
        if said.fields.get("note") == "the one":
            raise ZeroDivisionError
        return said

    monkeypatch.setattr(batch, "meaning", broken)
    for number in range(5):
        phone.stop(note="the one" if number == place else "")
    expected = ["accepted"] * 5
    expected[place] = "quarantined"
    assert statuses(phone.push()) == expected
    assert len(desk.stops(phone.sweep_id)) == 4
    (found,) = kept(desk)
    assert found["problem"]["code"] == "could_not_apply"
    assert found["text"] == phone.made[place]
    monkeypatch.undo()
    decide(desk, found["sha256"])
    assert len(desk.stops(phone.sweep_id)) == 5
    # What the tables show is what the ledger makes, to the time at which it came.
    with app.app_context():
        scope_to(1)
        assert recounted(1, datetime.now(UTC)).equal


def test_a_person_names_a_sweep_only_where_the_record_names_none(
    desk: Desk, phone: PretendPhone
) -> None:
    other = desk.sweep([phone.officer_id])
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    desk.call("POST", f"/devices/{device['id']}/revoke", {"reason": "left"})
    phone.push(phone.stop())
    said = decide(desk, kept(desk)[0]["sha256"], sweep_id=other, expect=409)
    assert (said["code"], "names its sweep itself" in said["detail"]) == ("still_kept_out", True)
    assert len(kept(desk)) == 1


def test_another_authoritys_sweep_is_named_for_nothing_not_even_a_change(
    desk: Desk, phone: PretendPhone, middlesbrough: Desk
) -> None:
    theirs = middlesbrough.sweep([middlesbrough.officer("PC Linthorpe")])
    stop = phone.stop()
    phone.push(stop)
    change = phone.amend(stop, finding="no_such_finding")
    phone.push(change)
    refused = decide(desk, kept(desk)[0]["sha256"], sweep_id=theirs, expect=409)
    assert refused["code"] == "still_kept_out"


def test_two_people_who_decide_the_same_at_once_have_decided_once(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    for action in ("apply", "discard"):
        phone.push(phone.stop(sweep_id=None))
        (waiting,) = kept(desk)
        body = {"action": action, "why": WHY, "sweep_id": phone.sweep_id}
        path = f"/api/v1/quarantine/{waiting['sha256']}"

        def ask(path: str = path, body: dict = body) -> tuple[int, dict]:
            return in_process(app)("POST", path, body, desk.token)

        with ThreadPoolExecutor(6) as people:
            answers = [each.result() for each in [people.submit(ask) for _ in range(6)]]
        assert [status for status, _ in answers] == [200] * 6, answers
        assert len({str(said) for _, said in answers}) == 1


def test_a_place_in_the_list_beyond_all_numbers_is_said_to_be_none(desk: Desk) -> None:
    assert desk.call("GET", f"/quarantine?cursor={2**63}", expect=422)["code"]
    assert desk.call("GET", f"/quarantine?cursor={2**63 - 1}")["kept"] == []
