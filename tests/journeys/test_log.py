"""The officer's own log: what became of a record, what was removed, what is found, what an earlier day came to."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from journeys.hand import SAVED
from journeys.solihull import CONSTABLE, Solihull
from journeys.thumb import Thumb
from rig.street import new_id, op_id, operation


def opens_the_latest(thumb: Thumb) -> str:
    """The newest stop of the log; returns its reference."""
    thumb.goes_to("Today")
    thumb.tap(thumb.page.get_by_role("list").get_by_role("button").first)
    thumb.sees_heading("SW-")
    return thumb.page.get_by_role("heading", level=1).inner_text()


def test_a_record_says_what_became_of_it_and_why(thumb: Thumb) -> None:
    thumb.record_stop("Late", "Alone")
    opens_the_latest(thumb)
    thumb.press("Change")
    thumb.answer("Who is with the child?", "Parent")
    thumb.press("Save the change")
    thumb.press("Learned more")
    thumb.sees(re.compile("^Changed .* · Learned more"))
    thumb.sees("With: Alone → Parent")


def test_own_time_that_a_desk_recorded_is_there_to_be_read(
    solihull: Solihull, thumb: Thumb
) -> None:
    began = datetime.now(UTC) - timedelta(minutes=30)
    said = {
        "shift_id": new_id(),
        "sweep_id": solihull.sweep_id,
        "officer_id": solihull.officers[CONSTABLE],
        "started_at": began.isoformat(),
    }
    solihull.desk.push(operation("shift.start", said))
    thumb.opens("today")
    thumb.tap(thumb.page.get_by_text("of your time, recorded elsewhere"))
    thumb.sees("Entered at the desk")
    expect(thumb.page.get_by_role("button", name="Entered at the desk")).to_have_count(0)


def test_what_the_desk_changed_stands_in_the_history_too(solihull: Solihull, thumb: Thumb) -> None:
    thumb.record_stop("Truanting", "Alone")
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    changes = {"finding": "late", "reason": "on_the_way"}
    said = {"stop_id": stop["id"], "base_op": stop["head"], "changes": changes, "why": "Told so"}
    solihull.desk.push(amend := operation("stop.amend", said))
    thumb.opens("today")
    opens_the_latest(thumb)
    thumb.sees(re.compile(r"^Changed \d\d:\d\d at the desk"))
    thumb.sees("Finding: Truanting → Late")
    solihull.desk.push(void := operation("stop.void", {**said, "base_op": op_id(amend)}))
    solihull.desk.push(operation("stop.restore", {**said, "base_op": op_id(void)}))
    thumb.opens("today")
    opens_the_latest(thumb)
    thumb.sees(re.compile(r"^Put back \d\d:\d\d at the desk"))


def test_a_removed_stop_counts_no_more_and_is_still_named(thumb: Thumb) -> None:
    thumb.record_stop("Late", "Alone")
    reference = opens_the_latest(thumb)
    thumb.press("Remove")
    thumb.press("Recorded twice")
    thumb.sees("No stops yet today.")
    thumb.tap(thumb.page.get_by_text("1 removed"))
    thumb.press(re.compile(reference))
    thumb.sees("Removed. It is not counted.")
    expect(thumb.page.get_by_role("button", name="Change", exact=True)).to_have_count(0)


def test_a_stop_is_found_by_its_reference_on_whatever_day_it_was(thumb: Thumb) -> None:
    thumb.page.clock.install()
    thumb.page.context.set_offline(True)
    thumb.record_stop("Truanting", "Alone")
    thumb.record_stop("Late", "Parent")
    saved = thumb.page.get_by_text(SAVED).inner_text().removeprefix("Saved · ")
    thumb.end_patrol()
    thumb.page.clock.fast_forward("24:00:00")
    thumb.goes_to("Today")
    thumb.sees("No stops yet today.")
    thumb.page.get_by_label("Find").fill(saved.removeprefix("SW-").lower())
    thumb.sees("1 found on this phone")
    thumb.page.get_by_label("Find").fill("")
    thumb.page.get_by_label("Day").select_option(index=1)
    expect(thumb.page.get_by_role("list").get_by_role("button")).to_have_count(2)


def test_the_own_yield_has_the_interval_that_the_desk_has(solihull: Solihull, thumb: Thumb) -> None:
    for finding in ("Truanting", "Truanting", "Late"):
        thumb.record_stop(finding, "Alone")
    thumb.end_patrol()
    thumb.all_is_sent()
    solihull.put_back_starts(hours=2)
    thumb.opens("today")
    # Two in two hours: 0.12 to 3.61 at the desk.
    thumb.sees(re.compile("1.0 truants an officer-hour"))
    thumb.sees("(0.1–3.6)")
