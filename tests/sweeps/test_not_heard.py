"""When a sweep is complete: phones that had their last word, and phones that nobody has heard of."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from rig.rescue import rescue_file
from rig.street import TEN_O_CLOCK, Desk, PretendPhone

# High Street is walked from nine to three.
DAY_BEFORE = TEN_O_CLOCK - timedelta(days=1)
HALF_PAST_TEN = TEN_O_CLOCK + timedelta(minutes=30)
TWO = TEN_O_CLOCK + timedelta(hours=4)
FOUR = TEN_O_CLOCK + timedelta(hours=6)


class Clock:
    """The server's clock, which goes where it is told."""

    def __init__(self, travel: time_machine.travel) -> None:
        self._to = travel.start()

    def at(self, moment: datetime) -> None:
        self._to.move_to(moment, tick=False)


@pytest.fixture
def clock() -> Iterator[Clock]:
    travel = time_machine.travel(DAY_BEFORE, tick=False)
    yield Clock(travel)
    travel.stop()


@pytest.fixture
def phone(clock: Clock, desk: Desk) -> PretendPhone:
    """PC 2231's phone, enrolled the day before."""
    officer = desk.officer("PC 2231")
    return desk.enrol(desk.sweep([officer], status="open"), officer)


def because(desk: Desk, sweep_id: str) -> dict[str, str]:
    listed = desk.summary(sweep_id)["provisional_because"]
    return {each["code"]: each["detail"] for each in listed}


def standings(desk: Desk, sweep_id: str) -> list[str]:
    return [each["standing"] for each in desk.call("GET", f"/sweeps/{sweep_id}/devices")["devices"]]


def words(phone: PretendPhone, held: int = 0) -> dict[str, Any]:
    return {"unsent": held, "made": len(phone.made), "held": {phone.sweep_id: held}}


def test_a_phone_not_heard_since_the_sweep_began_keeps_it_provisional(
    desk: Desk, phone: PretendPhone, clock: Clock
) -> None:
    clock.at(FOUR)
    assert because(desk, phone.sweep_id) == {
        "not_heard": "PC 2231’s phone has not been heard since this sweep began."
    }


def test_while_the_sweep_is_on_that_alone_is_said(
    desk: Desk, phone: PretendPhone, clock: Clock
) -> None:
    clock.at(TWO)
    assert set(because(desk, phone.sweep_id)) == {"sweep_not_ended"}


def test_a_phone_heard_last_in_the_middle_with_its_shift_running_is_waited_for(
    desk: Desk, phone: PretendPhone, clock: Clock
) -> None:
    start, _ = phone.shift(60)
    clock.at(TWO)
    phone.push(start, **{**words(phone, 1), "made": 1})
    clock.at(FOUR)
    said = because(desk, phone.sweep_id)
    assert set(said) == {"open_shifts", "not_heard"}
    assert said["not_heard"] == "PC 2231’s phone was last heard at 14:00, before the sweep ended."


def test_a_phone_that_ended_all_its_shifts_itself_is_done(
    desk: Desk, phone: PretendPhone, clock: Clock
) -> None:
    phone.shift(30)
    clock.at(HALF_PAST_TEN)
    phone.push(**words(phone, 2))
    clock.at(FOUR)
    assert because(desk, phone.sweep_id) == {}
    assert standings(desk, phone.sweep_id) == ["done"]


def test_a_shift_that_the_desk_ended_is_no_word_from_the_phone(
    desk: Desk, phone: PretendPhone, clock: Clock
) -> None:
    start, end = phone.shift(30)
    clock.at(HALF_PAST_TEN)
    phone.push(start, **{**words(phone, 1), "made": 1})
    clock.at(FOUR)
    desk.push(end)
    assert set(because(desk, phone.sweep_id)) == {"not_heard"}


def test_word_after_the_end_is_enough_even_an_empty_one(
    desk: Desk, phone: PretendPhone, clock: Clock
) -> None:
    clock.at(FOUR)
    phone.push(**{"ops": [], **words(phone)})
    assert because(desk, phone.sweep_id) == {}


def test_a_colleague_who_walked_with_another_phone_has_none_that_is_waited_for(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone, clock: Clock
) -> None:
    """One phone may run the shifts of everybody on its patrol."""
    clock.at(FOUR)
    phone.shift(60)
    phone.shift(60, second_phone.officer_id)
    phone.push(**words(phone, 4))
    assert because(desk, phone.sweep_id) == {}
    assert sorted(standings(desk, phone.sweep_id)) == ["done", "not_used"]


