"""A rescue file through the call: taken in like the phone's own pushes, once, and by its own authority alone."""

import random
from typing import Any

import pytest
from flask import Flask

from rig.pages import add_user
from rig.rescue import rescue_file, sealed
from rig.street import Desk, Json, PretendPhone, in_process, record_id, statuses
from sweep.access.rescue import LONGEST_FILE


def bring_in(app: Flask, desk: Desk, sealed_text: str | bytes, *, expect: int = 200) -> Json:
    answer = app.test_client().post(
        "/api/v1/sync/rescue",
        data=sealed_text,
        headers={"Authorization": f"Bearer {desk.token}", "Content-Type": "text/plain"},
    )
    assert answer.status_code == expect, answer.get_json()
    said: Json = answer.get_json()
    return said


def device_of(desk: Desk, phone: PretendPhone) -> Json:
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    return dict(device)


def test_what_a_phone_could_not_send_counts_in_its_officers_name(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    phone.shift(60)
    phone.stop("truanting")
    said = bring_in(app, desk, rescue_file(phone))
    assert said["counts"] == {"accepted": 3}
    assert (said["officer"], said["device_id"]) == ("PC 2231", device_of(desk, phone)["id"])
    (stop,) = desk.stops(phone.sweep_id)
    assert (stop["officer_id"], stop["recorded_at_desk"]) == (phone.officer_id, False)


def test_the_same_file_twice_changes_nothing(app: Flask, desk: Desk, phone: PretendPhone) -> None:
    for _ in range(3):
        phone.stop()
    file = rescue_file(phone)
    first = bring_in(app, desk, file)
    before = phone.pull()["cursor"]
    again = bring_in(app, desk, file)
    assert again["counts"] == {"duplicate": 3}
    assert [each["rev"] for each in again["results"]] == [each["rev"] for each in first["results"]]
    assert phone.pull()["cursor"] == before
    assert len(desk.stops(phone.sweep_id)) == 3


def test_the_phones_own_push_afterwards_is_known_and_nothing_is_held_any_longer(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    for _ in range(4):
        phone.stop()
    phone.push(phone.made[0], unsent=4, made=4, held={phone.sweep_id: 4})
    assert device_of(desk, phone)["held"] == 3
    bring_in(app, desk, rescue_file(phone, phone.made[1:]))
    device = device_of(desk, phone)
    assert (device["held"], device["unsent"], device["gaps"]) == (0, 0, [])
    because = {why["code"] for why in desk.summary(phone.sweep_id)["provisional_because"]}
    assert not because & {"unsent_on_phone", "quarantined"}
    results = phone.push(*phone.made, unsent=4, made=4, held={phone.sweep_id: 4})
    assert statuses(results) == ["duplicate"] * 4
    assert len(desk.stops(phone.sweep_id)) == 4


def test_what_the_phone_sent_since_is_counted_once(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    phone.stop()
    phone.stop()
    file = rescue_file(phone)
    phone.push(phone.made[0])
    assert bring_in(app, desk, file)["counts"] == {"duplicate": 1, "accepted": 1}
    assert len(desk.stops(phone.sweep_id)) == 2


def test_a_file_of_more_than_a_batch_is_taken_in_whole_and_in_order(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    for _ in range(401):
        phone.stop()
    said = bring_in(app, desk, rescue_file(phone))
    assert said["counts"] == {"accepted": 401}
    revs = [each["rev"] for each in said["results"]]
    assert revs == sorted(revs)
    assert len(set(revs)) == 401


def test_one_bad_record_keeps_no_other_out(app: Flask, desk: Desk, phone: PretendPhone) -> None:
    texts = [phone.stop(), "{half", phone.stop("bunking_off"), "x" * 40_000, phone.stop()]
    said = bring_in(app, desk, rescue_file(phone, texts))
    assert statuses(said["results"]) == [
        "accepted",
        "quarantined",
        "quarantined",
        "refused",
        "accepted",
    ]
    assert len(desk.stops(phone.sweep_id)) == 2


def test_a_phone_that_nobody_knows_counts_nowhere_until_a_person_decides(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    phone.stop()
    said = bring_in(app, desk, rescue_file(phone, token="a token of no phone at all"))
    assert (said["counts"], said["device_id"]) == ({"quarantined": 1}, None)
    assert desk.stops(phone.sweep_id) == []
    (kept,) = desk.call("GET", "/quarantine")["kept"]
    assert (kept["problem"]["code"], kept["officer"]) == ("device_left", "")


@pytest.mark.parametrize("reason", ["lost", "left"])
def test_a_phone_that_was_ended_counts_nowhere_until_a_person_decides(
    app: Flask, desk: Desk, phone: PretendPhone, reason: str
) -> None:
    phone.stop()
    file = rescue_file(phone)
    desk.call("POST", f"/devices/{device_of(desk, phone)['id']}/revoke", {"reason": reason})
    said = bring_in(app, desk, file)
    assert (said["counts"], said["officer"]) == ({"quarantined": 1}, "PC 2231")
    assert desk.stops(phone.sweep_id) == []
    (kept,) = desk.call("GET", "/quarantine")["kept"]
    desk.call("POST", f"/quarantine/{kept['sha256']}", {"action": "apply", "why": "It is hers."})
    assert [each["officer_id"] for each in desk.stops(phone.sweep_id)] == [phone.officer_id]


def test_another_authority_can_not_open_it(
    app: Flask, desk: Desk, phone: PretendPhone, middlesbrough: Desk
) -> None:
    phone.stop()
    refused = bring_in(app, middlesbrough, rescue_file(phone), expect=422)
    assert refused["code"] == "rescue_unreadable"
    assert desk.stops(phone.sweep_id) == []


def test_a_phone_of_another_authority_in_a_file_sealed_to_ours_is_not_known_here(
    app: Flask, desk: Desk, phone: PretendPhone, middlesbrough: Desk
) -> None:
    officer = middlesbrough.officer("PC 9000")
    theirs = middlesbrough.enrol(middlesbrough.sweep([officer]), officer)
    said = bring_in(app, desk, rescue_file(phone, [phone.stop()], token=theirs.token))
    assert (said["counts"], said["officer"], said["device_id"]) == ({"quarantined": 1}, "", None)


def test_a_file_too_long_is_refused_as_such(app: Flask, desk: Desk, phone: PretendPhone) -> None:
    assert bring_in(app, desk, "x" * (13 * 1024 * 1024), expect=413)["code"] == "too_big"


def test_a_long_file_is_taken_in(app: Flask, desk: Desk, phone: PretendPhone) -> None:
    phone.stop(note="n" * 19_000)
    file = rescue_file(phone, phone.made * 400)
    assert 8 * 1024 * 1024 < len(file) < LONGEST_FILE
    assert bring_in(app, desk, file)["counts"] == {"accepted": 1, "duplicate": 399}
    assert len(desk.stops(phone.sweep_id)) == 1


INSIDE: list[Any] = [
    "not JSON",
    "[]",
    "null",
    {},
    {"sweep_rescue": 2, "token": "x", "ops": []},
    {"sweep_rescue": 1, "token": "x"},
    {"sweep_rescue": 1, "token": 5, "ops": []},
    {"sweep_rescue": 1, "token": "x", "ops": [{"op_id": "x"}]},
    {"sweep_rescue": 1, "token": "x", "ops": "all"},
]


@pytest.mark.parametrize("inside", INSIDE)
def test_a_file_that_holds_something_else_takes_in_nothing(
    app: Flask, desk: Desk, phone: PretendPhone, inside: Any
) -> None:
    file = sealed(phone.pull()["rescue_key"], inside)
    assert bring_in(app, desk, file, expect=422)["code"] == "rescue_unreadable"


def test_garbage_takes_in_nothing(app: Flask, desk: Desk, phone: PretendPhone) -> None:
    phone.stop()
    whole = rescue_file(phone)
    head, _, *rest = whole.split(".")
    damaged = [
        *("", " ", "x", "....", "a.b.c.d.e", "é.ü.ß.x.y", whole[:-1], whole[1:], whole * 2),
        ".".join([head, "", *rest[:1], "AAAA", rest[-1]]),
        whole.replace(head, "e30"),
        whole.replace(head, "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0"),
        *(bytes(random.Random(seed).randbytes(2000)) for seed in range(5)),
    ]
    for text in damaged:
        assert bring_in(app, desk, text, expect=422)["code"] == "rescue_unreadable", text[:40]
    assert desk.stops(phone.sweep_id) == []
    assert bring_in(app, desk, f"\n  {whole}\r\n")["counts"] == {"accepted": 1}


def test_words_that_the_phone_could_not_count_keep_no_record_out(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    phone.stop()
    file = rescue_file(
        phone, held={"no sweep": 1, "": "x"}, made="many", unsent=-1, app_version="\x00"
    )
    assert bring_in(app, desk, file)["counts"] == {"accepted": 1}


def test_phones_and_verifiers_may_not(app: Flask, desk: Desk, phone: PretendPhone) -> None:
    from sweep.people import accounts

    phone.stop()
    file = rescue_file(phone)
    email = add_user(app, "verifier@solihull.example", "verifier")
    with app.app_context():
        user = accounts.find_user(email)
        assert user is not None
        verifier = Desk(in_process(app), accounts.make_token(user))
    for caller in (verifier, Desk(in_process(app), phone.token)):
        assert bring_in(app, caller, file, expect=403)["code"] == "not_allowed"
    assert desk.stops(phone.sweep_id) == []


def test_a_file_still_opens_after_the_servers_secret_was_changed(
    app: Flask, environ: dict[str, str], desk: Desk, phone: PretendPhone
) -> None:
    from sweep import create_app
    from sweep.config import Config
    from sweep.db import db

    stop = phone.stop()
    file = rescue_file(phone)
    rotated = create_app(
        Config.from_environ({**environ, "SWEEP_SECRET_KEY": "another, made after a break-in there"})
    )
    said = bring_in(rotated, desk, file)
    assert (said["counts"], said["officer"]) == ({"accepted": 1}, "PC 2231")
    assert [each["id"] for each in desk.stops(phone.sweep_id)] == [record_id(stop)]
    with rotated.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()
