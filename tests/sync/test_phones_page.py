"""The page of phones: what each holds, ending one, and codes taken back."""

import re

import pytest
from flask import Flask

from rig.pages import MIDDLESBROUGH, Visitor, add_user
from rig.street import Desk, PretendPhone, statuses

PAGE = "/phones"


def end_of(visitor: Visitor, reason: str) -> str:
    """The address that ends the only phone there is, as its link says it."""
    found = re.search(rf'href="(/phones/[\w-]+/end\?reason={reason})"', visitor.open(PAGE).page)
    assert found is not None
    return found[1]


def end(visitor: Visitor, reason: str) -> Visitor:
    address = end_of(visitor, reason)
    visitor.open(address)
    return visitor.send(address.partition("?")[0])


def test_no_phone_yet_says_how_one_is_let_in(amina: Visitor, desk: Desk) -> None:
    assert "No phone has been let in yet" in amina.open(PAGE).words


def test_each_phone_says_what_it_made_holds_and_lacks(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    for _ in range(7):
        phone.stop()
    phone.push(phone.made[0], phone.made[4], unsent=4, made=7, held={phone.sweep_id: 4})
    words = amina.open(PAGE).words
    # Seven made, two arrived, two unsent still: three it has not and nobody has.
    assert re.search(r"PC 2231 .* test 7 2 3 Report lost", words)


def test_a_phone_reported_lost_is_told_before_what_goes_with_it_and_wiped_after(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    for _ in range(3):
        phone.stop()
    phone.push(phone.made[0], unsent=3, made=3, held={phone.sweep_id: 3})
    words = amina.open(end_of(amina, "lost")).words
    assert "Report PC 2231’s phone lost?" in words
    assert "2 records of it have not arrived" in words
    assert "Missing, by their numbers on the phone: 2 to 3." in words
    assert statuses(phone.push(phone.made[0])) == ["duplicate"], "looking changes nothing"
    words = end(amina, "lost").words
    assert "The phone wipes itself when it is next in touch" in words
    assert "2 records of it never arrived" in words
    status, answer = phone.send(phone.made[1])
    assert (status, answer["code"]) == (403, "device_lost")


def test_a_phone_signed_off_may_still_send_to_the_coordinator(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    words = amina.open(end_of(amina, "left")).words
    assert "What it still holds may arrive for 14 days" in words
    assert "It may still send until" in end(amina, "left").words
    assert statuses(phone.push(phone.stop())) == ["quarantined"]
    # It may be reported lost later, but never the other way.
    assert "Report it lost" in amina.open(end_of(amina, "lost")).words
    end(amina, "lost")
    address = re.sub("lost$", "left", amina.address)
    assert "Report lost" not in amina.open(address).words


def test_a_phone_already_ended_has_nothing_more_to_press(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    address = end_of(amina, "lost")
    end(amina, "lost")
    words = amina.open(address).words
    assert "There is nothing more to do." in words
    assert "Report it lost" not in words


def test_a_phone_never_heard_is_not_vouched_for(amina: Visitor, phone: PretendPhone) -> None:
    assert "Not yet" in amina.open(PAGE).words
    assert "Nobody knows what it holds" in amina.open(end_of(amina, "lost")).words


@pytest.mark.parametrize("reason", ["", "sold", "lost "])
def test_only_lost_and_left_are_reasons(amina: Visitor, phone: PretendPhone, reason: str) -> None:
    address = end_of(amina, "lost").partition("?")[0]
    token = amina.open(end_of(amina, "lost")).typed(address)["csrf_token"]
    assert amina.open(f"{address}?reason={reason}").status == 404
    amina.post(address, {"csrf_token": token, "reason": reason})
    assert amina.status == 400
    assert statuses(phone.push(phone.stop())) == ["accepted"]


def test_a_code_taken_back_lets_nobody_in(amina: Visitor, desk: Desk) -> None:
    officer = desk.officer("PC 2231")
    sweep = desk.sweep([officer])
    code = desk.call("POST", f"/sweeps/{sweep}/enrol-codes", {"officer_id": officer}, expect=201)[
        "code"
    ]
    words = amina.open(PAGE).words
    assert "PC 2231 for High Street, good until" in words
    (action,) = (each for each in amina.forms() if "/codes/" in each)
    assert "lets no phone in any longer" in amina.send(action).words
    assert "Codes that nobody has used yet" not in amina.words
    status, answer = desk.wire("POST", "/api/v1/enrol", {"code": code})
    assert (status, answer["code"]) == (404, "enrol_code_unknown")


def test_a_code_used_just_before_is_not_taken_back(amina: Visitor, desk: Desk) -> None:
    officer = desk.officer("PC 2231")
    sweep = desk.sweep([officer])
    code = desk.call("POST", f"/sweeps/{sweep}/enrol-codes", {"officer_id": officer}, expect=201)[
        "code"
    ]
    (action,) = (each for each in amina.open(PAGE).forms() if "/codes/" in each)
    desk.wire("POST", "/api/v1/enrol", {"code": code})
    assert "That code was used just before" in amina.send(action).words


def test_anothers_phones_and_codes_are_answered_like_missing_ones(
    app: Flask, amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    desk.call(
        "POST",
        f"/sweeps/{phone.sweep_id}/enrol-codes",
        {"officer_id": phone.officer_id},
        expect=201,
    )
    address = end_of(amina, "lost")
    (action,) = (each for each in amina.forms() if "/codes/" in each)
    theirs = Visitor(app.test_client())
    theirs.sign_in(add_user(app, "bea@boro.example", authority=MIDDLESBROUGH))
    assert "PC 2231" not in theirs.open(PAGE).words
    assert theirs.open(address).status == 404
    token = theirs.open("/officers").typed("/officers")["csrf_token"]
    for path in (address.partition("?")[0], action):
        theirs.post(path, {"csrf_token": token, "reason": "lost"})
        assert theirs.status == 404
    assert statuses(phone.push(phone.stop())) == ["accepted"]
