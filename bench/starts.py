"""Opening the app from cold without a network, beside an empty page from the same service worker."""

from collections.abc import Iterator

from kinds import KINDS, record
from on_patrol import SLOWER, OnPatrol, on_patrol
from table import Row, beside, quantile

from journeys.thumb import Thumb
from rig.chromium import PhoneProfile

AIM_MS = 1_000
# The app's page as the service worker keeps it is replaced by one that holds the button and nothing else.
_EMPTY_THE_SHELL = """
async () => {
  const name = (await caches.keys()).find((one) => one.startsWith('sweep-shell-'));
  const page = '<!doctype html><title>Empty</title><button class="new-stop">New stop</button>';
  const headers = { 'Content-Type': 'text/html; charset=utf-8' };
  await (await caches.open(name)).put(location.href.split('#')[0], new Response(page, { headers }));
}
"""


def measure_starts(times: int) -> Iterator[Row]:
    """From the beginning of the navigation to the frame in which *New stop* can be pressed."""
    with on_patrol() as there:
        _record_a_few(there)
        there.lose_server()
        empty = there.twin("empty")
        there.open(1, of=empty).evaluate(_EMPTY_THE_SHELL)
        empty.close()
        slowed, free, floor = [], [], []
        for _ in range(times):
            slowed.append(start(there, there.profile, SLOWER))
            floor.append(start(there, empty, 1))
            free.append(start(there, there.profile, 1))
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        took, least = quantile(slowed, share), quantile(floor, share)
        what = f"Cold start, no network, {SLOWER}× slower: {name} of {times}"
        yield Row(what, **beside(took, least), aim=f"< {AIM_MS:,} ms", met=took < AIM_MS)
    yield Row(
        "Cold start, no network, not slowed: p50",
        **beside(quantile(free, 0.5), quantile(floor, 0.5)),
    )


def start(there: OnPatrol, profile: PhoneProfile, slower: float) -> float:
    """Milliseconds of one start; the browser is ended after it."""
    page = there.open(slower, of=profile)
    took: float = page.evaluate("() => bench.usable")
    profile.close()
    return took


def _record_a_few(there: OnPatrol) -> None:
    """A stop of each kind, sent: a day's work is on the phone."""
    thumb = Thumb(there.open(1, offline=False))
    for kind in KINDS:
        record(thumb, kind)
    thumb.all_is_sent()
    there.profile.close()
