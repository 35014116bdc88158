"""The page of an authority's officers."""

from flask import Flask

from rig.pages import MIDDLESBROUGH, Visitor, add_user


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
