"""What an address can ask of a return: a moment, a revision, a period; and what it answers to what there is not."""

import json
import re
from datetime import datetime

import pytest

from national.given import SPRING, Sender
from national.test_publishing import ENDINGS, database_url, final, walked
from rig.pages import Visitor
from rig.street import PretendPhone
from sweep.london import LONDON

__all__ = ["database_url", "walked"]


def test_the_page_shows_an_earlier_moment_from_its_boxes(
    walked: PretendPhone, amina: Visitor
) -> None:
    amina.open(f"{SPRING}?as_at-day=1&as_at-month=2&as_at-year=2026&as_at-clock=9.30")
    assert "These are the figures as at 09:30 on Sun 1 February 2026" in amina.words
    assert "Make this return final" not in amina.words
    amina.open(f"{SPRING}?as_at-day=31&as_at-month=2&as_at-year=2026&as_at-clock=")
    assert "The date must be a real day" in amina.words
    amina.open(f"{SPRING}?as_at-day=1&as_at-month=2&as_at-year=2099&as_at-clock=")
    assert "what lies ahead has no figures yet" in amina.words


def test_today_without_a_time_leads_to_this_moment_whose_figures_stay(
    walked: PretendPhone, sender: Sender
) -> None:
    today = datetime.now(LONDON).date().isoformat()
    for ending in ENDINGS:
        answer = sender.client.get(f"{SPRING}.{ending}?as_at={today}", headers=sender.headers)
        assert answer.status_code == 303
        settled = answer.headers["Location"]
        before = sender.get(settled)
        walked.push(walked.stop())
        assert sender.get(settled) == before


def test_what_is_final_says_by_whom_and_when_it_was_made_so(
    walked: PretendPhone, amina: Visitor
) -> None:
    final(amina)
    assert re.search(
        r"Made final at \d\d:\d\d on \w+ \d+ \w+ \d+ by Amina", amina.open(SPRING).words
    )
    assert re.search(
        r"Made final at \d\d:\d\d on \w+ \d+ \w+ \d+ by Amina",
        amina.open(f"{SPRING}?revision=1").words,
    )


def test_before_anything_was_received_the_page_says_so(
    walked: PretendPhone, amina: Visitor
) -> None:
    words = amina.open(f"{SPRING}?as_at=2026-01-02").words
    assert "Nothing of this term had been received by then" in words
    assert "No sweep starts in this term" not in words


def test_a_revision_that_is_none_is_told_which_is_the_last(
    walked: PretendPhone, sender: Sender
) -> None:
    said = json.loads(sender.get(f"{SPRING}.csv?revision=1", expect=404))["detail"]
    assert said == "Spring term 2025/26 has no such revision. None is published yet."
    sender.make_final(SPRING)
    for typed in ("0", "01", "2", "١"):
        said = json.loads(sender.get(f"{SPRING}.csv?revision={typed}", expect=404))["detail"]
        assert said == "Spring term 2025/26 has no such revision. Its last is revision 1."
    assert sender.get(f"{SPRING}.csv?revision=1")


@pytest.mark.parametrize(
    "path",
    [
        "/returns/2026/spring",
        "/returns/999900/spring",
        "/returns/202528/spring",
        "/returns/202526/winter",
        "/returns/202526/spring.xlsx",
        f"{SPRING}?revision=1",
        f"{SPRING}?revision=x",
    ],
)
def test_what_is_no_return_is_not_found(sender: Sender, path: str) -> None:
    assert json.loads(sender.get(path, expect=404))["code"] == "not_found"