def test_but_if_it_recorded_anything_it_is_waited_for_like_any_other(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone, clock: Clock
) -> None:
    clock.at(TWO)
    second_phone.push(second_phone.stop(), **words(second_phone, 1))
    phone.shift(60, second_phone.officer_id)
    clock.at(FOUR)
    phone.push(**words(phone, 2))
    assert set(because(desk, phone.sweep_id)) == {"not_heard"}


def test_an_older_enrolment_whose_place_another_took_is_not_waited_for(
    desk: Desk, phone: PretendPhone, clock: Clock
) -> None:
    clock.at(DAY_BEFORE + timedelta(hours=1))
    newer = desk.enrol(phone.sweep_id, phone.officer_id)
    clock.at(FOUR)
    assert standings(desk, phone.sweep_id) == ["not_heard", "not_heard"]
    newer.push(**{"ops": [], **words(newer)})
    assert because(desk, phone.sweep_id) == {}
    assert standings(desk, phone.sweep_id) == ["not_used", "done"]


def test_a_phone_enrolled_after_the_sweep_stands_in_for_none_that_was_out(
    desk: Desk, phone: PretendPhone, clock: Clock
) -> None:
    clock.at(FOUR)
    desk.enrol(phone.sweep_id, phone.officer_id)
    assert set(because(desk, phone.sweep_id)) == {"not_heard"}


def test_a_phone_that_was_signed_off_before_the_sweep_has_no_part_in_it(
    desk: Desk, phone: PretendPhone, clock: Clock
) -> None:
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    desk.call("POST", f"/devices/{device['id']}/revoke", {"reason": "left"})
    clock.at(FOUR)
    assert because(desk, phone.sweep_id) == {}


def test_a_phone_lost_in_the_sweep_is_said_and_waited_for_until_it_is_written_off(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone, clock: Clock
) -> None:
    """Also when a colleague's phone ran its officer's shift: nobody can look what was on it."""
    clock.at(TWO)
    lost = next(
        each
        for each in desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
        if each["officer_id"] == phone.officer_id
    )
    desk.call("POST", f"/devices/{lost['id']}/revoke", {"reason": "lost"})
    clock.at(FOUR)
    second_phone.shift(60, phone.officer_id)
    second_phone.push(**words(second_phone, 2))
    said = because(desk, phone.sweep_id)
    assert set(said) == {"not_heard"}
    assert "It was reported lost: what it recorded after that will not arrive." in said["not_heard"]
    gone = {"device_id": lost["id"], "why": "Lost in the canal"}
    desk.call("POST", f"/sweeps/{phone.sweep_id}/write-off", gone, expect=201)
    assert because(desk, phone.sweep_id) == {}


def test_a_phone_lost_after_it_said_all_loses_nothing(
    desk: Desk, phone: PretendPhone, clock: Clock
) -> None:
    phone.shift(60)
    clock.at(FOUR)
    phone.push(**words(phone, 2))
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    desk.call("POST", f"/devices/{device['id']}/revoke", {"reason": "lost"})
    assert because(desk, phone.sweep_id) == {}


def test_an_officer_without_any_phone_keeps_nothing_open(desk: Desk, clock: Clock) -> None:
    sweep_id = desk.sweep([desk.officer("PC 2233")])
    clock.at(FOUR)
    assert because(desk, sweep_id) == {}


def test_a_rescue_file_is_its_phones_word_of_an_earlier_time_and_not_its_last(
    app: Flask, desk: Desk, phone: PretendPhone, clock: Clock
) -> None:
    clock.at(HALF_PAST_TEN)
    phone.push(phone.stop())
    phone.stop()
    file = rescue_file(phone)
    phone.stop()
    clock.at(FOUR)
    headers = {"Authorization": f"Bearer {desk.token}"}
    answer = app.test_client().post("/api/v1/sync/rescue", data=file, headers=headers)
    assert answer.json["counts"] == {"accepted": 1, "duplicate": 1}
    assert standings(desk, phone.sweep_id) == ["not_heard"]
    assert "not_heard" in because(desk, phone.sweep_id)
    status, said = desk.wire(
        "PATCH", f"/api/v1/sweeps/{phone.sweep_id}", {"status": "final"}, desk.token
    )
    assert (status, said["code"]) == (409, "points_open")
