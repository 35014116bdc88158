"""One day's work in each engine that phones have: ten kinds of stop, the server away, the app ended and begun again."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest

from journeys.finger import Finger
from journeys.hand import Hand
from journeys.solihull import WELFARE_OFFICER, Solihull
from journeys.thumb import Thumb


class Kind(NamedTuple):
    """What is tapped, and what must arrive: finding, reason, with whom, outcome."""

    finding: str
    company: str
    extras: tuple[tuple[str, str], ...]
    arrives: str


WHY, THEN = "Why", "What happened next"
TEN_KINDS = (
    Kind("Truanting", "Alone", (), "truanting, None, alone, None"),
    Kind(
        "Truanting",
        "Parent",
        ((WHY, "No reason given"), (THEN, "Left with parent")),
        "truanting, no_reason_given, parent, left_with_parent",
    ),
    Kind(
        "Truanting",
        "Other adult",
        ((WHY, "Holiday without leave"),),
        "truanting, holiday_without_leave, other_adult, None",
    ),
    Kind("Has a reason", "Parent", ((WHY, "Ill"),), "legitimately_absent, illness, parent, None"),
    Kind(
        "Has a reason",
        "Alone",
        ((WHY, "Medical"), (THEN, "No action")),
        "legitimately_absent, medical_appointment, alone, no_action",
    ),
    Kind(
        "Late", "Alone", ((THEN, "Went back willingly"),), "late, None, alone, returned_voluntarily"
    ),
    Kind("Excluded", "Other adult", (), "excluded, None, other_adult, None"),
    Kind(
        "Not absent", "Parent", ((WHY, "Home educated"),), "not_absent, home_educated, parent, None"
    ),
    Kind(
        "Not absent", "Alone", ((WHY, "School closed"),), "not_absent, school_closed, alone, None"
    ),
    Kind(
        "Can’t tell",
        "Not noted",
        ((WHY, "Ran off"),),
        "not_established, ran_off, not_recorded, None",
    ),
)


@dataclass
class Handset:
    """A phone with one of the engines: `open` an address from cold, and `close` the app with all it was doing."""

    open: Callable[[str], Hand]
    close: Callable[[], None]


@pytest.fixture(
    params=[
        pytest.param(name, marks=pytest.mark.browser) for name in ("chromium", "firefox", "webkit")
    ]
)
def handset(request: pytest.FixtureRequest) -> Handset:
    if request.param == "chromium":
        phone = request.getfixturevalue("phone_profile")
        return Handset(lambda address: Thumb(phone.open(address)), phone.close)
    phone = request.getfixturevalue(f"{request.param}_phone")
    return Handset(lambda address: Finger(phone.open(address)), phone.close)


def test_ten_kinds_of_stop_outlive_a_lost_server_and_a_closed_app_and_arrive_once(
    solihull: Solihull, handset: Handset
) -> None:
    hand = handset.open(solihull.code()["link"])
    hand.enrol_by_link()
    hand.choose_sweep()
    hand.start_patrol(WELFARE_OFFICER)
    hand.app_is_kept()
    record(hand, TEN_KINDS[:2])
    hand.all_is_sent()
    before = solihull.rev()

    solihull.server.kill()
    record(hand, TEN_KINDS[2:6])
    hand.waits_to_send(4)
    handset.close()
    hand = handset.open(solihull.app)
    hand.waits_to_send(4)
    record(hand, TEN_KINDS[6:])
    look_at_the_other_screens(hand)
    hand.waits_to_send(8)

    solihull.server.start()
    hand.send_now()
    hand.all_is_sent()
    hand.end_patrol()
    hand.sees("10 stopped")
    hand.all_is_sent()
    assert [told(stop) for stop in solihull.stops()] == [kind.arrives for kind in TEN_KINDS]
    # Eight stops and the ends of two shifts: nothing came twice, not even to be told apart.
    assert solihull.rev() == before + 8 + 2


def record(hand: Hand, kinds: Iterable[Kind]) -> None:
    for kind in kinds:
        assert hand.record_stop(kind.finding, kind.company, kind.extras) == 4 + len(kind.extras)


def look_at_the_other_screens(hand: Hand) -> None:
    """Without a server, after a restart: each is drawn of what lies on the phone."""
    hand.press(re.compile("^Power until"))
    hand.sees_heading("The law here")
    hand.sees("Supt Marlowe · SWEEP/16")
    for tab, heading in (("Today", "Today"), ("Patrol", "Walking now"), ("Help", "Help")):
        hand.goes_to(tab)
        hand.sees_heading(heading)


def told(stop: dict[str, Any]) -> str:
    return f"{stop['finding']}, {stop['reason']}, {stop['accompanied_by']}, {stop['outcome']}"
