"""What a phone says it holds, although its words come twice, late and out of order."""

from typing import Any

from rig.street import Desk, Json, PretendPhone, new_id, op_id, record_id, statuses


def told(desk: Desk, phone: PretendPhone) -> Json:
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    return device


def because(desk: Desk, phone: PretendPhone) -> dict[str, str]:
    listed = desk.summary(phone.sweep_id)["provisional_because"]
    return {each["code"]: each["detail"] for each in listed}


def holding(phone: PretendPhone, number: int, **said: Any) -> dict[str, Any]:
    return {"unsent": number, "made": len(phone.made), "held": {phone.sweep_id: number}, **said}


def test_a_late_copy_of_an_older_push_makes_nothing_forgotten(
    desk: Desk, phone: PretendPhone
) -> None:
    first = phone.stop()
    words = holding(phone, 1)
    for _ in range(9):
        phone.stop()
    phone.push(*phone.made[:5], **holding(phone, 10))
    phone.push(first, **words)
    assert told(desk, phone)["held"] == 5
    assert "5 records are still on PC 2231" in because(desk, phone)["unsent_on_phone"]


def test_a_late_copy_of_a_push_with_the_same_count_brings_back_no_fear(
    desk: Desk, phone: PretendPhone
) -> None:
    for _ in range(4):
        phone.stop()
    early = holding(phone, 4)
    phone.push(*phone.made[:2], **early)
    phone.push(*phone.made[2:], **holding(phone, 2))
    phone.push(*phone.made[:2], **early)
    assert (told(desk, phone)["unsent"], told(desk, phone)["held"]) == (0, 0)
    assert because(desk, phone) == {}


def test_what_nobody_could_read_is_with_the_coordinator_and_not_on_the_phone(
    desk: Desk, phone: PretendPhone
) -> None:
    unreadable = phone.stop()[:-25]
    phone.push(unreadable, phone.stop(), **holding(phone, 2))
    assert (told(desk, phone)["held"], told(desk, phone)["gaps"]) == (0, [])
    assert set(because(desk, phone)) == {"quarantined"}


def test_taking_an_officer_off_the_roster_takes_nothing_out_of_the_count(
    desk: Desk, phone: PretendPhone
) -> None:
    for _ in range(5):
        phone.stop()
    phone.push(phone.made[0], **holding(phone, 5))
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"officer_ids": []})
    assert told(desk, phone)["held"] == 4
    assert "unsent_on_phone" in because(desk, phone)


def test_a_change_that_waits_makes_figures_provisional_until_it_is_applied(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop()
    amend = phone.amend(stop, finding="late")
    void = phone.make("stop.void", stop_id=record_id(stop), base_op=op_id(amend), why="undo")
    phone.push(stop, void)
    assert set(because(desk, phone)) == {"waiting", "unsent_on_phone"}
    phone.push(amend)
    assert because(desk, phone) == {}


def test_a_change_in_quarantine_makes_its_own_sweep_provisional_and_no_other(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop()
    phone.push(stop, phone.amend(stop, finding="nothing"))
    other = PretendPhone(phone.wire, phone.token, phone.officer_id, desk.sweep([phone.officer_id]))
    assert set(because(desk, phone)) == {"quarantined"}
    assert because(desk, other) == {}


def test_a_stop_without_a_sweep_may_be_of_any_of_its_phones_sweeps(
    desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop(sweep_id=None))
    assert set(because(desk, phone)) == {"quarantined"}


def test_a_number_beyond_all_sense_is_no_gap(desk: Desk, phone: PretendPhone) -> None:
    huge = phone.stop().replace('"seq": 1,', f'"seq": {2**53 - 1},')
    assert statuses(phone.push(huge)) == ["accepted"]
    assert told(desk, phone)["gaps"] == []


def test_no_clock_and_no_odd_word_of_the_envelope_keeps_a_stop_out(phone: PretendPhone) -> None:
    for odd in (
        {"sent_at": "+010000-01-01T00:00:00.000Z"},
        {"sent_at": "now"},
        {"sent_at": 12},
        {"sent_at": "0001-01-01T00:00:00+14:00"},
        {"held": {"a\x00b": 3, new_id(): 1}},
    ):
        assert statuses(phone.push(phone.stop(), **odd)) == ["accepted"], odd


def test_a_lost_phone_stays_lost(desk: Desk, phone: PretendPhone) -> None:
    device = told(desk, phone)["id"]
    for reason in ("lost", "left"):
        desk.call("POST", f"/devices/{device}/revoke", {"reason": reason})
    assert phone.send(phone.stop())[1]["code"] == "device_lost"


def test_a_phone_that_writes_sweeps_in_capitals_holds_what_it_says(
    desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop(), unsent=3, made=4, held={phone.sweep_id.upper(): 3})
    assert (told(desk, phone)["standing"], told(desk, phone)["held"]) == ("holds", 2)


def test_a_count_beyond_all_sense_does_not_stand_for_ever(desk: Desk, phone: PretendPhone) -> None:
    phone.push(phone.stop(), unsent=0, made=2_000_000_000, held={})
    assert told(desk, phone)["made"] is None
    phone.push(phone.stop(), unsent=0, made=2, held={})
    assert (told(desk, phone)["made"], told(desk, phone)["standing"]) == (2, "done")
