"""The phone app in Chromium, its processor slowed to a sixth: opening from cold, and saving."""

import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright
from served import Ground
from table import Row, quantile
from watching import MEASURE_FLOOR, WATCH, slow_down, slowness, tap_save

from journeys.thumb import Thumb
from rig.chromium import PhoneProfile

SLOWER = 6
STARTS, SAVES = 15, 80
START_AIM_MS, SAVE_AIM_MS = 1_000, 100
_ANSWERS = (("Truanting", "Alone"), ("Has a reason", "Parent"), ("Late", "Other adult"))


def measure_phone() -> Iterator[Row]:
    """Cold starts and saves of one phone whose server is gone, which is the worst street there is."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sweep-bench-")))
        playwright = stack.enter_context(sync_playwright())
        profile, app = _prepared(playwright, folder)
        stack.callback(profile.close)
        yield from _measure_starts(profile, app)
        yield from _measure_saves(profile, app)


def _prepared(playwright: Playwright, folder: Path) -> tuple[PhoneProfile, str]:
    """A phone on patrol with a few stops sent, and then no server any more."""
    ground = Ground(folder)
    profile = PhoneProfile(playwright, folder / "phone")
    with ground.today() as (server, link):
        thumb = Thumb(profile.open(link))
        thumb.enrol_by_link()
        thumb.choose_sweep()
        thumb.start_patrol()
        for finding, company in _ANSWERS:
            thumb.record_stop(finding, company)
        thumb.all_is_sent()
        server.kill()
    profile.close()
    return profile, f"{server.origin}/app/"


def _open_slowly(profile: PhoneProfile, address: str) -> Page:
    page = profile.open("about:blank", offline=True)
    page.add_init_script(WATCH)
    slow_down(page, SLOWER)
    page.goto(address)
    return page


def _measure_starts(profile: PhoneProfile, address: str) -> Iterator[Row]:
    usable, first_byte = [], []
    for _ in range(STARTS):
        page = _open_slowly(profile, address)
        usable.append(page.evaluate("() => bench.usable"))
        first_byte.append(
            page.evaluate("() => performance.getEntriesByType('navigation')[0].responseStart")
        )
        profile.close()
    floor = f"{statistics.median(first_byte):.0f} ms"
    aim = f"< {START_AIM_MS} ms"
    yield Row(
        f"Cold start, no network, {SLOWER}× slower: median",
        f"{statistics.median(usable):.0f} ms", floor, aim, statistics.median(usable) < START_AIM_MS,
    )  # fmt: skip
    yield Row(
        f"Cold start: worst of {STARTS}",
        f"{max(usable):.0f} ms", f"{max(first_byte):.0f} ms", aim, max(usable) < START_AIM_MS,
    )  # fmt: skip


def _measure_saves(profile: PhoneProfile, address: str) -> Iterator[Row]:
    page = _open_slowly(profile, address)
    thumb = Thumb(page)
    for number in range(SAVES):
        finding, company = _ANSWERS[number % len(_ANSWERS)]
        thumb.answer_stop(finding, company)
        tap_save(page)
    took: Sequence[float] = page.evaluate("() => bench.saves")
    assert len(took) == SAVES, f"{len(took)} of {SAVES} saves were seen"
    floor = page.evaluate(MEASURE_FLOOR, SAVES)
    slowed = slowness(page)
    profile.close()
    what = f"Tap on Save to “Saved”, {SLOWER}× slower"
    yield Row(f"{what}: p50 of {SAVES}", *_milliseconds(took, floor, 0.5))
    aim, p95 = f"< {SAVE_AIM_MS} ms", quantile(took, 0.95)
    yield Row(f"{what}: p95", *_milliseconds(took, floor, 0.95), aim, p95 < SAVE_AIM_MS)
    yield Row("How much slower the page's own thread ran", f"{slowed:.1f}×")


def _milliseconds(took: Sequence[float], floor: Sequence[float], share: float) -> tuple[str, str]:
    return f"{quantile(took, share):.0f} ms", f"{quantile(floor, share):.0f} ms"
