"""Schools' answers entered at the desk: a mark for each child, read as operations, mistakes keeping no other back."""

from typing import Any

import pytest
from flask import Flask

from rig.pages import Visitor, add_user
from rig.street import Desk, PretendPhone, op_id, operation, record_id
from sweep.core.reference import reference

TUDOR = "104109"


def answers(visitor: Visitor, page: str, marks: dict[str, str], **boxes: str) -> Visitor:
    """Open the school's page and send its form with these marks, by stop id."""
    visitor.open(page)
    typed = {f"code-{stop}": mark for stop, mark in marks.items()}
    return visitor.send(page, {"told_by": "attendance officer", **typed, **boxes})


def by_id(desk: Desk, phone: PretendPhone) -> dict[str, dict[str, Any]]:
    return {stop["id"]: stop for stop in desk.stops(phone.sweep_id)}


@pytest.fixture
def stops(phone: PretendPhone) -> list[str]:
    """A truant, one who was ill and one late, all of one school."""
    texts = [
        phone.stop("truanting", "parent", school_urn=TUDOR, reason="no_reason_given"),
        phone.stop("legitimately_absent", school_urn=TUDOR, reason="illness"),
        phone.stop("late", school_urn=TUDOR),
    ]
    phone.push(*texts)
    return [record_id(text) for text in texts]


@pytest.fixture
def page(phone: PretendPhone) -> str:
    return f"/sweeps/{phone.sweep_id}/verify/{TUDOR}"


def test_marks_in_any_case_become_the_verified_findings(
    amina: Visitor, desk: Desk, phone: PretendPhone, stops: list[str], page: str
) -> None:
    answers(amina, page, dict(zip(stops, ("i", " I ", "l"), strict=True)))
    assert "3 answers saved." in amina.words
    found = by_id(desk, phone)
    told = [(found[each]["verification"], found[each]["verified_finding"]) for each in stops]
    assert told == [
        ("changed", "legitimately_absent"),
        ("confirmed", "legitimately_absent"),
        ("confirmed", "late"),
    ]
    assert found[stops[0]]["finding"] == "truanting", "the street's stays beside it"
    assert found[stops[0]]["register_code"] == "I"
    assert found[stops[0]]["told_by"] == "attendance officer"


def test_a_mark_that_is_none_keeps_no_other_answer_back(
    amina: Visitor, desk: Desk, phone: PretendPhone, stops: list[str], page: str
) -> None:
    answers(amina, page, dict(zip(stops, ("o", "XYZ", ""), strict=True)))
    assert amina.status == 422
    assert "“XYZ” is no register mark" in amina.words
    assert "1 answer saved. What is left is below." in amina.words
    assert amina.typed(page)[f"code-{stops[1]}"] == "XYZ", "what was typed stays"
    found = by_id(desk, phone)
    assert [found[each]["verification"] for each in stops] == ["confirmed", "pending", "pending"]


def test_a_question_mark_says_that_the_school_can_not_say(
    amina: Visitor, desk: Desk, phone: PretendPhone, stops: list[str], page: str
) -> None:
    answers(amina, page, {stops[0]: "?"})
    found = by_id(desk, phone)[stops[0]]
    assert (found["verification"], found["register_code"]) == ("cannot_verify", None)


def test_a_mark_that_can_mean_two_things_is_asked_about_and_then_taken(
    amina: Visitor, desk: Desk, phone: PretendPhone, stops: list[str], page: str
) -> None:
    answers(amina, page, {stops[0]: "/"})
    assert "/ can mean two things. Choose which" in amina.words
    assert by_id(desk, phone)[stops[0]]["verification"] == "pending"
    amina.send(page, {f"finding-{stops[0]}": "not_absent"})
    found = by_id(desk, phone)[stops[0]]
    assert (found["verification"], found["verified_finding"]) == ("changed", "not_absent")


def test_who_told_us_is_asked_for_before_anything_is_saved(
    amina: Visitor, desk: Desk, phone: PretendPhone, stops: list[str], page: str
) -> None:
    answers(amina, page, {stops[0]: "O"}, told_by="")
    assert "Enter who at the school told you" in amina.words
    assert amina.typed(page)[f"code-{stops[0]}"] == "O"
    assert by_id(desk, phone)[stops[0]]["verification"] == "pending"


def test_a_page_without_a_teller_names_the_wrong_marks_as_well(
    amina: Visitor, stops: list[str], page: str
) -> None:
    answers(amina, page, {stops[0]: "XX"}, told_by="")
    assert "Enter who at the school told you" in amina.words
    assert "“XX” is no register mark" in amina.words


def test_another_desk_that_was_faster_is_shown_and_what_was_typed_is_kept(
    amina: Visitor, desk: Desk, phone: PretendPhone, stops: list[str], page: str
) -> None:
    amina.open(page)
    (stop,) = (each for each in desk.stops(phone.sweep_id) if each["id"] == stops[0])
    said = {"stop_id": stop["id"], "base_op": stop["head"], "verification": "confirmed"}
    desk.push(
        operation("stop.verify", {**said, "verified_finding": "truanting", "register_code": "O"})
    )
    amina.send(page, {"told_by": "the head", f"code-{stops[0]}": "M", f"code-{stops[1]}": "I"})
    assert "the school said truanting. Save again to enter yours" in amina.words
    found = by_id(desk, phone)
    assert found[stops[0]]["register_code"] == "O", "theirs stands"
    assert found[stops[1]]["register_code"] == "I", "the other was saved"
    assert amina.typed(page)[f"code-{stops[0]}"] == "M"
    amina.send(page)
    assert by_id(desk, phone)[stops[0]]["register_code"] == "M"


