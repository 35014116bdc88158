"""How a phone gets in: one code, one phone, and a lost answer harms nothing."""

from datetime import UTC, datetime, timedelta

from flask import Flask

from rig.street import Desk, Json, PretendPhone
from sweep.access.models import Device, EnrolCode
from sweep.db import db

ACROSS = {"any_authority": True}


def code_for(desk: Desk, phone: PretendPhone, **said: object) -> Json:
    body = {"officer_id": phone.officer_id, **said}
    return desk.call("POST", f"/sweeps/{phone.sweep_id}/enrol-codes", body, expect=201)


def enrol(desk: Desk, code: str, enrol_id: str | None = None, **device: str) -> tuple[int, Json]:
    return desk.wire(
        "POST", "/api/v1/enrol", {"code": code, "enrol_id": enrol_id, "device": device}
    )


def test_the_typed_code_and_the_link_both_work_however_they_are_typed(
    desk: Desk, phone: PretendPhone
) -> None:
    typed = code_for(desk, phone)["code"]
    assert enrol(desk, typed.lower().replace("-", " ").replace("0", "o"))[0] == 201
    link = code_for(desk, phone)["link"]
    assert enrol(desk, link.partition("#enrol=")[2])[0] == 201


def test_a_code_works_once(desk: Desk, phone: PretendPhone) -> None:
    made = code_for(desk, phone)
    assert enrol(desk, made["code"], "first")[0] == 201
    for code in (made["code"], made["link"].partition("=")[2]):
        for enrol_id in ("second", None):
            status, answer = enrol(desk, code, enrol_id)
            assert (status, answer["code"]) == (409, "enrol_code_used")


def test_a_lost_answer_asked_for_again_gives_the_same_phone_and_token(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    code = code_for(desk, phone)["code"]
    answers = [enrol(desk, code, "mine") for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    with app.app_context():
        assert len(db.session.scalars(db.select(Device), execution_options=ACROSS).all()) == 2


def test_a_code_typed_and_then_its_link_is_the_same_lost_answer(
    desk: Desk, phone: PretendPhone
) -> None:
    made = code_for(desk, phone)
    typed = enrol(desk, made["code"].lower(), "mine")
    assert typed[0] == 201
    assert enrol(desk, made["link"].partition("=")[2], "mine") == typed


def test_a_late_copy_of_an_enrolment_does_not_bring_a_replaced_token_back(
    desk: Desk, phone: PretendPhone
) -> None:
    first_code = code_for(desk, phone)["code"]
    _, first = enrol(desk, first_code, "first")
    _, second = enrol(desk, code_for(desk, phone)["code"], "second", device_id=first["device_id"])
    status, answer = enrol(desk, first_code, "first")
    assert (status, answer["code"]) == (409, "enrol_code_used")
    replaced = PretendPhone(phone.wire, first["token"], phone.officer_id, phone.sweep_id)
    assert replaced.send(replaced.stop())[0] == 401
    current = PretendPhone(phone.wire, second["token"], phone.officer_id, phone.sweep_id)
    assert current.push(current.stop())[0]["status"] == "accepted"


def test_a_lost_answer_can_not_be_asked_for_for_ever(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    code = code_for(desk, phone)["code"]
    assert enrol(desk, code, "mine")[0] == 201
    with app.app_context():
        past = datetime.now(UTC) - timedelta(minutes=11)
        moved = {"redeemed_at": past, "expires_at": past}
        db.session.execute(db.update(EnrolCode).values(moved), execution_options=ACROSS)
        db.session.commit()
    status, answer = enrol(desk, code, "mine")
    assert (status, answer["code"]) == (409, "enrol_code_used")


def test_a_code_runs_out(app: Flask, desk: Desk, phone: PretendPhone) -> None:
    made = code_for(desk, phone)
    lives = datetime.fromisoformat(made["expires_at"]) - datetime.now(UTC)
    assert timedelta(minutes=9) < lives <= timedelta(minutes=10)
    with app.app_context():
        past = {"expires_at": datetime.now(UTC) - timedelta(seconds=1)}
        db.session.execute(db.update(EnrolCode).values(past), execution_options=ACROSS)
        db.session.commit()
    status, answer = enrol(desk, made["code"])
    assert (status, answer["code"]) == (410, "enrol_code_expired")


def test_a_printed_code_lives_until_the_sweeps_first_day_ends_in_london(
    desk: Desk, phone: PretendPhone
) -> None:
    summer = {"starts_at": "2099-06-08T08:00:00+00:00", "ends_at": "2099-06-09T14:00:00+00:00"}
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", summer)
    assert code_for(desk, phone, printed=True)["expires_at"] == "2099-06-08T23:00:00+00:00"


def test_the_same_officer_again_goes_on_with_the_same_phone_under_a_new_token(
    desk: Desk, phone: PretendPhone
) -> None:
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    _, again = enrol(desk, code_for(desk, phone)["code"], "again", device_id=device["id"])
    assert again["device_id"] == device["id"]
    assert again["token"] != phone.token
    assert phone.send(phone.stop())[0] == 401, "the old token is no longer good"
    renewed = PretendPhone(phone.wire, again["token"], phone.officer_id, phone.sweep_id)
    assert renewed.push(phone.made[0])[0]["status"] == "accepted"


def test_another_officer_on_the_same_phone_is_another_enrolment(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    devices = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    first = next(one for one in devices if one["officer_id"] == phone.officer_id)
    code = code_for(desk, second_phone)["code"]
    _, other = enrol(desk, code, "other", device_id=first["id"])
    assert other["device_id"] != first["id"]
    assert other["officer"]["id"] == second_phone.officer_id


def test_an_officer_of_nobody_gets_no_code(desk: Desk, phone: PretendPhone) -> None:
    body = {"officer_id": phone.sweep_id}
    answer = desk.call("POST", f"/sweeps/{phone.sweep_id}/enrol-codes", body, expect=404)
    assert answer["detail"] == "There is no such officer."


def test_no_secret_is_kept_as_it_is(app: Flask, desk: Desk, phone: PretendPhone) -> None:
    made = code_for(desk, phone)
    secrets = [phone.token, desk.token, made["code"], made["link"].partition("=")[2]]
    with app.app_context():
        kept = [
            str(value)
            for table in db.metadata.sorted_tables
            for row in db.session.execute(table.select(), execution_options=ACROSS)
            for value in row
        ]
    for secret in secrets:
        assert not any(secret in value for value in kept)


def test_guessing_codes_is_slowed_down(desk: Desk) -> None:
    answers = [enrol(desk, f"GUESS-{number:05}")[0] for number in range(25)]
    assert answers[0] == 404
    assert answers[-1] == 429
