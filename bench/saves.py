"""Saving, slowed, beside one bare strict transaction; and beside itself with thousands of stops unsent."""

from collections.abc import Iterator, Sequence

from kinds import KINDS, record
from on_patrol import SLOWER, OnPatrol, on_patrol
from playwright.sync_api import Page
from seeding import copy_stops
from starts import start
from table import Row, beside, quantile
from watching import slowness, strict_write

from journeys.thumb import Thumb
from rig.chromium import PhoneProfile

AIM_MS = 100
_LOG = """
() => new Promise((tell) => {
  const from = performance.now();
  new MutationObserver((_, watch) => {
    if (!document.querySelector('.rows li')) return;
    watch.disconnect();
    bench.painted((now) => tell(now - from));
  }).observe(document, { childList: true, subtree: true });
  [...document.querySelectorAll('nav button')].find((button) => button.textContent.includes('Today')).click();
})
"""


def measure_saves(times: int) -> Iterator[Row]:
    """From the finger that leaves Save to “Saved” painted, without a network."""
    with on_patrol() as there:
        there.lose_server()
        page = there.open()
        took, floor = [], []
        for number in range(times):
            took.append(_save(page, number))
            floor.append(strict_write(page))
        slowed = slowness(page)
    what = f"Tap on Save to “Saved” painted, {SLOWER}× slower"
    yield Row(f"{what}: p50 of {times}", **beside(quantile(took, 0.5), quantile(floor, 0.5)))
    p95 = quantile(took, 0.95)
    aim = {"aim": f"< {AIM_MS} ms", "met": p95 < AIM_MS}
    yield Row(f"{what}: p95", **beside(p95, quantile(floor, 0.95)), **aim)
    yield Row("How much slower the page's own thread ran", f"{slowed:.1f}×")


def measure_many(times: int, unsent: int) -> Iterator[Row]:
    """Saves on two phones in turns, one with nothing unsent to begin with; then the log, then a start."""
    with on_patrol() as there:
        there.lose_server()
        laden = _laden(there, unsent)
        phones = {"none": there.open(), "many": there.open(of=laden)}
        took: dict[str, list[float]] = {"none": [], "many": []}
        for number in range(times):
            for name, page in phones.items():
                took[name].append(_save(page, number))
        logs = {name: float(page.evaluate(_LOG)) for name, page in phones.items()}
        there.profile.close()
        laden.close()
        starts = [start(there, profile, SLOWER) for profile in (there.profile, laden)]
    yield from _save_rows(took["many"], took["none"], unsent)
    yield Row(f"Log opened with {unsent:,} unsent", **beside(logs["many"], logs["none"]))
    yield Row(f"Cold start with {unsent:,} unsent, once", **beside(starts[1], starts[0]))


def _laden(there: OnPatrol, unsent: int) -> PhoneProfile:
    """A twin of the phone with so many stops on it, each of a tapped one's kind."""
    laden = there.twin("laden")
    thumb = Thumb(there.open(1, of=laden))
    for kind in KINDS:
        record(thumb, kind)
    copy_stops(thumb.page, unsent - len(KINDS))
    thumb.page.reload()
    thumb.waits_to_send(unsent)
    laden.close()
    return laden


def _save(page: Page, number: int) -> float:
    return record(Thumb(page), KINDS[number % len(KINDS)])


def _save_rows(many: Sequence[float], none: Sequence[float], unsent: int) -> Iterator[Row]:
    """The floor is the same phone with none unsent; its own two halves, taken in turns, say what is noise."""
    odd, even = none[1::2], none[::2]
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        noise = quantile(odd, share) / quantile(even, share)
        noise = max(noise, 1 / noise)
        took, least = quantile(many, share), quantile(none, share)
        aim = {"aim": f"≤ {noise:.2f} (noise)", "met": took / least <= noise}
        what = f"Save with {unsent:,} unsent beside none: {name} of {len(many)}"
        yield Row(what, **(beside(took, least) | {"ratio": f"{took / least:.2f}"}), **aim)
