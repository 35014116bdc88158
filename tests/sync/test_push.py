"""Operations in: each counted once, whatever the network does to them."""

import json
from datetime import timedelta

import pytest

from rig.street import (
    TEN_O_CLOCK,
    Desk,
    PretendPhone,
    new_id,
    op_id,
    operation,
    record_id,
    statuses,
)


def test_same_stop_sent_twice_is_counted_once(desk: Desk, phone: PretendPhone) -> None:
    stop = phone.stop()
    first, again = phone.push(stop), phone.push(stop)
    assert statuses(first) == ["accepted"]
    assert statuses(again) == ["duplicate"]
    assert first[0]["rev"] == again[0]["rev"]
    assert len(desk.stops(phone.sweep_id)) == 1


def test_same_stop_twice_in_one_batch_is_counted_once(desk: Desk, phone: PretendPhone) -> None:
    stop = phone.stop()
    assert statuses(phone.push(stop, stop)) == ["accepted", "duplicate"]
    assert len(desk.stops(phone.sweep_id)) == 1


def test_replay_changes_nothing_not_even_the_rev(phone: PretendPhone) -> None:
    phone.stop()
    phone.shift(60)
    _, before = phone.send()
    pulled = phone.pull()
    for _ in range(3):
        _, after = phone.send()
        assert after["rev"] == before["rev"]
    assert phone.pull(pulled["cursor"])["changes"] == []


def test_results_come_in_the_order_sent_with_the_ids_as_they_were_spelled(
    phone: PretendPhone,
) -> None:
    stop = phone.stop()
    upper = stop.replace(op_id(stop), op_id(stop).upper())
    late = phone.stop("late")
    results = phone.push(late, upper)
    assert [result["op_id"] for result in results] == [op_id(late), op_id(stop).upper()]


def test_a_day_in_any_order_is_the_same_day(desk: Desk, phone: PretendPhone) -> None:
    stop = phone.stop(finding="truanting")
    amend = phone.amend(stop, finding="late", reason="on_the_way")
    phone.make("stop.void", stop_id=record_id(stop), base_op=op_id(amend), why="wrong child")
    other = phone.stop("late", "parent")
    phone.shift(120, break_minutes=15)
    waiting = [phone.push(text)[0] for text in reversed(phone.made)]
    codes = [(result["problem"] or {}).get("code") for result in waiting]
    assert codes == ["waiting", None, None, "waiting", "waiting", None]
    assert [stop["id"] for stop in desk.stops(phone.sweep_id)] == [record_id(other)]
    shifts = desk.call("GET", f"/sweeps/{phone.sweep_id}/shifts")["shifts"]
    assert [shift["minutes"] for shift in shifts] == [105]


def test_an_amend_shows_both_what_it_changed_and_what_it_left(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop(reason="no_reason_given", accompanied_by="parent", note="by the fountain")
    phone.push(stop, phone.amend(stop, finding="late"))
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["finding"], shown["reason"]) == ("late", None), "another finding, another reason"
    assert (shown["accompanied_by"], shown["note"]) == ("parent", "by the fountain")
    assert shown["head"] == op_id(phone.made[-1])


