"""The kinds of stop that are tapped here, each the shortest way through the form."""

import re
from dataclasses import dataclass

from playwright.sync_api import Geolocation, Page
from watching import tap_save

from journeys.hand import COMPANY, FINDING
from journeys.thumb import Thumb

_WHY, _NEXT, _SCHOOL = "Why", "What happened next", "School"


@dataclass(frozen=True, slots=True)
class Kind:
    """`company` as on its tile; `at_once` where its own button saves as well. `most` taps by the aim."""

    name: str
    finding: str
    company: str
    extras: tuple[tuple[str, str | re.Pattern[str]], ...] = ()
    at_once: bool = False
    note: str = ""

    @property
    def most(self) -> int:
        """Four for the two answers that are asked, three where the second saves; one for each answer more."""
        return (3 if self.at_once else 4) + len(self.extras)


KINDS = (
    Kind("Reason accepted, alone", "Has a reason", "Alone", at_once=True),
    Kind("Reason accepted, with a parent", "Has a reason", "Parent", at_once=True),
    Kind("Truanting, alone", "Truanting", "Alone"),
    Kind("Truanting, with another adult", "Truanting", "Other adult"),
    Kind("Truanting, went back willingly", "Truanting", "Alone", ((_NEXT, "Went back willingly"),)),
    Kind(
        "Truanting, taken to school (s.16)",
        "Truanting",
        "Alone",
        ((_NEXT, "Taken to school (s.16)"),),
    ),
    Kind("Truanting, child at risk", "Truanting", "Alone", (("Urgent", "Child at risk"),)),
    Kind(
        "Truanting, every question answered",
        "Truanting",
        "Parent",
        (
            (_WHY, "Reason not accepted"),
            (_NEXT, "Left with parent"),
            (_SCHOOL, "Secondary"),
            ("Which school?", re.compile("^Arbor Way School")),
            ("Girl or boy", "Girl"),
        ),
        note="Shopping with the parent, who rings the school today",
    ),
    Kind(
        "Has a reason, medical, with a parent",
        "Has a reason",
        "Parent",
        ((_WHY, "Medical"),),
        at_once=True,
    ),
    Kind("Late, on the way", "Late", "Alone", ((_WHY, "On the way"),), at_once=True),
    Kind(
        "Excluded, first five days",
        "Excluded",
        "Parent",
        ((_WHY, "First five days"),),
        at_once=True,
    ),
    Kind(
        "Not absent, home educated",
        "Not absent",
        "Parent",
        ((_WHY, "Home educated"),),
        at_once=True,
    ),
    Kind(
        "Can’t tell, refused to say",
        "Can’t tell",
        "Alone",
        ((_WHY, "Refused to say"),),
        at_once=True,
    ),
)


def record(thumb: Thumb, kind: Kind) -> float:
    """Tap a stop of this kind; milliseconds from the finger that left Save to the line painted."""
    thumb.press("New stop")
    thumb.page.get_by_text("Place good").wait_for()
    return finish(thumb, kind)


def finish(thumb: Thumb, kind: Kind, *, company_known: bool = False) -> float:
    """The same from an open form on."""
    thumb.answer(FINDING, kind.finding)
    if not (kind.at_once or company_known):
        thumb.answer(COMPANY, kind.company)
    for question, words in kind.extras:
        thumb.answer(question, words)
    if kind.note:
        thumb.page.get_by_role("textbox", name="Note").fill(kind.note)
    thumb.taps += 1
    at_once = kind.at_once and not company_known
    return tap_save(thumb.page, f"{kind.company} · save" if at_once else "Save")


def stand_at(page: Page, number: int) -> None:
    """No two stops at quite the same place."""
    place: Geolocation = {
        "latitude": 52.4815 + number * 3.7e-5,
        "longitude": -1.7370 - number * 2.3e-5,
        "accuracy": 12,
    }
    page.context.set_geolocation(place)
