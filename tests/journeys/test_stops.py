"""What an officer can do with a stop besides saving it."""

import json
import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from journeys.hand import PLACE_KNOWN, SAVED
from journeys.screens import OUTSIDE
from journeys.solihull import Solihull
from journeys.thumb import Thumb
from rig.pushes import operations_in

PUSH = "**/api/v1/sync/push"
COPIED = ("location", "stopped_at", "accompanied_by", "encounter_id", "shift_id", "sweep_id")


def test_another_child_of_the_same_group_has_its_place_time_company_and_encounter(
    solihull: Solihull, thumb: Thumb
) -> None:
    context = thumb.page.context
    context.set_offline(True)
    thumb.record_stop("Truanting", "Other adult")
    thumb.press("+1 same group")
    thumb.sees("Place and time of the group")
    thumb.answer("What did you find?", "Late")
    thumb.press("Save")
    thumb.sees("Late · with another adult")
    with thumb.page.expect_request(PUSH) as push:
        context.set_offline(False)
    thumb.all_is_sent()
    first, second = (json.loads(text)["data"] for text in operations_in(push.value))
    assert [first["finding"], second["finding"]] == ["truanting", "late"]
    assert {name: second[name] for name in COPIED} == {name: first[name] for name in COPIED}
    assert {stop["encounter_id"] for stop in solihull.stops()} == {first["encounter_id"]}


