"""The page of phones: what each holds, ending one, and codes taken back."""

import re
from collections.abc import Callable

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


def device_of(desk: Desk, phone: PretendPhone) -> str:
    devices = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    (own,) = (each["id"] for each in devices if each["officer_id"] == phone.officer_id)
    return str(own)


def share(desk: Desk, *phones: PretendPhone, unsent: int = 0) -> None:
    """One phone in two officers' hands: each enrolment names the other, as the app does."""
    ids = [device_of(desk, phone) for phone in phones]
    for phone, own in zip(phones, ids, strict=True):
        phone.push(beside=[each for each in ids if each != own], unsent=unsent, made=unsent)


@pytest.fixture
def shared_page(amina: Visitor, desk: Desk, phone: PretendPhone) -> Callable[[str], str]:
    """What is said before PC 2231's phone is ended for a reason."""
    return lambda reason: amina.open(f"/phones/{device_of(desk, phone)}/end?reason={reason}").words


def test_officers_who_share_a_phone_are_shown_as_one_phone(
    amina: Visitor, desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    share(desk, phone, second_phone)
    words = amina.open(PAGE).words
    assert "One phone with PC 2231" in words
    assert "One phone with EWO Hughes" in words


def test_before_a_shared_phone_is_reported_lost_its_page_says_for_whom_else(
    shared_page: Callable[[str], str], desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    share(desk, phone, second_phone, unsent=2)
    words = shared_page("lost")
    assert "It is reported lost, and wiped, for EWO Hughes too." in words
    assert "4 records of it have not arrived" in words
    assert "PC 2231: 2 records EWO Hughes: 2 records" in words


def test_a_shared_phone_reported_lost_is_lost_for_each_of_them(
    amina: Visitor,
    shared_page: Callable[[str], str],
    desk: Desk,
    phone: PretendPhone,
    second_phone: PretendPhone,
) -> None:
    share(desk, phone, second_phone)
    shared_page("lost")
    amina.send(f"/phones/{device_of(desk, phone)}/end")
    assert [each.send()[1].get("code") for each in (phone, second_phone)] == ["device_lost"] * 2


def test_signing_one_officer_off_leaves_the_other_on_the_shared_phone(
    amina: Visitor,
    shared_page: Callable[[str], str],
    desk: Desk,
    phone: PretendPhone,
    second_phone: PretendPhone,
) -> None:
    share(desk, phone, second_phone)
    words = shared_page("left")
    assert "Only PC 2231 is signed off. EWO Hughes, on the same phone, goes on as before." in words
    amina.send(f"/phones/{device_of(desk, phone)}/end")
    assert statuses(second_phone.push(second_phone.stop())) == ["accepted"]


def test_one_phones_word_alone_ends_nobody_else(
    amina: Visitor,
    shared_page: Callable[[str], str],
    desk: Desk,
    phone: PretendPhone,
    second_phone: PretendPhone,
) -> None:
    phone.push(beside=[device_of(desk, second_phone)])
    assert "EWO Hughes" not in shared_page("lost")
    amina.send(f"/phones/{device_of(desk, phone)}/end")
    assert statuses(second_phone.push(second_phone.stop())) == ["accepted"]


@pytest.mark.parametrize("nonsense", ["me", [7], [None, "x"], {}, 3])
def test_nonsense_about_who_shares_a_phone_keeps_no_stop_out(
    phone: PretendPhone, nonsense: object
) -> None:
    assert statuses(phone.push(phone.stop(), beside=nonsense)) == ["accepted"]


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
