"""A stop that was removed counts again: a desk says so, with a reason, in whatever order it comes."""

import json
from itertools import permutations

from flask import Flask

from national.given import Sender, token_of
from rig.pages import add_user
from rig.street import Desk, Json, PretendPhone, new_id, op_id, operation, record_id, statuses
from sweep.sync.reading import COORDINATORS_MAY, PHONES_MAY, VERIFIERS_MAY

# As scripts may have sent it since there is this operation: taken in for ever, with the same meaning.
GOLDEN = (
    '{"op_id":"0199b0a0-0000-7000-8000-000000001021","kind":"stop.restore","schema":1,'
    '"at":"2026-11-23T15:04:31.120+00:00","data":{"stop_id":"STOP","base_op":"BASE","why":"It was another child"}}'
)


def removed(desk: Desk, phone: PretendPhone) -> tuple[str, str]:
    """A stop and its removal, sent."""
    stop = phone.stop()
    phone.push(stop)
    void = operation("stop.void", said_of(stop, stop))
    desk.push(void)
    return stop, void


def said_of(stop: str, base: str, why: str = "one child, or two?") -> Json:
    return {"stop_id": record_id(stop), "base_op": op_id(base), "why": why}


def children(desk: Desk, phone: PretendPhone) -> int:
    return int(desk.summary(phone.sweep_id)["children_stopped"])


def test_a_stop_put_back_counts_again_with_all_that_it_showed(
    desk: Desk, phone: PretendPhone
) -> None:
    stop, void = removed(desk, phone)
    assert children(desk, phone) == 0
    text = GOLDEN.replace("STOP", record_id(stop)).replace("BASE", op_id(void))
    assert statuses(desk.push(text)) == ["accepted"]
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["finding"], shown["head"]) == ("truanting", op_id(text))
    assert shown["flags"] == []
    assert statuses(desk.push(text)) == ["duplicate"]
    assert children(desk, phone) == 1


def test_what_a_phone_removed_is_put_back_too(desk: Desk, phone: PretendPhone) -> None:
    stop = phone.stop()
    void = phone.make("stop.void", **said_of(stop, stop))
    phone.push(stop, void)
    desk.push(operation("stop.restore", said_of(stop, void)))
    assert children(desk, phone) == 1


def test_a_removal_that_waited_on_the_phone_does_not_undo_it_unseen(
    desk: Desk, phone: PretendPhone
) -> None:
    stop, void = removed(desk, phone)
    late = phone.make("stop.void", **said_of(stop, stop))
    desk.push(operation("stop.restore", said_of(stop, void)))
    phone.push(late)
    (shown,) = desk.stops(phone.sweep_id)
    assert shown["flags"] == ["conflict"]


def test_a_stop_that_never_was_removed_is_not_told_as_put_back(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop()
    phone.push(stop)
    cursor = phone.pull()["cursor"]
    assert statuses(desk.push(operation("stop.restore", said_of(stop, stop)))) == ["accepted"]
    (told,) = [each for each in phone.pull(cursor)["changes"] if each["id"] == record_id(stop)]
    assert told["deleted"] is False
    assert "put_back" not in told


def test_in_whatever_order_they_come_the_last_word_is_the_same(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    for order in permutations(range(4)):
        stop = phone.stop()
        void = operation("stop.void", said_of(stop, stop))
        back = operation("stop.restore", said_of(stop, void))
        amend = operation("stop.amend", {**said_of(stop, back), "changes": {"finding": "late"}})
        made = [stop, void, back, amend]
        for each in (*order, *order[:2]):
            (phone if each == 0 else desk).push(made[each])
    shown = desk.stops(phone.sweep_id)
    assert len(shown) == 24
    assert {stop["finding"] for stop in shown} == {"late"}
    assert {tuple(stop["flags"]) for stop in shown} == {()}


def test_without_a_reason_it_is_kept_out(desk: Desk, phone: PretendPhone) -> None:
    stop, void = removed(desk, phone)
    for why in ({"why": ""}, {"why": "  "}, {"why": None}, {}):
        said = {"stop_id": record_id(stop), "base_op": op_id(void), **why}
        (result,) = desk.push(operation("stop.restore", said))
        assert result["status"] == "quarantined", why
    assert children(desk, phone) == 0


def test_no_phone_and_no_verifier_may_put_a_stop_back(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    stop, void = removed(desk, phone)
    (result,) = phone.push(phone.make("stop.restore", **said_of(stop, void)))
    assert result["problem"]["code"] == "not_permitted"
    email = add_user(app, "verifier@solihull.example", "verifier")
    body = {"protocol": 1, "batch_id": new_id()}
    text = operation("stop.restore", said_of(stop, void))
    sender = Sender(app, token_of(app, email))
    answer = sender.client.post(
        "/api/v1/sync/push", json={**body, "ops": [text]}, headers=sender.headers
    )
    assert json.loads(answer.data)["results"][0]["problem"]["code"] == "not_permitted"
    assert children(desk, phone) == 0
    assert "stop.restore" in COORDINATORS_MAY - PHONES_MAY - VERIFIERS_MAY
