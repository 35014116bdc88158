"""Schools and terms brought in on a page: shown first, then exactly that or nothing."""

import pytest
from flask import Flask
from sqlalchemy import select

from rig.pages import MIDDLESBROUGH, Visitor, add_user
from schools.files import AUTUMN, HALF_TERM, gias, row, terms
from sweep.access.credentials import ACROSS
from sweep.db import db
from sweep.errors import DRAIN_LIMIT
from sweep.schools.models import School

PAGE, BRING_IN = "/schools", "/schools/bring-in"
# Solihull's three digits, as the rig adds it.
OLD_CODE = "029"


def schools_file(*names: str, la: str = OLD_CODE) -> bytes:
    return gias(*(row(urn=f"{136000 + at}", name=name, la=la) for at, name in enumerate(names)))


def choose(visitor: Visitor, raw: bytes | None, **boxes: str) -> Visitor:
    visitor.open(PAGE)
    return visitor.upload(PAGE, {"csrf_token": visitor.typed(PAGE)["csrf_token"], **boxes}, raw)


def standing(app: Flask) -> set[str]:
    with app.app_context():
        there = select(School.name).where(School.removed.is_(False))
        return set(db.session.scalars(there, execution_options=ACROSS))


def test_a_page_without_anything_says_what_it_is_for(amina: Visitor) -> None:
    assert "No schools yet" in amina.open(PAGE).words
    assert "No terms yet" in amina.words


def test_a_file_is_shown_before_it_changes_anything_and_then_brought_in(
    amina: Visitor, app: Flask
) -> None:
    choose(amina, schools_file("Arden", "The Oaks"))
    assert amina.status == 200
    assert "2 new schools" in amina.words
    assert standing(app) == set()
    amina.send(BRING_IN)
    assert amina.address == PAGE
    assert standing(app) == {"Arden", "The Oaks"}
    assert "2 schools" in amina.words
    assert "by Amina Yusuf, from rescue.txt: 2 new, 0 changed" in amina.words


def test_a_file_of_terms_is_known_by_its_columns(amina: Visitor) -> None:
    choose(amina, terms(AUTUMN, HALF_TERM)).send(BRING_IN)
    assert "Autumn term 2026" in amina.words
    assert "2 Sep 2026" in amina.words


def test_new_changed_and_closed_are_named(amina: Visitor) -> None:
    choose(amina, schools_file("Arden", "The Oaks", "The Elms")).send(BRING_IN)
    choose(amina, schools_file("Arden", "The Oaks Academy"))
    assert "1 school would change The Oaks Academy" in amina.words
    assert "1 school would close The Elms" in amina.words


def test_dirty_rows_are_said_by_line_and_nothing_is_taken(amina: Visitor, app: Flask) -> None:
    choose(amina, gias(row(la=OLD_CODE), row(la=OLD_CODE, urn="13"), row(la=OLD_CODE)))
    assert amina.status == 422
    assert "2 rows need mending. Nothing was brought in" in amina.words
    assert "Line 3: “13” is no URN" in amina.words
    assert "Line 4: URN 136333 is on line 2 too." in amina.words
    assert standing(app) == set()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (None, "Choose a file"),
        (b"", "The file is empty"),
        (b"a,b\n1,2", "neither a list of schools nor one of terms"),
        (b"Kind,Name,First day\nterm,Autumn,1", "That of terms reads kind,name,first_day,last_day"),
        (gias(row(la="999")), "The file has no open school of Solihull"),
    ],
)
def test_what_cant_be_taken_is_said_in_a_sentence(
    amina: Visitor, raw: bytes | None, said: str
) -> None:
    choose(amina, raw)
    assert amina.status == 422
    assert said in amina.words


def test_a_file_larger_than_is_taken_is_refused_in_words_for_who_chose_it(amina: Visitor) -> None:
    amina.upload("/schools", {}, b"x" * (DRAIN_LIMIT + 1))
    assert amina.status == 413
    assert "What was sent is larger than we take" in amina.words
    assert "a smaller file" in amina.words


def test_a_part_of_the_list_is_warned_of_and_must_be_confirmed(amina: Visitor, app: Flask) -> None:
    names = [f"School {number}" for number in range(8)]
    choose(amina, schools_file(*names)).send(BRING_IN)
    choose(amina, schools_file(*names[:3]))
    assert "5 of your 8 schools are not in this file and would count as closed" in amina.words
    amina.send(BRING_IN)
    assert (amina.status, len(standing(app))) == (422, 8)
    assert "Tick that these schools have closed" in amina.words
    amina.send(BRING_IN, sure="yes")
    assert standing(app) == set(names[:3])


def test_an_offer_is_for_nobody_else_and_cant_be_changed(amina: Visitor, app: Flask) -> None:
    choose(amina, schools_file("Arden"))
    offered = amina.typed(BRING_IN)["offer"]
    other = Visitor(app.test_client()).sign_in(
        add_user(app, "other@middlesbrough.example", authority=MIDDLESBROUGH)
    )
    token = other.open(PAGE).typed(PAGE)["csrf_token"]
    for said in (offered, offered[:-3] + "abc", ""):
        other.post(BRING_IN, {"csrf_token": token, "offer": said})
        assert other.status == 422
        assert "Choose the file again" in other.words
    assert standing(app) == set()


def test_what_others_changed_meanwhile_stops_it(amina: Visitor, app: Flask) -> None:
    choose(amina, schools_file("Arden", "The Oaks"))
    slow = dict(amina.typed(BRING_IN))
    choose(amina, schools_file("Arden")).send(BRING_IN)
    amina.post(BRING_IN, slow)
    assert amina.status == 422
    assert "Somebody else changed the list meanwhile" in amina.words
    assert standing(app) == {"Arden"}


def test_the_same_file_again_says_that_nothing_would_change(amina: Visitor) -> None:
    choose(amina, schools_file("Arden")).send(BRING_IN)
    choose(amina, schools_file("Arden"))
    assert "Nothing would change" in amina.words
    assert BRING_IN not in amina.forms()


def test_neighbours_schools_are_taken_when_asked_for(amina: Visitor, app: Flask) -> None:
    choose(amina, schools_file("Over the border", la="330"), every="yes").send(BRING_IN)
    assert standing(app) == {"Over the border"}
