"""Bytes on the wire for each stop, and a day's outbox over a weak signal."""

import json
import time
from collections.abc import Iterator

import brotli
from kinds import KINDS, record, stand_at
from link import Exchange, Link, Shape
from on_patrol import OnPatrol, on_patrol
from playwright.sync_api import Page
from seeding import copy_stops
from table import Row

from journeys.thumb import Thumb
from rig.pushes import unpacked

AIM_BYTES = 200
BATCH = 20
WEAK = Shape(bits_per_s=50_000, round_trip_s=0.4)
PUSH, PULL = "/api/v1/sync/push", "/api/v1/sync/pull"


def measure_wire() -> Iterator[Row]:
    """A batch of twenty, of every kind, tapped without a network and sent with one."""
    with on_patrol() as there:
        page = _out_of_reach(there, BATCH)
        _send(there.link, page, None)
        (push,) = _of(there.link, PUSH)
        told_back = _of(there.link, PULL)[0].answered
    yield from _per_stop("sent", push.asked.body, AIM_BYTES)
    yield from _per_stop("answered", push.answered.body)
    heads = len(push.asked.head), len(push.answered.head)
    shares = " + ".join(f"{head / BATCH:.0f}" for head in heads)
    yield Row(f"Bytes a stop, batch of {BATCH}: heads, sent + answered", f"{shares} B")
    yield from _per_stop("told back by the pull that follows", told_back.body)


def measure_outbox(many: int) -> Iterator[Row]:
    """A day's stops, unsent, when a weak signal comes back."""
    with on_patrol() as there:
        page = _out_of_reach(there, len(KINDS))
        copy_stops(page, many - len(KINDS))
        page.reload()
        Thumb(page).waits_to_send(many)
        sent_s = _send(there.link, page, WEAK)
        yield from _outbox_rows(there.link, many, sent_s)


def _out_of_reach(there: OnPatrol, stops: int) -> Page:
    """So many stops on the phone, tapped, none of them sent."""
    page = there.open(1, offline=False)
    thumb = Thumb(page)
    thumb.all_is_sent()
    page.context.set_offline(True)
    for number in range(stops):
        stand_at(page, number)
        record(thumb, KINDS[number % len(KINDS)])
    thumb.waits_to_send(stops)
    return page


def _send(link: Link, page: Page, shape: Shape | None) -> float:
    """Seconds from the network's coming back to “All sent”. Goes on until the round is over."""
    link.shape(shape)
    with page.expect_response(f"**{PULL}*") as pulled:
        began = time.monotonic()
        page.context.set_offline(False)
        Thumb(page).all_is_sent()
        sent_s = time.monotonic() - began
    pulled.value.finished()
    return sent_s


def _of(link: Link, path: str) -> list[Exchange]:
    return [exchange for exchange in link.exchanges if exchange.path == path]


def _per_stop(what: str, body: bytes, aim: int | None = None) -> Iterator[Row]:
    """The floor is what Brotli at its slowest makes of the same text."""
    size = len(body) / BATCH
    floor = len(brotli.compress(unpacked(body), quality=11)) / BATCH
    yield Row(
        f"Bytes a stop, batch of {BATCH}: {what}",
        f"{size:.0f} B",
        floor=f"{floor:.0f} B",
        ratio=f"{size / floor:.2f}",
        aim=f"≤ {aim} B" if aim else "",
        met=size <= aim if aim else None,
    )


def _outbox_rows(link: Link, many: int, sent_s: float) -> Iterator[Row]:
    pushes = _of(link, PUSH)
    carried = [len(json.loads(unpacked(push.asked.body))["ops"]) for push in pushes]
    what = f"{many} stops at 50 kbit/s, 400 ms"
    yield Row(f"{what}: pushes", f"{len(pushes)}", aim="1", met=carried == [many])
    seconds = sum(push.seconds for push in pushes)
    asked, answered = (
        sum(getattr(push, way).size for push in pushes) for way in ("asked", "answered")
    )
    floor = WEAK.round_trip_s + WEAK.carrying_s(asked + answered)
    in_seconds = {"floor": f"{floor:.1f} s", "ratio": f"{seconds / floor:.2f}"}
    yield Row(f"{what}: request to answer", f"{seconds:.1f} s", **in_seconds)
    yield Row(f"{what}: bytes sent + answered", f"{asked:,} + {answered:,} B")
    yield Row(f"{what}: signal back to “All sent”", f"{sent_s:.1f} s")
    paths = ", ".join(exchange.path.rpartition("/")[2] for exchange in link.exchanges)
    whole = sum(exchange.size for exchange in link.exchanges)
    yield Row(f"{what}: the whole round ({paths})", f"{whole:,} B")
    setting_up = link.connections * WEAK.round_trip_s
    yield Row(
        f"{what}: setting up {link.connections} connection(s), in these", f"{setting_up:.1f} s"
    )