def test_children_are_marked_as_asked_about_and_still_wait(
    amina: Visitor, desk: Desk, phone: PretendPhone, stops: list[str], page: str
) -> None:
    answers(amina, page, {stops[0]: "O"})
    amina.send(f"{page}/asked")
    assert "2 children marked as asked about." in amina.words
    found = by_id(desk, phone)
    assert [found[each]["verification"] for each in stops] == ["confirmed", "asked", "asked"]
    assert "0 2 1" in amina.open(f"/sweeps/{phone.sweep_id}/verify").words


def test_the_list_names_the_next_school_and_counts_by_school(
    amina: Visitor, phone: PretendPhone, stops: list[str], page: str
) -> None:
    phone.push(phone.stop("not_established"))
    amina.open(f"/sweeps/{phone.sweep_id}/verify")
    assert "0 of 4 answered. Next:" in amina.words
    assert "School not known" in amina.words
    answers(amina, page, dict(zip(stops, "OIL", strict=True)))
    assert amina.address == f"/sweeps/{phone.sweep_id}/verify"
    assert "3 of 4 answered. Next: School not known" in amina.words


def test_a_verifier_may_answer_too(
    app: Flask, desk: Desk, phone: PretendPhone, stops: list[str], page: str
) -> None:
    visitor = Visitor(app.test_client())
    visitor.sign_in(add_user(app, "verifier@solihull.example", "verifier"))
    answers(visitor, page, {stops[0]: "O"})
    assert by_id(desk, phone)[stops[0]]["verification"] == "confirmed"


def test_the_list_to_print_has_references_and_no_finding(
    amina: Visitor, phone: PretendPhone, stops: list[str], page: str
) -> None:
    amina.open(f"{page}/print")
    assert "No names are on this list" in amina.words
    assert "Truanting" not in amina.words
    assert amina.words.count("SW-") == 3


def test_n_is_an_answer_that_is_worth_asking_again(
    amina: Visitor, desk: Desk, phone: PretendPhone, stops: list[str], page: str
) -> None:
    answers(amina, page, {stops[0]: "n"})
    told = by_id(desk, phone)[stops[0]]
    assert (told["verification"], told["verified_finding"]) == ("changed", "not_established")
    assert "N is an answer: the child counts as “Can’t tell”" in amina.words
    assert f'href="/stops/{stops[0]}/answer">ask again' in amina.page
    assert "1 answered N: ask again" in amina.open(f"/sweeps/{phone.sweep_id}/verify").words
    again = f"/stops/{stops[0]}/answer"
    amina.open(again).send(again, code="I", told_by="attendance officer", why="they know now")
    assert by_id(desk, phone)[stops[0]]["verified_finding"] == "legitimately_absent"
    assert "answered N" not in amina.open(f"/sweeps/{phone.sweep_id}/verify").words
    assert "N is an answer" not in amina.open(page).words


def test_a_list_of_children_whose_school_is_not_known_goes_to_no_school(
    amina: Visitor, phone: PretendPhone, stops: list[str], page: str
) -> None:
    phone.push(phone.stop("truanting"))
    unknown = f"/sweeps/{phone.sweep_id}/verify/unknown"
    assert "Who at the school told you?" not in amina.open(unknown).words
    assert "as asked about" not in amina.words
    assert "A list to print, for finding out their schools" in amina.open(unknown).words
    amina.open(f"{unknown}/print")
    assert "No school is recorded for this child." in amina.words
    assert "goes to no school" in amina.words
    assert "your school" not in amina.words
    assert "Register mark" not in amina.words
    assert "said to be at your school" in amina.open(f"{page}/print").words


def test_an_answer_about_a_stop_that_left_the_page_meanwhile_is_not_dropped_without_a_word(
    amina: Visitor, desk: Desk, phone: PretendPhone, stops: list[str], page: str
) -> None:
    amina.open(page)
    removed, moved, _ = phone.made
    phone.push(
        phone.make("stop.void", stop_id=stops[0], base_op=op_id(removed), why="undo"),
        phone.amend(moved, school_urn="104110"),
    )
    amina.send(page, {"told_by": "the office", **dict.fromkeys(map("code-{}".format, stops), "I")})
    assert amina.status == 422
    for stop in stops[:2]:
        assert f"{reference(stop)}: no longer on this page, since it was removed" in amina.words
        assert f'href="/stops/{stop}"' in amina.page
    assert "1 answer saved." in amina.words
    assert "What is left is below." not in amina.words, "nothing is"
    found = by_id(desk, phone)
    assert [found[each]["register_code"] for each in stops[1:]] == [None, "I"]


def test_where_every_stop_that_was_answered_about_left_the_page_nobody_is_asked_for_a_mark(
    amina: Visitor, phone: PretendPhone, stops: list[str], page: str
) -> None:
    amina.open(page)
    phone.push(phone.amend(phone.made[0], school_urn="104110"))
    amina.send(page, {"told_by": "the office", f"code-{stops[0]}": "O"})
    assert f"{reference(stops[0])}: no longer on this page" in amina.words
    assert "Enter at least one register mark" not in amina.words
