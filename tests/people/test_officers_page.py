"""The page of an authority's officers."""

from flask import Flask

from rig.pages import MIDDLESBROUGH, Visitor, add_user
from rig.street import Desk, PretendPhone


def test_an_empty_list_says_what_to_do(amina: Visitor) -> None:
    assert "No officers yet. Add everybody who will walk" in amina.open("/officers").words


def test_an_officer_who_was_added_is_on_the_list(amina: Visitor) -> None:
    amina.open("/officers").send("/officers", name="PC 2231", role="constable")
    assert "The officer is on the list" in amina.words
    assert "PC 2231 Police constable" in amina.words


def test_what_was_typed_is_kept_until_it_is_right(amina: Visitor) -> None:
    amina.open("/officers").send("/officers", name="PC 2231", employer="WMP")
    assert amina.status == 422
    assert "Choose what kind of officer this is" in amina.words
    typed = amina.typed("/officers")
    assert (typed["name"], typed["employer"]) == ("PC 2231", "WMP")


def test_a_name_with_markup_is_shown_as_it_was_typed(amina: Visitor) -> None:
    amina.open("/officers").send("/officers", name="<b>PC</b> & 1", role="constable")
    assert "&lt;b&gt;PC&lt;/b&gt; &amp; 1" in amina.page


def test_another_authoritys_officers_are_not_there(app: Flask, amina: Visitor) -> None:
    amina.open("/officers").send("/officers", name="PC 7104", role="constable")
    theirs = Visitor(app.test_client())
    theirs.sign_in(add_user(app, "bea@boro.example", authority=MIDDLESBROUGH))
    assert "PC 7104" not in theirs.open("/officers").words


def test_an_officer_is_put_right_and_phones_hear_of_it(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    cursor = phone.pull()["cursor"]
    page = f"/officers/{phone.officer_id}"
    amina.open(page).send(page, name="PC 2231 Okafor", role="special")
    assert "PC 2231 Okafor" in amina.words
    roster = [each for each in phone.pull(cursor)["changes"] if each["type"] == "roster"]
    assert [(each["name"], each["role"]) for each in roster] == [("PC 2231 Okafor", "special")]


def test_who_left_is_on_no_new_roster_and_keeps_what_they_recorded(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop())
    page = f"/officers/{phone.officer_id}"
    amina.open(page)
    assert "1 phone of theirs is still let in" in amina.words
    amina.send(f"{page}/left")
    assert "1 officer who left" in amina.words
    assert "PC 2231" not in amina.open("/sweeps/new").words
    assert "PC 2231" in amina.open(f"/sweeps/{phone.sweep_id}/edit").words, "it is on this roster"
    assert "PC 2231" in amina.open(f"/sweeps/{phone.sweep_id}/live").words
    amina.open(page).send(f"{page}/left")
    assert "PC 2231" in amina.open("/sweeps/new").words


def test_an_officer_without_a_name_is_not_saved(amina: Visitor, phone: PretendPhone) -> None:
    page = f"/officers/{phone.officer_id}"
    amina.open(page).send(page, name=" ")
    assert amina.status == 422
    assert "Enter a name or collar number" in amina.words


def test_a_script_puts_an_officer_right_and_takes_them_off_the_list(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    page = f"/officers/{phone.officer_id}"
    changed = desk.call("PATCH", page, {"employer": "West Midlands Police", "left": True})
    assert changed["name"] == "PC 2231"
    assert changed["left_at"] is not None
    assert "PC 2231" not in amina.open("/sweeps/new").words
    assert desk.call("PATCH", page, {"left": False})["left_at"] is None
