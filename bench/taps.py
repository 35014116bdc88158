"""Taps and the app's own part of the seconds, for each kind of stop."""

import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kinds import KINDS, Kind, finish, record
from on_patrol import on_patrol
from playwright.sync_api import Page
from table import Row

from journeys.thumb import Thumb

# What a tap costs where nothing comes of it: the floor of one.
_IDLE_TAP = "() => bench.answers.splice(0)"


@dataclass
class Tapped:
    """Taps, and milliseconds that the app took, of each time."""

    taps: list[int] = field(default_factory=list)
    app_ms: list[float] = field(default_factory=list)


def measure_taps(times: int) -> Iterator[Row]:
    """Each kind so many times, in turns, without a network, slowed."""
    with on_patrol() as there:
        there.lose_server()
        page = there.open()
        thumb = Thumb(page)
        thumb.sees_heading("Chelmsley Wood")
        found = {kind: Tapped() for kind in KINDS}
        group, floor = Tapped(), []
        for _ in range(times):
            floor.append(_tap_on_nothing(thumb))
            for kind in KINDS:
                _note(thumb, found[kind], lambda kind=kind: record(thumb, kind))
            _note(thumb, group, lambda: _another_child(thumb))
    one = statistics.median(floor)
    for kind, tapped in found.items():
        yield _row(kind.name, tapped, kind.most, one)
    yield _row("+1: another child of the same group", group, 3, one)


def _note(thumb: Thumb, into: Tapped, stop: Callable[[], float]) -> None:
    before = thumb.taps
    thumb.page.evaluate(_IDLE_TAP)
    save = stop()
    into.taps.append(thumb.taps - before)
    into.app_ms.append(sum(thumb.page.evaluate("() => bench.answers")) + save)


def _another_child(thumb: Thumb) -> float:
    thumb.press("+1 same group")
    return finish(thumb, Kind("", "Late", "Alone"), company_known=True)


def _tap_on_nothing(thumb: Thumb) -> float:
    page: Page = thumb.page
    page.evaluate(_IDLE_TAP)
    page.get_by_role("heading", level=1).tap()
    page.wait_for_function("() => bench.answers.length > 0")
    return float(page.evaluate("() => bench.answers.pop()"))


def _row(name: str, tapped: Tapped, most: int, tap_ms: float) -> Row:
    taps, app = statistics.median(tapped.taps), statistics.median(tapped.app_ms)
    floor = taps * tap_ms
    return Row(
        f"Stop “{name}”",
        f"{taps:.0f} taps, {app / 1000:.2f} s",
        floor=f"{floor / 1000:.2f} s",
        ratio=f"{app / floor:.1f}",
        aim=f"≤ {most} taps",
        met=max(tapped.taps) <= most,
    )