def test_two_phones_edits_of_one_stop_end_flagged_and_neither_is_lost(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    stop = phone.stop()
    phone.push(stop)
    phone.push(phone.amend(stop, finding="late"))
    (result,) = second_phone.push(second_phone.amend(stop, accompanied_by="parent"))
    assert (result["status"], result["problem"]["code"]) == ("accepted", "conflict")
    (shown,) = desk.stops(phone.sweep_id)
    assert {"conflict", "by_another_officer"} <= set(shown["flags"])
    assert (shown["finding"], shown["accompanied_by"]) == ("truanting", "parent")


def test_a_stop_number_used_again_never_overwrites(desk: Desk, phone: PretendPhone) -> None:
    stop = phone.stop("truanting")
    phone.push(stop)
    copy = phone.stop("late", stop_id=record_id(stop))
    (result,) = phone.push(copy)
    assert (result["status"], result["problem"]["code"]) == ("quarantined", "id_in_use")
    assert [shown["finding"] for shown in desk.stops(phone.sweep_id)] == ["truanting"]


def test_an_operation_number_with_other_content_never_overwrites(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop("truanting")
    phone.push(stop)
    forged = stop.replace("truanting", "late")
    for _ in range(2):
        (result,) = phone.push(forged)
        assert (result["status"], result["problem"]["code"]) == ("quarantined", "other_content")
    assert [shown["finding"] for shown in desk.stops(phone.sweep_id)] == ["truanting"]


def test_a_poor_fix_is_replaced_by_a_better_one_that_came_after_save(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop(location={"source": "none", "why_none": "timeout"})
    fix = {"lat": 52.41, "lon": -1.77, "accuracy_m": 9, "source": "gps"}
    phone.make("stop.locate", stop_id=record_id(stop), location=fix)
    phone.push()
    (shown,) = desk.stops(phone.sweep_id)
    assert shown["location"]["accuracy_m"] == 9
    assert shown["head"] == op_id(stop), "a fix is no correction"


def test_a_place_from_another_officers_phone_is_kept_and_flagged_and_moves_nothing(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    stop = phone.stop(location={"lat": 52.41, "lon": -1.77, "accuracy_m": 40, "source": "gps"})
    phone.push(stop)
    sharper = {"lat": 52.48, "lon": -1.9, "accuracy_m": 1, "source": "gps"}
    second_phone.make("stop.locate", stop_id=record_id(stop), location=sharper)
    (result,) = second_phone.push()
    assert (result["status"], result["problem"]["code"]) == ("accepted", "by_another_officer")
    (shown,) = desk.stops(phone.sweep_id)
    assert shown["location"]["accuracy_m"] == 40
    assert shown["flags"] == ["by_another_officer"]


def test_several_on_one_phone_each_have_a_shift(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    phone.shift(120)
    phone.shift(60, officer_id=second_phone.officer_id)
    phone.push()
    shifts = desk.call("GET", f"/sweeps/{phone.sweep_id}/shifts")["shifts"]
    assert sorted((shift["officer"], shift["minutes"]) for shift in shifts) == [
        ("EWO Hughes", 60),
        ("PC 2231", 120),
    ]


def test_a_clock_ten_years_off_is_put_right_and_kept_as_evidence(
    desk: Desk, phone: PretendPhone
) -> None:
    off = timedelta(days=3650)
    said = json.loads(phone.stop(stopped_at=(TEN_O_CLOCK - off).isoformat()))
    said["clock"] = {"offset_ms": off / timedelta(milliseconds=1), "offset_age_s": 3}
    assert statuses(phone.push(json.dumps(said))) == ["accepted"]
    (shown,) = desk.stops(phone.sweep_id)
    assert shown["stopped_at"] == TEN_O_CLOCK.isoformat()
    assert shown["stopped_at_phone"] == (TEN_O_CLOCK - off).isoformat()
    assert "clock_far_off" in shown["flags"]


@pytest.mark.parametrize("offset_ms", [1e300, -(2**63), 10**400, "soon", None, True, [1]])
def test_a_clock_that_makes_no_sense_never_keeps_a_stop_out(
    phone: PretendPhone, offset_ms: object
) -> None:
    said = json.loads(phone.stop())
    said["clock"] = {"offset_ms": offset_ms}
    assert statuses(phone.push(json.dumps(said))) == ["accepted"]


def test_a_desk_may_correct_any_stop_and_is_shown_over_a_phone(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop("truanting")
    phone.push(stop)
    said = {"stop_id": record_id(stop), "base_op": op_id(stop), "why": "told by the school"}
    assert statuses(desk.push(operation("stop.amend", {**said, "changes": {"finding": "late"}})))
    (result,) = phone.push(phone.amend(stop, finding="excluded"))
    assert result["problem"]["code"] == "conflict"
    assert [shown["finding"] for shown in desk.stops(phone.sweep_id)] == ["late"]


def test_what_the_school_says_stands_beside_what_the_street_saw(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop("truanting")
    phone.push(stop)
    verify = operation(
        "stop.verify",
        {
            "stop_id": record_id(stop),
            "base_op": op_id(stop),
            "verification": "changed",
            "verified_finding": "legitimately_absent",
            "register_code": "M",
            "told_by": "school office",
            "why": "",
        },
    )
    assert statuses(desk.push(verify)) == ["accepted"]
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["finding"], shown["verified_finding"]) == ("truanting", "legitimately_absent")
    assert (shown["truanting"], shown["truanting_verified"]) == (True, False)


def test_a_phone_can_not_speak_for_the_school(phone: PretendPhone) -> None:
    stop = phone.stop()
    verify = phone.make(
        "stop.verify", stop_id=record_id(stop), base_op=op_id(stop), verification="confirmed"
    )
    results = phone.push(stop, verify)
    assert statuses(results) == ["accepted", "quarantined"]
    assert results[1]["problem"]["code"] == "not_permitted"


def test_a_phone_that_left_still_sends_into_quarantine(desk: Desk, phone: PretendPhone) -> None:
    stop = phone.stop()
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    desk.call("POST", f"/devices/{device['id']}/revoke", {"reason": "left"})
    (result,) = phone.push(stop)
    assert (result["status"], result["problem"]["code"]) == ("quarantined", "device_left")
    assert desk.stops(phone.sweep_id) == []


def test_a_lost_phone_is_told_with_its_own_batch_id_and_nothing_is_taken(
    desk: Desk, phone: PretendPhone
) -> None:
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    desk.call("POST", f"/devices/{device['id']}/revoke", {"reason": "lost"})
    batch_id = new_id()
    status, answer = phone.send(phone.stop(), batch_id=batch_id)
    assert (status, answer["code"], answer["batch_id"]) == (403, "device_lost", batch_id)


def test_the_desk_knows_what_a_phone_still_holds(desk: Desk, phone: PretendPhone) -> None:
    for _ in range(4):
        phone.stop()
    phone.push(*phone.made[:2], unsent=4, made=4, held={phone.sweep_id: 4})
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    assert (device["unsent"], device["held"], device["highest_seq"]) == (2, 2, 2)
    assert device["gaps"] == [[3, 4]]


def test_a_phone_that_was_signed_off_is_told_so_with_every_answer(
    desk: Desk, phone: PretendPhone
) -> None:
    assert phone.send(phone.stop())[1]["device_left"] is False
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    desk.call("POST", f"/devices/{device['id']}/revoke", {"reason": "left"})
    status, answer = phone.send(phone.stop())
    assert (status, answer["device_left"]) == (200, True)
    assert [each["status"] for each in answer["results"]] == ["quarantined"]
