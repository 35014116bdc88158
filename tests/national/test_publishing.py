"""Making a return final, its revisions, and the warnings that can be explained and never stop anybody."""

from datetime import date, timedelta

import pytest
from flask import Flask

from national.given import SPRING, Sender, bring_in_region, opened, token_of, total
from rig.pages import Visitor, add_user
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, new_id, op_id, record_id
from sweep.schools.bring_in import bring_in_terms
from sweep.schools.term_file import ReadTerm


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Figures and their history are tried on both databases; what is done with them does not depend on it."""
    return sqlite_url


ENDINGS = ("csv", "meta.csv", "csv-metadata.json")


@pytest.fixture
def walked(desk: Desk) -> PretendPhone:
    phone = opened(desk, {"PC 2231": "constable"})
    phone.push(*phone.shift(60), phone.stop("truanting", "parent"))
    return phone


def final(amina: Visitor, path: str = SPRING) -> Visitor:
    """Press the button, and the one that it leads to."""
    amina.open(path).send(path)
    return amina.send(path) if "Not final yet" in amina.words else amina


def test_warnings_are_asked_about_once_and_then_stop_nobody(
    walked: PretendPhone, amina: Visitor
) -> None:
    amina.open(SPRING).send(SPRING)
    assert "Not final yet." in amina.words
    assert "None yet." in amina.words
    amina.send(SPRING)
    assert "Final: revision 1" in amina.words
    assert "Revision 1 , made final at" in amina.words
    assert "by Amina Yusuf" in amina.words


def test_a_warning_that_came_up_since_is_asked_about_too(
    walked: PretendPhone, amina: Visitor
) -> None:
    amina.open(SPRING).send(SPRING)
    asked = amina.page
    start = {"shift_id": new_id(), "sweep_id": walked.sweep_id, "officer_id": walked.officer_id}
    walked.push(walked.make("shift.start", **start, started_at=TEN_O_CLOCK.isoformat()))
    amina.page = asked
    amina.send(SPRING)
    assert "Not final yet." in amina.words
    assert "1 shift is still open" in amina.words


def test_figures_that_changed_since_they_were_shown_are_shown_again_and_not_published(
    walked: PretendPhone, amina: Visitor, sender: Sender
) -> None:
    amina.open(SPRING).send(SPRING)
    asked = amina.page
    walked.push(walked.stop("late", "alone"))
    amina.page = asked
    amina.send(SPRING)
    assert "The figures changed while you had them open." in amina.words
    assert "None yet." in amina.words
    amina.send(SPRING).send(SPRING)
    assert "Final: revision 1" in amina.words
    assert total(sender.get(f"{SPRING}.csv?revision=1"))["children_stopped"] == "2"


def test_two_presses_and_two_tabs_publish_once(
    walked: PretendPhone, amina: Visitor, sender: Sender
) -> None:
    amina.open(SPRING).send(SPRING)
    asked = amina.page
    for _ in range(3):
        amina.page = asked
        amina.send(SPRING)
    assert "Final: revision 1" in amina.words
    assert sender.note(SPRING)["revision"] == 1
    sender.get(f"{SPRING}?revision=2", expect=404)


def test_explanations_are_kept_with_the_return_and_leave_nothing_to_ask(
    app: Flask, desk: Desk, walked: PretendPhone, amina: Visitor, sender: Sender
) -> None:
    bring_in_region(app)
    for code in sorted(sender.codes(SPRING)):
        amina.open(SPRING).post(
            f"{SPRING}/explanations",
            {**amina.typed(f"{SPRING}/explanations"), "code": code, "words": f"Known: {code}"},
        )
    amina.send(SPRING)
    assert "Final: revision 1" in amina.words
    for each in sender.note(SPRING)["warnings"]:
        assert each["explanation"] == f"Known: {each['code']}"
    assert "Explained: Known: not_all_verified" in amina.open(f"{SPRING}?revision=1").words


def test_what_was_explained_can_be_said_otherwise_and_taken_back(
    walked: PretendPhone, amina: Visitor, sender: Sender
) -> None:
    for words in ("First", "Second", ""):
        form = amina.open(SPRING).typed(f"{SPRING}/explanations")
        amina.post(f"{SPRING}/explanations", {**form, "code": "not_all_verified", "words": words})
        said = {each["code"]: each["explanation"] for each in sender.note(SPRING)["warnings"]}
        assert said["not_all_verified"] == words


def test_an_explanation_of_what_is_no_warning_is_turned_away(
    walked: PretendPhone, amina: Visitor
) -> None:
    form = amina.open(SPRING).typed(f"{SPRING}/explanations")
    amina.post(f"{SPRING}/explanations", {**form, "code": "nonsense", "words": "?"})
    assert amina.status == 400


def test_a_verifier_sees_the_return_and_can_not_make_it_final(
    app: Flask, walked: PretendPhone, visitor: Visitor, sender: Sender
) -> None:
    email = add_user(app, "hughes@solihull.example", "verifier")
    words = visitor.sign_in(email).open(SPRING).words
    assert "Provisional: not published yet" in words
    assert "Make this return final" not in words
    hughes = Sender(app, token_of(app, email))
    hughes.post(SPRING, expect=403, seen=" ".join(sender.codes(SPRING)))
    hughes.post(f"{SPRING}/explanations", expect=403, code="not_all_verified", words="so")
    assert sender.note(SPRING)["status"] == "Provisional"


def test_published_files_are_kept_byte_for_byte_whatever_comes_later(
    walked: PretendPhone, amina: Visitor, sender: Sender
) -> None:
    final(amina)
    published = [sender.get(f"{SPRING}.{ending}") for ending in ENDINGS]
    walked.push(walked.stop("late", "alone"))
    assert sender.get(f"{SPRING}.csv") != published[0]
    kept = [sender.get(f"{SPRING}.{ending}?revision=1") for ending in ENDINGS]
    assert kept == published
    assert "Final: revision 1" not in amina.open(SPRING).words


def test_a_second_revision_says_for_ever_what_changed_since_the_first(
    walked: PretendPhone, amina: Visitor
) -> None:
    final(amina)
    assert "What changed since" not in amina.open(f"{SPRING}?revision=1").words
    walked.push(walked.stop("late", "alone"))
    final(amina)
    assert "See what changed since revision 1" in amina.words
    walked.push(walked.stop("late", "alone"))
    words = amina.open(f"{SPRING}?revision=2").words
    assert "What changed since revision 1" in words
    assert "All sweeps Before In this revision Encounters 1 2 Children stopped 1 2" in words


def test_another_authority_sees_nothing_of_what_was_published(
    app: Flask, walked: PretendPhone, sender: Sender, middlesbrough: Desk
) -> None:
    sender.make_final(SPRING)
    other = Sender(app, middlesbrough.token)
    assert other.note(SPRING)["revision"] == 1
    other.get(f"{SPRING}.csv?revision=1", expect=404)
    assert total(other.get(f"{SPRING}.csv"))["children_stopped"] == "0"
    assert "None yet." in other.words(SPRING)


def test_a_change_that_is_taken_back_is_the_published_revision_again(
    walked: PretendPhone, amina: Visitor, sender: Sender
) -> None:
    final(amina)
    published = [sender.get(f"{SPRING}.{ending}") for ending in ENDINGS]
    stop = walked.stop("late")
    walked.push(stop)
    assert sender.note(SPRING)["revision"] == 2
    walked.push(walked.make("stop.void", stop_id=record_id(stop), base_op=op_id(stop), why="twice"))
    assert [sender.get(f"{SPRING}.{ending}") for ending in ENDINGS] == published


def test_the_list_of_returns_says_which_changed_since_it_was_final(
    walked: PretendPhone, amina: Visitor
) -> None:
    final(amina)
    words = amina.open("/returns").words
    assert "Spring term 2025/26 Final Revision 1 Sweeps 1" in words
    assert "Academic year 2025/26 Provisional Revision – Sweeps 1" in words
    walked.push(walked.stop("late"))
    words = amina.open("/returns").words
    assert "figures changed since revision 1 Final, changed since Revision 1" in words


def test_a_return_says_that_the_years_is_out_of_date_too(
    walked: PretendPhone, amina: Visitor, sender: Sender
) -> None:
    year = "/returns/202526/year"
    final(amina, year)
    assert "others_out_of_date" not in sender.codes(SPRING)
    walked.push(walked.stop("late"))
    assert "Changed since published, too: Academic year 2025/26." in amina.open(SPRING).words
    assert "others_out_of_date" not in sender.codes(year)


def test_the_empty_list_teaches_and_the_menu_leads_to_it(amina: Visitor) -> None:
    assert 'href="/returns"' in amina.open("/sweeps").page
    assert "No returns yet. They make themselves from your sweeps." in amina.open("/returns").words


def test_a_planned_sweep_does_not_count_and_is_named(desk: Desk, sender: Sender) -> None:
    desk.sweep([desk.officer("PC 2231")], title="Not yet")
    assert total(sender.get(f"{SPRING}.csv"))["sweeps_count"] == "0"
    words = sender.words(SPRING)
    assert "Only planned, so not counted: Not yet" in words
    assert sender.codes(SPRING) >= {"no_sweeps"}


def test_records_of_a_sweep_that_nobody_opened_are_warned_of(desk: Desk, sender: Sender) -> None:
    officer = desk.officer("PC 2231")
    phone = desk.enrol(desk.sweep([officer]), officer)
    assert "never_opened" not in sender.codes(SPRING)
    stop = phone.stop()
    phone.push(stop)
    assert total(sender.get(f"{SPRING}.csv"))["children_stopped"] == "0"
    (said,) = (
        each["detail"] for each in sender.note(SPRING)["warnings"] if each["code"] == "never_opened"
    )
    named = "the local sweep of Mon 12 January 2026 from 09:00"
    assert said.endswith(f"nobody opened their sweep: {named}.")
    phone.push(phone.make("stop.void", stop_id=record_id(stop), base_op=op_id(stop), why="test"))
    assert "never_opened" not in sender.codes(SPRING)


def test_a_sweep_belongs_whole_to_the_term_in_which_it_starts(desk: Desk, sender: Sender) -> None:
    """1 April 2026 is before Easter Sunday, the 5th."""
    begins = TEN_O_CLOCK.replace(month=4, day=1)
    phone = opened(
        desk,
        {"PC 2231": "constable"},
        starts_at=begins.isoformat(),
        ends_at=(begins + timedelta(days=7)).isoformat(),
    )
    phone.push(phone.stop(stopped_at=(begins + timedelta(days=6)).isoformat()))
    assert total(sender.get(f"{SPRING}.csv"))["children_stopped"] == "1"
    assert total(sender.get("/returns/202526/summer.csv"))["children_stopped"] == "0"
    assert "across_terms" in sender.codes(SPRING)


def test_the_authoritys_own_terms_decide_where_there_are_any(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    begins = TEN_O_CLOCK.replace(month=4, day=1)
    opened(
        desk,
        {"PC 2231": "constable"},
        starts_at=begins.isoformat(),
        ends_at=(begins + timedelta(hours=4)).isoformat(),
    )
    assert "terms_not_imported" in sender.codes(SPRING)
    with app.app_context():
        bring_in_terms(1, [ReadTerm("Summer term", date(2026, 3, 30), date(2026, 7, 21))])
    assert total(sender.get(f"{SPRING}.csv"))["sweeps_count"] == "0"
    summer = "/returns/202526/summer"
    assert total(sender.get(f"{summer}.csv"))["sweeps_count"] == "1"
    assert "terms_not_imported" not in sender.codes(summer)


def test_each_thing_to_know_is_a_warning(desk: Desk, sender: Sender) -> None:
    phone = opened(desk, {"PC 2231": "constable"})
    stranger = desk.officer("PC 7")
    phone.shift(60)
    phone.shift(90)
    phone.shift(30, stranger)
    late = (TEN_O_CLOCK + timedelta(days=1)).isoformat()
    phone.stop("truanting", outcome="returned_to_school_s16", stopped_at=late)
    phone.push(held={phone.sweep_id: 2}, unsent=2, made=len(phone.made) + 2)
    assert sender.codes(SPRING) == {
        *("sweeps_not_final", "not_all_verified", "overlapping_shifts", "region_unknown"),
        *("terms_not_imported", "phones_waited_for", "no_authorisation", "off_roster"),
        *("outside_period", "removals_to_look_at"),
    }
    details = {each["code"]: each["detail"] for each in sender.note(SPRING)["warnings"]}
    assert details["off_roster"].startswith("0.5 officer-hours")
    assert details["phones_waited_for"] == (
        "Phones may still hold records of the local sweep of Mon 12 January 2026 from 09:00."
    )
    assert "PC 2231’s phone" in sender.words(SPRING)


def test_hours_in_national_and_local_sweeps_at_once_are_counted_once_in_the_total(
    desk: Desk, sender: Sender
) -> None:
    officer = desk.officer("PC 2231")
    for kind in ("national", "local"):
        phone = desk.enrol(desk.sweep([officer], status="open", kind=kind), officer)
        phone.push(*phone.shift(60))
    content = sender.get(f"{SPRING}.csv")
    hours = [total(content, kind)["officer_hours"] for kind in ("National", "Local", "Total")]
    assert hours == ["1.0", "1.0", "1.0"]
    assert {"overlapping_shifts", "hours_do_not_add_up"} <= sender.codes(SPRING)
