"""What an officer reads when records don't go: how many, why, which, and what to do. Nothing vanishes silently."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Route, expect

from journeys.screens import OUTSIDE
from journeys.solihull import WELFARE_OFFICER, Solihull
from journeys.thumb import Thumb
from rig.pushes import operations_in

API, PUSH = "**/api/v1/**", "**/api/v1/sync/push"
PORTAL = "<!doctype html><title>Free Wi-Fi</title><p>Please sign in to the network."
REFERENCE = re.compile(r"SW-[0-9A-Z]{4}")


def problem(status: int, code: str) -> dict[str, Any]:
    said = {"type": "about:blank", "title": code, "status": status, "detail": "", "code": code}
    return {"status": status, "json": said, "content_type": "application/problem+json"}


BUSY = {**problem(503, "busy"), "headers": {"Retry-After": "90"}}
STATES: dict[str, tuple[str, dict[str, Any] | None, str]] = {
    "no network": (API, None, "No answer from the server."),
    "a portal": (API, {"body": PORTAL, "content_type": "text/html"}, "Something else answered"),
    "a redirect": (API, {"status": 302, "headers": {"Location": "/"}}, "Something else answered"),
    "a busy server": (PUSH, BUSY, "The server is busy and asked this phone to wait."),
    "a failing server": (
        PUSH,
        problem(500, "internal"),
        "The server could not take them just now.",
    ),
    "a sign-in that ran out": (
        PUSH,
        problem(401, "sign_in_needed"),
        "Sign in again with a code from the coordinator. Nothing on this phone is lost",
    ),
    "a phone signed off": (
        PUSH,
        problem(403, "device_left"),
        "The coordinator has signed this phone",
    ),
}


def answering(answer: dict[str, Any] | None) -> Callable[[Route], None]:
    return lambda route: route.abort() if answer is None else route.fulfill(**answer)


@pytest.mark.parametrize(("where", "answer", "words"), STATES.values(), ids=STATES)
def test_why_nothing_goes_is_said_in_words_and_which_records_wait(
    where: str, answer: dict[str, Any] | None, words: str, thumb: Thumb
) -> None:
    thumb.page.context.route(where, answering(answer))
    thumb.record_stop("Truanting", "Alone")
    thumb.waits_to_send(1)
    thumb.looks_what_waits("Waiting to send")
    thumb.sees("1 entry waits on this phone")
    thumb.sees(words)
    line = thumb.page.get_by_role("listitem").filter(has_text=REFERENCE)
    expect(line).to_contain_text("Truanting")
    expect(line).to_contain_text("new stop · just now")
    thumb.sees("If this phone can’t send")
    found = Axe().run(thumb.page)
    assert found.violations_count == 0, found.generate_report()


def test_how_long_a_busy_server_asked_to_wait_is_kept_and_told(thumb: Thumb) -> None:
    thumb.page.context.route(PUSH, answering(BUSY))
    thumb.record_stop("Truanting", "Alone")
    thumb.looks_what_waits("Waiting to send")
    thumb.sees(re.compile(r"Next try in 1:[0-2]\d"))


def test_send_now_sends_from_there_and_then_nothing_waits(solihull: Solihull, thumb: Thumb) -> None:
    thumb.page.context.set_offline(True)
    thumb.record_stop("Truanting", "Alone")
    thumb.looks_what_waits("Waiting to send")
    thumb.page.context.set_offline(False)
    thumb.sees_heading("All sent")
    thumb.sees("Everything saved on this phone has reached the server.")
    assert len(solihull.stops()) == 1


def test_the_count_is_the_outbox_whatever_was_saved(thumb: Thumb) -> None:
    thumb.page.context.set_offline(True)
    thumb.record_stop("Truanting", "Alone")
    thumb.record_stop("Late", "Parent")
    thumb.press("Undo")
    thumb.goes_to("Patrol")
    thumb.press(f"+ {WELFARE_OFFICER}")
    thumb.waits_to_send(4)
    thumb.looks_what_waits("Waiting to send")
    thumb.sees("4 entries wait on this phone")
    thumb.sees(re.compile("new stop, removal"))
    thumb.sees(re.compile("start of patrol"))
    kinds = thumb.page.get_by_role("listitem").locator("small").all_text_contents()
    assert sum(len(line.split(" · ")[0].split(", ")) for line in kinds) == 4


def test_what_a_coordinator_must_look_at_is_listed_with_its_reference(
    solihull: Solihull, screen: Any
) -> None:
    thumb = Thumb(screen)
    thumb.press("Not one of these")
    thumb.record_stop("Truanting", "Alone", place="Place good, 12 m")
    thumb.all_is_sent()
    thumb.opens("trouble")
    section = thumb.page.get_by_role("heading", name="With the coordinator").locator("..")
    expect(section.get_by_role("listitem")).to_contain_text(REFERENCE)
    assert solihull.stops() == []


def test_one_that_the_server_can_not_take_is_set_aside_said_and_tried_again(
    solihull: Solihull, thumb: Thumb
) -> None:
    def poisoned(route: Route) -> None:
        if any("excluded" in text for text in operations_in(route.request)):
            route.fulfill(**problem(500, "internal"))
        else:
            route.continue_()

    thumb.page.context.route(PUSH, poisoned)
    thumb.record_stop("Excluded", "Alone")
    thumb.record_stop("Late", "Alone")
    expect(thumb.badge).to_have_text("1 needs you")
    assert [stop["finding"] for stop in solihull.stops()] == ["late"]
    thumb.looks_what_waits("Needs you")
    thumb.sees(re.compile("^The server took others but not this one. It is kept on this phone."))
    expect(thumb.page.get_by_role("heading", name=REFERENCE)).to_contain_text("new stop · just now")
    found = Axe().run(thumb.page)
    assert found.violations_count == 0, found.generate_report()
    thumb.page.context.unroute(PUSH)
    thumb.press("Try again")
    thumb.all_is_sent()
    assert [stop["finding"] for stop in solihull.stops()] == ["late", "excluded"]


def test_an_unread_remark_on_a_stop_that_was_undone_leaves_nothing_behind(thumb: Thumb) -> None:
    thumb.page.context.set_geolocation(OUTSIDE)
    thumb.record_stop("Late", "Alone", place="Place good, 9 m · outside the area")
    thumb.remarks_to_read(1)
    thumb.press("Undo")
    thumb.all_is_sent()
    thumb.opens("trouble")
    thumb.sees_heading("All sent")


def test_all_remarks_are_read_in_one_go_and_a_change_brings_none_of_them_back(thumb: Thumb) -> None:
    thumb.page.context.set_geolocation(OUTSIDE)
    for finding in ("Late", "Truanting"):
        thumb.record_stop(finding, "Alone", place="Place good, 9 m · outside the area")
    thumb.remarks_to_read(2)
    thumb.looks_what_waits("To read")
    thumb.press("I have read them all")
    thumb.all_is_sent()
    expect(thumb.page.get_by_role("heading", name="All sent")).to_be_focused()
    thumb.goes_to("Today")
    thumb.press(re.compile("Truanting"))
    thumb.press("Change")
    thumb.answer("Who is with the child?", "Parent")
    thumb.press("Save the change")
    with thumb.page.expect_response(PUSH) as pushed:
        thumb.press("Learned more")
    (told,) = pushed.value.json()["results"]
    assert told["problem"]["code"] == "outside_area"
    thumb.all_is_sent()


def test_one_remark_is_read_by_itself(thumb: Thumb) -> None:
    thumb.page.context.set_geolocation(OUTSIDE)
    thumb.record_stop("Late", "Alone", place="Place good, 9 m · outside the area")
    thumb.remarks_to_read(1)
    thumb.looks_what_waits("To read")
    expect(thumb.page.get_by_role("button", name="I have read them all")).to_have_count(0)
    thumb.press("I have read this")
    thumb.all_is_sent()


def test_help_names_what_was_not_sent_and_no_mere_remark(thumb: Thumb) -> None:
    thumb.page.context.set_geolocation(OUTSIDE)
    thumb.record_stop("Late", "Alone", place="Place good, 9 m · outside the area")
    thumb.remarks_to_read(1)
    thumb.goes_to("Help")
    row = thumb.page.locator(".facts > div").filter(has_text="Not sent yet")
    expect(row.locator("dd")).to_have_text("Nothing")
    thumb.press("What waits, and why")
    thumb.sees_heading("To read")


def test_what_waits_of_another_officer_on_this_phone_is_named_on_help(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.page.context.route(PUSH, answering(None))
    thumb.record_stop("Truanting", "Alone")
    thumb.goes_to("Help")
    thumb.press("Another officer uses this phone")
    thumb.enrol_by_code(solihull.code(WELFARE_OFFICER)["code"])
    thumb.choose_sweep()
    thumb.waits_to_send(0)
    thumb.goes_to("Help")
    thumb.sees("Use as PC 2231 · 1 entry to send")
    thumb.page.context.unroute(PUSH)
    thumb.opens("help")
    expect(thumb.page.get_by_role("button", name="Use as PC 2231", exact=True)).to_be_visible()
    assert len(solihull.stops()) == 1
