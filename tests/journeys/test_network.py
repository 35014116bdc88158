"""What the network does to a phone, and that each stop still arrives once."""

from playwright.sync_api import BrowserContext, Request, Route, expect

from journeys.solihull import Solihull
from journeys.thumb import Thumb

API, PUSH = "**/api/v1/**", "**/api/v1/sync/push"
PORTAL = "<!doctype html><title>Free Wi-Fi</title><p>Please sign in to the network."


def test_an_answer_lost_after_the_server_had_stored_leaves_one_stop(
    solihull: Solihull, thumb: Thumb
) -> None:
    lost: list[Request] = []

    def lose_the_first_answer(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request)
        assert route.fetch().ok
        route.abort("connectionreset")

    thumb.page.context.route(PUSH, lose_the_first_answer)
    thumb.record_stop("Truanting", "Alone")
    thumb.all_is_sent()
    assert lost
    assert len(solihull.stops()) == 1


def test_a_captive_portals_page_moves_nothing(solihull: Solihull, thumb: Thumb) -> None:
    shown: list[Request] = []

    def show_portal(route: Route) -> None:
        shown.append(route.request)
        route.fulfill(status=200, content_type="text/html", body=PORTAL)

    context = thumb.page.context
    context.route(API, show_portal)
    with thumb.page.expect_response(API):
        thumb.record_stop("Truanting", "Alone")
    thumb.waits_to_send(1)
    with thumb.page.expect_response(API):
        thumb.send_now()
    thumb.waits_to_send(1)
    assert shown
    assert solihull.stops() == []
    context.unroute(API)
    thumb.send_now()
    thumb.all_is_sent()
    assert len(solihull.stops()) == 1


def test_an_old_answer_played_back_by_a_proxy_moves_nothing(
    solihull: Solihull, thumb: Thumb
) -> None:
    context = thumb.page.context
    with thumb.page.expect_response(PUSH) as old:
        thumb.record_stop("Late", "Alone")
    thumb.all_is_sent()
    kept = old.value.body()
    context.route(PUSH, lambda route: route.fulfill(json=None, body=kept, status=200))
    with thumb.page.expect_response(PUSH):
        thumb.record_stop("Truanting", "Alone")
    thumb.waits_to_send(1)
    context.unroute(PUSH)
    thumb.send_now()
    thumb.all_is_sent()
    assert [stop["finding"] for stop in solihull.stops()] == ["late", "truanting"]


def test_two_open_tabs_send_each_stop_once(
    solihull: Solihull, thumb: Thumb, phone_screen: BrowserContext
) -> None:
    phone_screen.set_offline(True)
    thumb.record_stop("Truanting", "Alone")
    other = Thumb(phone_screen.new_page())
    other.page.goto(solihull.app)
    other.record_stop("Late", "Parent")
    for tab in (thumb, other):
        tab.waits_to_send(2)
    phone_screen.set_offline(False)
    for tab in (thumb, other):
        tab.all_is_sent()
    third = Thumb(phone_screen.new_page())
    third.page.goto(solihull.app)
    third.all_is_sent()
    expect(third.page.get_by_role("button", name="2 stopped")).to_be_visible()
    assert sorted(stop["finding"] for stop in solihull.stops()) == ["late", "truanting"]


def test_saving_needs_no_network_at_all(solihull: Solihull, thumb: Thumb) -> None:
    thumb.page.context.set_offline(True)
    assert thumb.record_stop("Excluded", "Parent") == 4
    thumb.waits_to_send(1)
    thumb.page.reload()
    thumb.waits_to_send(1)
    thumb.page.context.set_offline(False)
    thumb.all_is_sent()
    assert [stop["finding"] for stop in solihull.stops()] == ["excluded"]


def test_a_request_that_nobody_answers_does_not_hold_up_send_now(
    solihull: Solihull, thumb: Thumb
) -> None:
    hanging: list[Route] = []

    def never_answer(route: Route) -> None:
        hanging.append(route)

    context = thumb.page.context
    context.route(API, never_answer)
    with thumb.page.expect_request(API):
        thumb.record_stop("Truanting", "Alone")
    thumb.waits_to_send(1)
    # The fault is over for whatever is asked from now on; what was asked before hangs on.
    context.unroute(API)
    thumb.send_now()
    expect(thumb.badge).to_have_text("All sent", timeout=30_000)
    assert hanging
    assert len(solihull.stops()) == 1
