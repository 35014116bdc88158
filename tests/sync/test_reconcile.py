"""What the server says it has of what a phone holds."""

import hashlib

from rig.street import Desk, Json, PretendPhone, new_id, op_id


def asked(*texts: str) -> list[Json]:
    return [
        {"op_id": op_id(text), "sha256": hashlib.sha256(text.encode()).hexdigest()}
        for text in texts
    ]


def states(phone: PretendPhone, *texts: str) -> list[str]:
    status, answer = phone.wire(
        "POST", "/api/v1/sync/reconcile", {"ops": asked(*texts)}, phone.token
    )
    assert status == 200, answer
    return [each["state"] for each in answer["results"]]


def test_each_operation_gets_its_state_in_the_order_asked(desk: Desk, phone: PretendPhone) -> None:
    had, kept_out, unknown = phone.stop(), phone.stop("not_a_finding"), phone.stop()
    other = had.replace("truanting", "late")
    phone.push(had, kept_out)
    assert states(phone, unknown, kept_out, other, had) == [
        "missing",
        "quarantined",
        "differs",
        "have",
    ]
    # Once the other bytes have come they lie in quarantine, and are safe there.
    phone.push(other)
    assert states(phone, other, had) == ["quarantined", "have"]


def test_the_receipt_comes_again(phone: PretendPhone) -> None:
    text = phone.stop()
    rev = phone.push()[0]["rev"]
    _, answer = phone.wire("POST", "/api/v1/sync/reconcile", {"ops": asked(text)}, phone.token)
    assert answer["results"][0]["rev"] == rev
    assert (answer["rev"], answer["durable_rev"]) == (rev, 0)
    assert answer["epoch"] == phone.pull()["epoch"]


def test_asking_changes_nothing(desk: Desk, phone: PretendPhone) -> None:
    before = phone.pull()["cursor"]
    states(phone, phone.stop())
    assert phone.pull()["cursor"] == before
    assert desk.stops(phone.sweep_id) == []


def test_another_authoritys_operations_are_missing(
    phone: PretendPhone, middlesbrough: Desk
) -> None:
    officer = middlesbrough.officer("PC 9000")
    theirs = middlesbrough.enrol(middlesbrough.sweep([officer]), officer)
    theirs.push(theirs.stop())
    assert states(phone, *theirs.made) == ["missing"]


def test_more_than_a_thousand_or_no_ids_at_all_are_a_clear_error(phone: PretendPhone) -> None:
    many = [{"op_id": new_id(), "sha256": "0" * 64}] * 1001
    for ops in (many, [{"op_id": "x", "sha256": "0" * 64}], [{"op_id": new_id()}], None):
        status, answer = phone.wire("POST", "/api/v1/sync/reconcile", {"ops": ops}, phone.token)
        assert (status, answer["code"]) == (422, "fields_wrong")