def test_a_group_keeps_its_time_on_a_phone_whose_clock_is_slow(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.page.clock.install(time=datetime.now(UTC) - timedelta(minutes=30))
    thumb.page.reload()
    thumb.record_stop("Truanting", "Alone")
    thumb.all_is_sent()
    thumb.press("+1 same group")
    thumb.answer("What did you find?", "Late")
    thumb.press("Save")
    thumb.sees("Late · alone")
    thumb.all_is_sent()
    first, second = (datetime.fromisoformat(stop["stopped_at"]) for stop in solihull.stops())
    assert abs(second - first) < timedelta(minutes=1)


def test_the_two_most_frequent_companies_save_as_well(solihull: Solihull, thumb: Thumb) -> None:
    for number, company in enumerate(("Alone", "Parent"), 1):
        before = thumb.taps
        thumb.press("New stop")
        thumb.sees(PLACE_KNOWN)
        thumb.answer("What did you find?", "Has a reason")
        thumb.press(f"{company} · save")
        thumb.sees(re.compile(f"^{number} stopped"))
        assert thumb.taps - before == 3
    thumb.all_is_sent()
    found = [(stop["finding"], stop["accompanied_by"]) for stop in solihull.stops()]
    assert found == [("legitimately_absent", "alone"), ("legitimately_absent", "parent")]


def test_saving_with_the_company_asks_for_the_finding_all_the_same(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.press("New stop")
    thumb.press("Alone · save")
    thumb.sees("Choose what you found")
    thumb.answer("What did you find?", "Late")
    thumb.press("Save")
    thumb.sees("Late · alone")


def test_the_form_times_itself_and_nothing_but_a_new_stop_says_so(
    solihull: Solihull, thumb: Thumb
) -> None:
    context = thumb.page.context
    context.set_offline(True)
    thumb.record_stop("Truanting", "Alone")
    thumb.press("+1 same group")
    thumb.answer("What did you find?", "Late")
    thumb.press("Save")
    thumb.sees("Late · alone")
    thumb.press("Undo")
    thumb.waits_to_send(3)
    with thumb.page.expect_request(PUSH) as push:
        context.set_offline(False)
    first, second, undone = (json.loads(text)["data"] for text in operations_in(push.value))
    assert (first["form"]["taps"], second["form"]["taps"]) == (4, 3)
    assert first["form"]["ms"] > 0
    assert "form" not in undone


def test_keys_count_as_taps(solihull: Solihull, thumb: Thumb) -> None:
    thumb.page.context.set_offline(True)
    thumb.press("New stop")
    thumb.sees(PLACE_KNOWN)
    keys = thumb.page.keyboard
    thumb.page.get_by_role("radio", name="Late").focus()
    keys.press("Space")
    thumb.page.get_by_role("button", name="Parent · save").focus()
    keys.press("Enter")
    thumb.sees("Late · with a parent")
    with thumb.page.expect_request(PUSH) as push:
        thumb.page.context.set_offline(False)
    (saved,) = (json.loads(text)["data"] for text in operations_in(push.value))
    assert saved["form"]["taps"] == 3


def test_what_was_saved_can_be_undone_until_the_next_stop(solihull: Solihull, thumb: Thumb) -> None:
    thumb.record_stop("Truanting", "Alone")
    thumb.goes_to("Today")
    thumb.goes_to("Help")
    thumb.goes_to("Stops")
    thumb.press("Undo")
    thumb.sees(re.compile("^0 stopped"))


def test_school_and_ethnicity_are_recorded_as_chosen(solihull: Solihull, thumb: Thumb) -> None:
    thumb.answer_stop("Truanting", "Alone", [("Which school?", "Arbor Way School · 110\u00a0m")])
    thumb.page.get_by_label("Find by name").fill("school king")
    thumb.answer("Which school?", "Kingshurst Parade School")
    thumb.page.get_by_label("Ethnicity").select_option("Not stated")
    thumb.press("Save")
    thumb.sees(SAVED)
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    assert (stop["school_urn"], stop["ethnicity"]) == ("999002", "NS")
    assert stop["phase"] == "primary", "as the school's"


def test_home_educated_ends_the_record_and_takes_back_what_went_beyond_it(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.answer_stop("Not absent", "Parent", [("School", "Primary"), ("Girl or boy", "Girl")])
    thumb.answer("Why", "Home educated")
    thumb.sees("The record ends here: no name, no school, no referral.")
    for question in ("School", "Which school?", "Girl or boy", "What happened next", "Urgent"):
        expect(thumb.page.get_by_role("group", name=question)).to_be_hidden()
    expect(thumb.page.get_by_role("textbox")).to_have_count(0)
    thumb.press("Save")
    thumb.sees(SAVED)
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    assert (stop["reason"], stop["phase"], stop["sex"]) == ("home_educated", None, None)


def test_a_note_that_says_too_much_is_warned_of_by_kind_and_saved_all_the_same(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.answer_stop("Truanting", "Alone")
    thumb.page.get_by_role("textbox", name="Note").fill("ring 07700 900123")
    thumb.sees(re.compile("^This looks like a phone or reference number"))
    thumb.press("Save")
    thumb.sees(SAVED)


def test_a_removal_beyond_the_power_is_remarked_on_and_saved_all_the_same(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.page.context.set_geolocation(OUTSIDE)
    taken = ("What happened next", "Taken to school (s.16)")
    thumb.answer_stop("Truanting", "Alone", [taken], "Place good, 9 m · outside the area")
    thumb.sees("Outside the area of the power.")
    thumb.press("Save")
    thumb.sees(SAVED)


def test_the_next_stop_is_an_encounter_of_its_own(solihull: Solihull, thumb: Thumb) -> None:
    thumb.record_stop("Truanting", "Alone")
    thumb.record_stop("Truanting", "Alone")
    thumb.all_is_sent()
    first, second = solihull.stops()
    assert first["encounter_id"] != second["encounter_id"]


def test_undo_takes_the_stop_away_again(solihull: Solihull, thumb: Thumb) -> None:
    thumb.record_stop("Truanting", "Alone")
    thumb.record_stop("Late", "Parent")
    thumb.press("Undo")
    expect(thumb.page.get_by_text(SAVED)).to_be_hidden()
    thumb.sees(re.compile("^1 stopped"))
    thumb.all_is_sent()
    (left,) = solihull.stops()
    assert left["finding"] == "truanting"


def test_an_officer_can_change_an_own_stop_and_says_why(solihull: Solihull, thumb: Thumb) -> None:
    thumb.record_stop("Truanting", "Alone")
    open_record(thumb, "Truanting")
    thumb.press("Change")
    thumb.answer("What did you find?", "Has a reason")
    thumb.answer("Why", "Medical")
    thumb.press("Save the change")
    thumb.press("Learned more")
    thumb.sees("Why: nothing → Medical")
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    assert (stop["finding"], stop["reason"]) == ("legitimately_absent", "medical_appointment")


def test_an_officer_can_remove_an_own_stop_and_says_why(solihull: Solihull, thumb: Thumb) -> None:
    thumb.record_stop("Truanting", "Alone")
    open_record(thumb, "Truanting")
    thumb.press("Remove")
    thumb.press("Recorded twice")
    thumb.sees("No stops yet today.")
    thumb.all_is_sent()
    assert solihull.stops() == []


def test_a_stop_changed_and_removed_before_it_was_ever_sent_is_removed(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.page.context.set_offline(True)
    thumb.record_stop("Truanting", "Alone")
    open_record(thumb, "Truanting")
    thumb.press("Change")
    thumb.answer("Who is with the child?", "Parent")
    thumb.press("Save the change")
    thumb.press("Tapped the wrong one")
    thumb.press("Remove")
    thumb.press("Only a test")
    thumb.waits_to_send(3)
    thumb.page.context.set_offline(False)
    thumb.all_is_sent()
    assert solihull.stops() == []


def test_save_tapped_too_early_says_what_is_missing_and_keeps_what_was_answered(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.press("New stop")
    thumb.press("Save")
    thumb.sees("Choose what you found")
    thumb.answer("What did you find?", "Excluded")
    thumb.press("Save")
    thumb.sees("Choose who is with the child")
    thumb.answer("Who is with the child?", "Parent")
    thumb.press("Save")
    thumb.sees(SAVED)
    thumb.all_is_sent()
    assert [stop["finding"] for stop in solihull.stops()] == ["excluded"]


def open_record(thumb: Thumb, finding: str) -> None:
    """From the first screen to the record itself."""
    thumb.goes_to("Today")
    thumb.press(re.compile(finding))
    thumb.sees_heading("SW-")


# What is saved is sealed first: held up there, Save takes as long as the test wants.
SLOW_TO_SAVE = """() => {
    const seal = crypto.subtle.encrypt.bind(crypto.subtle)
    let save
    const asked = new Promise((done) => { save = done })
    crypto.subtle.encrypt = async (...what) => { await asked; return seal(...what) }
    window.saveAtLast = save
}"""


def test_a_save_that_ends_late_leaves_the_next_form_open(solihull: Solihull, thumb: Thumb) -> None:
    page = thumb.page
    page.evaluate(SLOW_TO_SAVE)
    thumb.press("New stop")
    thumb.answer("What did you find?", "Truanting")
    thumb.press("Alone · save")
    page.go_back()
    thumb.press("New stop")
    thumb.answer("What did you find?", "Late")
    with page.expect_request(PUSH):
        page.evaluate("() => window.saveAtLast()")
    thumb.press("Parent · save")
    thumb.sees("Late · with a parent")
    thumb.all_is_sent()
    assert sorted(stop["finding"] for stop in solihull.stops()) == ["late", "truanting"]
