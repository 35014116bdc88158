"""The page that takes in a rescue file."""

import re

import pytest
from flask import Flask

from rig.pages import MIDDLESBROUGH, Visitor, add_user
from rig.rescue import rescue_file, sealed
from rig.street import Desk, PretendPhone
from sweep.access.rescue import LONGEST_FILE

PAGE = "/rescue"


def bring_in(visitor: Visitor, content: str | bytes | None) -> Visitor:
    token = visitor.open(PAGE).typed(PAGE)["csrf_token"]
    file = content.encode() if isinstance(content, str) else content
    return visitor.upload(PAGE, {"csrf_token": token}, file)


def test_the_page_says_what_became_of_each_record(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    for _ in range(9):
        phone.stop()
    phone.push(*phone.made[:3])
    phone.stop("bunking_off")
    words = bring_in(amina, rescue_file(phone)).words
    assert "10 records from PC 2231’s phone" in words
    assert "6 taken in 3 were here already 1 for you to decide: look at it" in words
    assert '<a class="govuk-link" href="/quarantine">look at it</a>' in amina.page
    assert len(desk.stops(phone.sweep_id)) == 9


def test_the_same_file_again_says_that_all_were_here(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.stop()
    phone.stop("bunking_off")
    file = rescue_file(phone)
    bring_in(amina, file)
    words = bring_in(amina, file).words
    assert "2 records from PC 2231’s phone: all were here already" in words
    assert len(desk.stops(phone.sweep_id)) == 1


def test_a_file_without_records_says_so(amina: Visitor, phone: PretendPhone) -> None:
    assert (
        "The file from PC 2231’s phone holds no records"
        in bring_in(amina, rescue_file(phone)).words
    )


def test_a_phone_that_nobody_knows_is_said(amina: Visitor, phone: PretendPhone) -> None:
    phone.stop()
    words = bring_in(amina, rescue_file(phone, token="nobody's")).words
    assert "1 record from a phone not known here" in words
    assert "A phone not known here: phone signed off" in amina.open("/quarantine").words


def test_what_is_no_rescue_file_takes_in_nothing_and_is_said_plainly(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.stop()
    whole = rescue_file(phone)
    for content, words in (
        (None, "Choose the rescue file"),
        ("", "The file is empty"),
        (" \n", "The file is empty"),
        ("Dear Amina, here are my stops", "This is no rescue file"),
        (b"%PDF-1.7 \xff\xfe", "This is no rescue file"),
        (whole[:-40], "This rescue file is not for Solihull, or it was damaged on its way"),
        (sealed(phone.pull()["rescue_key"], {}), "not for Solihull, or it was damaged"),
        (b"x" * (LONGEST_FILE + 1), "The file is longer than any rescue file: at most 12 MB"),
    ):
        assert bring_in(amina, content).status == 422, words
        assert words in amina.words
    assert desk.stops(phone.sweep_id) == []


def test_another_authoritys_file_is_said_to_be_none_of_ours(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    phone.stop()
    theirs = Visitor(app.test_client())
    theirs.sign_in(add_user(app, "bea@boro.example", authority=MIDDLESBROUGH))
    assert "not for Middlesbrough" in bring_in(theirs, rescue_file(phone)).words
    assert "PC 2231" not in theirs.page


@pytest.mark.parametrize("length", [LONGEST_FILE - 1024, LONGEST_FILE])
def test_a_file_as_long_as_one_may_be_is_read(
    amina: Visitor, phone: PretendPhone, length: int
) -> None:
    assert "This is no rescue file" in bring_in(amina, b"x" * length).words


def test_no_other_form_may_be_as_long(amina: Visitor, phone: PretendPhone) -> None:
    token = amina.open("/officers").typed("/officers")["csrf_token"]
    long = b"x" * 2 * 1024 * 1024
    assert amina.upload("/officers", {"csrf_token": token}, long).status == 413


def test_a_file_without_the_pages_own_token_is_turned_away(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.stop()
    assert amina.upload(PAGE, {}, rescue_file(phone).encode()).status == 400
    assert desk.stops(phone.sweep_id) == []


def test_a_verifier_may_not(app: Flask, phone: PretendPhone) -> None:
    verifier = Visitor(app.test_client()).sign_in(add_user(app, "v@solihull.example", "verifier"))
    assert verifier.open(PAGE).status == 403
    assert not re.search(r'href="/(rescue|phones)"', verifier.open("/sweeps").page)
