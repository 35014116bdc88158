"""The browser killed at any moment after the tap on Save: what was shown as saved is there, and all that is, is whole.

    .venv/bin/pytest tests/drills/test_browser_killed.py -m "not torture"     a few kills
    .venv/bin/pytest tests/drills/test_browser_killed.py -m torture           two hundred

`SWEEP_DRILL_BROWSER_KILLS` sets how many. A stop may lie on the disk although "Saved" was never shown; never the other
way round. What a killed process had given to the system stays: a phone whose battery dies in the same moment would
need what `durability: "strict"` asks of the disk, which this can't show.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, Playwright, expect

from drills.chance import Note, chances, short_and_long
from drills.doomed import DoomedPhone, outbox_is_whole, reference
from drills.records import stops_of
from drills.street import outbox_of
from journeys.hand import COMPANY, FINDING
from journeys.solihull import Solihull
from journeys.thumb import Thumb
from rig.memory import make_folder

LATEST_S = 0.15


@pytest.fixture
def doomed(playwright: Playwright) -> Iterator[DoomedPhone]:
    phone = DoomedPhone(playwright, Path(make_folder("doomed-")))
    yield phone
    phone.close()


@short_and_long("SWEEP_DRILL_BROWSER_KILLS", 5, 200)
def test_what_was_shown_as_saved_outlives_kill_9_of_the_browser(
    solihull: Solihull, doomed: DoomedPhone, how_many: int, record_property: Note
) -> None:
    chance = chances(record_property)
    app = begin(doomed, solihull)
    came: Counter[str] = Counter()
    kept: set[str] = set()
    page = doomed.open(app)
    for _ in range(how_many):
        doomed.kill_after(page, up_to_save(page), chance.uniform(0, LATEST_S))
        page = doomed.open(app)
        kept = look(page, kept, doomed.shown, came)
    Thumb(page).all_is_sent()
    held = outbox_of(page)["operations"]
    assert {row["state"] for row in held} == {"sent"}
    assert sorted(stops_of(solihull.desk, solihull.sweep_id)) == sorted(kept)
    for name, number in came.items():
        record_property(name, number)


def begin(doomed: DoomedPhone, solihull: Solihull) -> str:
    """The constable's phone, on patrol, all sent, closed; where its app is opened."""
    link = solihull.code()["link"]
    page = doomed.open(link)
    thumb = Thumb(page)
    thumb.enrol_by_link()
    thumb.choose_sweep()
    thumb.start_patrol()
    thumb.all_is_sent()
    page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    doomed.close()
    return urljoin(link, "/app/")


def up_to_save(page: Page) -> tuple[float, float]:
    """A whole stop but for the tap on Save; where that is on the screen."""
    thumb = Thumb(page)
    thumb.press("New stop")
    thumb.answer(FINDING, "Truanting")
    thumb.answer(COMPANY, "Alone")
    box = page.get_by_role("button", name="Save", exact=True).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def look(page: Page, before: set[str], shown: set[str], came: Counter[str]) -> set[str]:
    """What the kill left: whole, with all that was there before and all that was ever shown; the stops' ids."""
    page.get_by_role("button", name="New stop").wait_for()
    found = outbox_of(page)
    outbox_is_whole(found)
    kept = {row["record_id"] for row in found["operations"] if row["kind"] == "stop.create"}
    assert before <= kept
    assert shown <= set(map(reference, kept))
    new = kept - before
    assert len(new) <= 1
    was_shown = bool(new) and reference(*new) in shown
    came["shown and there" if was_shown else "there, not yet shown" if new else "not there"] += 1
    # Each can be read, by the key that lies with them.
    expect(page.get_by_text(f"{len(kept)} stopped")).to_be_visible()
    return kept
