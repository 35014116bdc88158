"""A stop's own page: what was recorded, what became of it, and changing it with a reason."""

import re
from typing import Any

import pytest
from flask import Flask

from rig.pages import Visitor, add_user
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, new_id, op_id, operation, record_id
from sweep.core.reference import reference
from sweep.schools.bring_in import bring_in_schools
from sweep.schools.gias import ReadSchool
from sweep.sync.erasing import erase


@pytest.fixture
def stop(phone: PretendPhone) -> str:
    """A truant with a parent; the officer wrote a name into the note."""
    text = phone.stop(
        "truanting", "parent", reason="no_reason_given", age_band="11_15", note="Zzyzx Quill"
    )
    phone.push(text)
    return text


@pytest.fixture
def page(stop: str) -> str:
    return f"/stops/{record_id(stop)}"


def the_stop(desk: Desk, phone: PretendPhone) -> dict[str, Any]:
    (found,) = desk.stops(phone.sweep_id)
    return found


def test_the_page_shows_what_was_recorded_and_its_history(
    amina: Visitor, phone: PretendPhone, stop: str, page: str
) -> None:
    phone.push(phone.amend(stop, finding="late"))
    amina.open(page)
    assert "On the street Late" in amina.words
    assert "Stop , 10:00" not in amina.words, "told as received, not as recorded"
    assert "by PC 2231" in amina.words
    assert "Finding: Truanting → Late" in amina.words
    assert "Why: seen again" in amina.words
    assert "To be asked" in amina.words


def test_a_change_that_lost_is_shown_as_overruled(
    amina: Visitor, desk: Desk, phone: PretendPhone, stop: str, page: str
) -> None:
    said = {"stop_id": record_id(stop), "base_op": op_id(stop), "why": "heard from the officer"}
    desk.push(operation("stop.amend", {**said, "changes": {"accompanied_by": "alone"}}))
    phone.push(phone.amend(stop, accompanied_by="other_adult"))
    amina.open(page)
    assert "It does not stand: another change of the same record was taken instead." in amina.words
    assert "Changed in two places." in amina.words
    assert "With the child: Parent → Other adult" in amina.words


def test_an_answer_is_corrected_with_a_reason(
    amina: Visitor, desk: Desk, phone: PretendPhone, page: str
) -> None:
    amina.open(f"{page}/correct")
    amina.send(f"{page}/correct", finding="late", reason="on_the_way", why="misread")
    found = the_stop(desk, phone)
    assert (found["finding"], found["reason"]) == ("late", "on_the_way")
    assert found["stopped_at"] == TEN_O_CLOCK.isoformat(), "what was not touched stays"
    assert "The correction is saved." in amina.words
    assert "Why: misread" in amina.words


def test_the_school_that_is_entered_tells_its_phase_unless_somebody_answered_otherwise(
    app: Flask, amina: Visitor, desk: Desk, phone: PretendPhone, page: str
) -> None:
    with app.app_context():
        arden = ReadSchool("136333", "Arden", "secondary", None, None)
        bring_in_schools(1, [arden, ReadSchool("104050", "Bentley", "primary", None, None)])

    def phase_at(school: str, **typed: str) -> str | None:
        amina.open(f"{page}/correct")
        amina.send(f"{page}/correct", school=school, why="the office knew", **typed)
        found = the_stop(desk, phone)
        assert found["school_urn"] == {"Arden": "136333", "Bentley": "104050"}[school]
        return None if found["phase"] is None else str(found["phase"])

    assert the_stop(desk, phone)["phase"] is None
    assert phase_at("Arden") == "secondary"
    assert phase_at("Bentley") == "primary"
    assert phase_at("Arden", phase="special_or_ap") == "special_or_ap"
    assert phase_at("Bentley") == "special_or_ap"


def test_without_a_reason_nothing_is_corrected(
    amina: Visitor, desk: Desk, phone: PretendPhone, page: str
) -> None:
    amina.open(f"{page}/correct").send(f"{page}/correct", accompanied_by="alone")
    assert amina.status == 422
    assert "Say why" in amina.words
    assert amina.typed(f"{page}/correct")["accompanied_by"] == "alone"
    assert the_stop(desk, phone)["accompanied_by"] == "parent"


def test_a_reason_of_another_finding_is_asked_about(
    amina: Visitor, desk: Desk, phone: PretendPhone, page: str
) -> None:
    amina.open(f"{page}/correct").send(f"{page}/correct", finding="late", why="misread")
    assert "Choose a reason that goes with “Late”, or none" in amina.words
    assert the_stop(desk, phone)["finding"] == "truanting"


