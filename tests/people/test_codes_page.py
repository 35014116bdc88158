"""The page that prints enrol codes."""

import re

from flask import Flask

from rig.pages import MIDDLESBROUGH, Visitor, add_user
from rig.street import Desk

CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b")


def test_each_officer_chosen_gets_a_code_that_lets_their_phone_in(
    amina: Visitor, desk: Desk
) -> None:
    officers = [desk.officer("PC 2231"), desk.officer("Ruth Okafor", "ewo")]
    page = f"/sweeps/{desk.sweep(officers)}/codes"
    amina.open(page).send(page)
    assert "2 codes, ready to print" in amina.words
    codes = CODE.findall(amina.words)
    assert len(codes) == 2
    got = [desk.wire("POST", "/api/v1/enrol", {"code": code}) for code in codes]
    assert [answer["officer"]["name"] for _, answer in got] == ["PC 2231", "Ruth Okafor"]


def test_codes_are_shown_once(amina: Visitor, desk: Desk) -> None:
    page = f"/sweeps/{desk.sweep([desk.officer('PC 2231')])}/codes"
    assert CODE.findall(amina.open(page).send(page).words)
    amina.open(page)
    assert not CODE.findall(amina.words)
    assert "Code not used yet" in amina.words


def test_reloading_the_page_of_codes_makes_no_others(amina: Visitor, desk: Desk) -> None:
    page = f"/sweeps/{desk.sweep([desk.officer('PC 2231')])}/codes"
    form = {
        **amina.open(page).typed(page),
        "officer_ids": desk.call("GET", "/officers")["officers"][0]["id"],
    }
    (code,) = CODE.findall(amina.post(page, form).words)
    words = amina.post(page, form).words
    assert "These codes were shown already, so no others were made" in words
    assert not CODE.findall(words)
    status, _ = desk.wire("POST", "/api/v1/enrol", {"code": code})
    assert status == 201
    fresh = {**form, **amina.typed(page), "officer_ids": form["officer_ids"]}
    assert len(CODE.findall(amina.post(page, fresh).words)) == 1


def test_the_square_is_drawn_by_attributes_alone_and_holds_no_readable_secret(
    amina: Visitor, desk: Desk
) -> None:
    page = f"/sweeps/{desk.sweep([desk.officer('PC 2231')])}/codes"
    amina.open(page).send(page)
    assert '<div class="app-card__square" role="img"' in amina.page
    assert " style=" not in amina.page
    assert "#enrol=" not in amina.page


def test_who_has_a_phone_is_not_given_a_code_unasked(amina: Visitor, desk: Desk) -> None:
    officers = [desk.officer("PC 2231"), desk.officer("PC 2232")]
    sweep = desk.sweep(officers)
    desk.enrol(sweep, officers[0])
    page = f"/sweeps/{sweep}/codes"
    amina.open(page)
    assert "PC 2231, Police constable Has a phone" in amina.words
    assert dict(amina.forms()[page])["officer_ids"] == officers[1]


def test_choosing_nobody_is_said(amina: Visitor, desk: Desk) -> None:
    page = f"/sweeps/{desk.sweep([desk.officer('PC 2231')])}/codes"
    amina.open(page).send(page, officer_ids=[])
    assert "Choose who gets a code" in amina.words


def test_an_empty_roster_is_said(amina: Visitor, desk: Desk) -> None:
    assert "Nobody is on the roster yet" in amina.open(f"/sweeps/{desk.sweep([])}/codes").words


def test_no_code_is_made_for_somebody_off_the_roster(amina: Visitor, desk: Desk) -> None:
    off = desk.officer("PC 9999")
    page = f"/sweeps/{desk.sweep([desk.officer('PC 2231')])}/codes"
    amina.open(page).send(page, officer_ids=[off])
    assert not CODE.findall(amina.words)


def test_another_authoritys_sweep_has_no_codes_page(app: Flask, desk: Desk) -> None:
    page = f"/sweeps/{desk.sweep([desk.officer('PC 2231')])}/codes"
    theirs = Visitor(app.test_client())
    theirs.sign_in(add_user(app, "bea@boro.example", authority=MIDDLESBROUGH))
    assert theirs.open(page).status == 404
    assert "PC 2231" not in theirs.page
