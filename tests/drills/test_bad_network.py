"""All else that befalls a push on the street, one fault at a time, between a real browser and a real server.

.venv/bin/pytest tests/drills/test_bad_network.py
"""

import re
import threading

import pytest
from playwright.sync_api import Request

from drills import spoiling
from drills.chance import Note
from drills.proxy import Exchange, Fault
from drills.spoiling import answer_with, http
from drills.street import Street
from rig.pushes import operations_in

PORTAL = "<!doctype html><title>Free Wi-Fi</title><p>Please sign in to the network."
FOREIGN: dict[str, bytes] = {
    "a portal's page": http("200 OK", PORTAL),
    "a portal's page that says it is JSON": http("200 OK", PORTAL, "application/json"),
    "a redirect to a portal": http("302 Found", "", "text/html", "Location: http://127.0.0.1/"),
    "a redirect that keeps the push": http("307 No", "", "text/html", "Location: /healthz"),
    "a portal that is honest": http("511 Network Authentication Required", PORTAL),
    "nothing at all": b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n",
    "somebody else's JSON": http("200 OK", '{"status": "ok"}', "application/json"),
    "somebody else's refusal": http("403 Forbidden", '{"code": "no"}', "application/json"),
    "an empty list": http("200 OK", "[]", "application/json"),
    "bytes that are no HTTP": b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03",
    "a proxy that can't reach us": http("502 Bad Gateway", "<h1>502 Bad Gateway</h1>"),
}


def test_another_answer_than_ours_moves_nothing(street: Street) -> None:
    street.suffer(*[answer_with(answer) for answer in FOREIGN.values() for _ in range(2)])
    street.all_arrives_once()
    assert street.proxy.did["foreign_answer"] == 2 * len(FOREIGN)


def test_an_old_answer_of_ours_moves_nothing(street: Street) -> None:
    street.record()
    street.thumb.all_is_sent()
    old = street.proxy.last_answer
    assert b'"status":"accepted"' in old.replace(b" ", b"")
    street.suffer(*[answer_with(old)] * 3)
    street.all_arrives_once()


@pytest.mark.parametrize("fault", [spoiling.twice, spoiling.at_once_twice])
def test_a_request_that_the_network_doubles_is_counted_once(street: Street, fault: Fault) -> None:
    street.proxy.spoil_next(fault, fault)
    for _ in range(2):
        street.record()
        street.thumb.all_is_sent()
    street.all_arrives_once()
    assert street.proxy.did[fault.__name__] == 2


def test_one_byte_at_a_time_is_slow_and_nothing_else(street: Street) -> None:
    street.proxy.spoil_next(spoiling.byte_by_byte)
    street.record()
    street.thumb.all_is_sent()
    assert street.proxy.did["byte_by_byte"] == 1
    street.all_arrives_once()


def test_a_long_way_back_is_waited_for_and_the_badge_says_so_meanwhile(street: Street) -> None:
    arrived, go_on = threading.Event(), threading.Event()
    street.proxy.spoil_next(spoiling.hold_answer(arrived, go_on))
    street.record()
    assert arrived.wait(60)
    street.shows_what_waits()
    street.thumb.waits_to_send(1)
    street.thumb.sees("Sending…")
    go_on.set()
    street.thumb.all_is_sent()
    street.all_arrives_once()
    assert street.proxy.sent == 2  # the start of the patrol and the stop: nobody asked twice


@pytest.mark.parametrize("fault", [spoiling.swallow, spoiling.swallow_answer])
def test_a_way_that_died_in_silence_is_given_up_after_a_minute(
    street: Street, fault: Fault
) -> None:
    page = street.thumb.page
    page.clock.install()
    page.reload()
    street.thumb.all_is_sent()
    street.proxy.spoil_next(_telling(fault, begun := threading.Event()))
    street.record()
    assert begun.wait(60)
    street.thumb.waits_to_send(1)
    street.thumb.sees("Sending…")
    page.clock.fast_forward("01:01")
    expect_another_try(street)
    street.thumb.all_is_sent()
    street.all_arrives_once()


def _telling(fault: Fault, begun: threading.Event) -> Fault:
    def silent(exchange: Exchange) -> bool:
        begun.set()
        return fault(exchange)

    return silent


def expect_another_try(street: Street) -> None:
    """The app says that it gave up and when it tries again, or has tried already."""
    street.thumb.page.locator("footer").get_by_text(
        re.compile("^next try|^Last contact|All sent")
    ).first.wait_for()


@pytest.mark.parametrize("keep_alive", [5])
def test_a_browser_that_repeats_a_push_by_itself_on_a_kept_connection_doubles_nothing(
    street: Street, record_property: Note
) -> None:
    asked: list[Request] = []
    street.thumb.page.on("request", lambda one: asked.append(one) if _is_push(one) else None)
    before = street.proxy.sent
    street.suffer(*[spoiling.cut_answer(0)] * 4)
    street.all_arrives_once()
    assert street.proxy.did["cut_in_answer"] == 4
    repeated = street.proxy.sent - before - len(asked)
    record_property("pushes that the browser repeated without the app", repeated)


def _is_push(request: Request) -> bool:
    return request.url.endswith("/sync/push") and bool(operations_in(request))