def test_a_form_that_changes_nothing_makes_no_operation(
    amina: Visitor, desk: Desk, phone: PretendPhone, page: str
) -> None:
    before = the_stop(desk, phone)["rev"]
    amina.open(f"{page}/correct").send(f"{page}/correct", why="looked at it")
    assert "Nothing was changed" in amina.words
    assert the_stop(desk, phone)["rev"] == before


def test_a_stop_in_the_hour_that_comes_twice_keeps_its_time_when_its_answer_is_corrected(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    """Clocks went back at 01:00 UTC: 01:30 came at 00:30 UTC and again at 01:30."""
    second = "2025-10-26T01:30:20+00:00"
    text = phone.stop(stopped_at=second)
    phone.push(text)
    address = f"/stops/{record_id(text)}/correct"
    amina.open(address).send(address, accompanied_by="parent", why="misread")
    assert "The correction is saved." in amina.words
    (found,) = desk.stops(phone.sweep_id)
    assert (found["accompanied_by"], found["stopped_at"]) == ("parent", second)


def test_a_time_and_a_place_are_corrected(
    amina: Visitor, desk: Desk, phone: PretendPhone, page: str
) -> None:
    amina.open(f"{page}/correct")
    amina.send(
        f"{page}/correct", {"stopped_at-clock": "10:30"}, location="none", why="told by officer"
    )
    found = the_stop(desk, phone)
    assert found["stopped_at"] == TEN_O_CLOCK.replace(minute=30).isoformat()
    assert found["location"]["lat"] is None


def test_who_was_overtaken_sees_what_stands_and_keeps_what_was_typed(
    amina: Visitor, desk: Desk, phone: PretendPhone, stop: str, page: str
) -> None:
    form = f"{page}/correct"
    amina.open(form)
    phone.push(phone.amend(stop, accompanied_by="other_adult"))
    amina.send(form, finding="late", reason="", why="misread")
    assert amina.status == 422
    assert "changed while you had it open" in amina.words
    assert "PC 2231 changed it" in amina.words
    assert "With the child: other adult" in amina.words
    assert amina.typed(form)["finding"] == "late"
    assert the_stop(desk, phone)["finding"] == "truanting"
    amina.send(form)
    assert the_stop(desk, phone)["finding"] == "late"


def test_a_removed_stop_says_who_removed_it_and_counts_nowhere(
    amina: Visitor, desk: Desk, phone: PretendPhone, page: str
) -> None:
    amina.open(f"{page}/remove").send(f"{page}/remove", why="entered twice")
    assert desk.stops(phone.sweep_id) == []
    assert "Removed: this stop counts nowhere" in amina.words
    assert "Amina Yusuf at a desk removed it" in amina.words
    assert "Why: entered twice" in amina.words
    assert amina.open(f"{page}/correct").status == 404


def test_a_removed_stop_is_put_back_with_a_reason_and_its_page_tells_both(
    amina: Visitor, desk: Desk, phone: PretendPhone, page: str
) -> None:
    amina.open(f"{page}/remove").send(f"{page}/remove", why="entered twice")
    before = desk.summary(phone.sweep_id)["children_stopped"]
    amina.open(f"{page}/put-back").send(f"{page}/put-back")
    assert amina.status == 422
    assert "Say why" in amina.words
    assert desk.stops(phone.sweep_id) == []
    amina.send(f"{page}/put-back", why="it was another child")
    assert "The stop is put back, and counts again." in amina.words
    assert "Why: entered twice" in amina.words
    assert "Stop put back" in amina.words
    assert "Why: it was another child" in amina.words
    assert (before, desk.summary(phone.sweep_id)["children_stopped"]) == (0, 1)
    assert amina.open(f"{page}/put-back").status == 404, "it counts already"


def test_who_puts_back_what_somebody_changed_meanwhile_is_told(
    amina: Visitor, desk: Desk, phone: PretendPhone, page: str
) -> None:
    amina.open(f"{page}/remove").send(f"{page}/remove", why="entered twice")
    form = f"{page}/put-back"
    body = {**amina.open(form).typed(form), "why": "it was another child"}
    (shown,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/stops")["stops"]
    said = {"stop_id": shown["id"], "base_op": shown["head"], "why": "seen again"}
    desk.push(operation("stop.amend", {**said, "changes": {"finding": "late"}}))
    amina.post(form, body)
    assert amina.status == 422
    assert "changed while you had it open" in amina.words
    assert desk.stops(phone.sweep_id) == []


def test_only_coordinators_put_a_stop_back(
    app: Flask, amina: Visitor, desk: Desk, phone: PretendPhone, page: str
) -> None:
    amina.open(f"{page}/remove").send(f"{page}/remove", why="entered twice")
    assert "Put it back" in amina.open(page).words
    add_user(app, "v@solihull.example", "verifier")
    verifier = Visitor(app.test_client()).sign_in("v@solihull.example")
    assert "Put it back" not in verifier.open(page).words
    assert verifier.open(f"{page}/put-back").status == 403


def test_words_taken_out_of_a_note_are_on_no_page_any_more(
    amina: Visitor, desk: Desk, phone: PretendPhone, page: str
) -> None:
    assert "Zzyzx Quill" in amina.open(page).words
    amina.open(f"{page}/note")
    assert "The first words are not destroyed" in amina.words
    amina.send(f"{page}/note", note="", why="held a name")
    assert the_stop(desk, phone)["note"] == ""
    for address in (page, f"/sweeps/{phone.sweep_id}/live", f"{page}/correct"):
        assert "Zzyzx" not in amina.open(address).page, address
    assert "Note: taken away" in amina.open(page).words


def test_an_answer_is_entered_put_right_and_taken_back(
    amina: Visitor, desk: Desk, phone: PretendPhone, page: str
) -> None:
    form = f"{page}/answer"
    amina.open(form).send(form, told_by="the office", code="m")
    assert the_stop(desk, phone)["verified_finding"] == "legitimately_absent"
    amina.open(form).send(form, code="O")
    assert "Say why" in amina.words
    amina.send(form, why="the mark was put right")
    assert the_stop(desk, phone)["verification"] == "confirmed"
    amina.open(form).send(form, back="yes", why="it was about another child")
    found = the_stop(desk, phone)
    assert (found["verification"], found["verified_finding"]) == ("pending", None)
    assert "The school’s answer is taken back." in amina.words


def test_a_stop_is_found_by_its_reference_however_it_is_typed(
    amina: Visitor, phone: PretendPhone, stop: str, page: str
) -> None:
    phone.push(phone.stop())
    known = reference(record_id(stop))
    for typed in (known, known.lower(), known.removeprefix("SW-"), f" {known} "):
        amina.open(f"/sweeps/{phone.sweep_id}/stops?reference={typed}")
        assert amina.address == page, typed
    amina.open(f"/sweeps/{phone.sweep_id}/stops?reference=SW-%21%21%21%21")
    assert "No stop of this sweep has that reference" in amina.words


def test_an_erased_stop_says_so_and_nothing_else(
    app: Flask, amina: Visitor, stop: str, page: str
) -> None:
    with app.app_context():
        erase(1, record_id(stop), "asked by the family", TEN_O_CLOCK)
    amina.open(page)
    assert amina.status == 410
    assert "was erased" in amina.words
    assert "Zzyzx" not in amina.page


def test_a_change_that_was_kept_out_leads_to_where_it_is_decided(
    amina: Visitor, phone: PretendPhone, stop: str, page: str
) -> None:
    phone.push(phone.amend(stop, finding="nonsense"))
    amina.open(page)
    assert "It is kept out until a coordinator decides on it. Decide on it" in amina.words
    address = re.findall(r'href="(/quarantine/[0-9a-f]{64})"', amina.page)[0]
    assert amina.open(address).status == 200


def test_a_verifier_reads_a_stop_and_enters_answers_but_corrects_nothing(
    app: Flask, phone: PretendPhone, stop: str, page: str
) -> None:
    verifier = Visitor(app.test_client()).sign_in(
        add_user(app, "verifier@solihull.example", "verifier")
    )
    verifier.open(page)
    assert "Enter the school’s answer" in verifier.words
    assert "Correct it" not in verifier.words
    for deed in ("correct", "note", "remove"):
        assert verifier.open(f"{page}/{deed}").status == 403, deed
    assert verifier.open(f"{page}/answer").status == 200


def test_children_stopped_together_lead_to_each_other(amina: Visitor, phone: PretendPhone) -> None:
    group = new_id()
    one, other = phone.stop(encounter_id=group), phone.stop(encounter_id=group)
    phone.push(one, other, phone.stop())
    amina.open(f"/stops/{record_id(one)}")
    assert f"Stopped together with {reference(record_id(other))} ." in amina.words
