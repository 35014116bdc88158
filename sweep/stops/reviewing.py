"""Which stops of a sweep a supervisor is to look at, why each, and what was found. The lot is `core.sample`'s."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sweep.core.flags import FLAGS
from sweep.core.sample import asked_about, draw
from sweep.db import db
from sweep.london import LONDON
from sweep.stops.models import Review
from sweep.stops.read import Shown, stops_of
from sweep.sweeps.models import Sweep

_DRAWN = "Drawn by lot, one stop in ten."


@dataclass(frozen=True, slots=True)
class ToReview:
    """One stop to look at; `why` in sentences; `looks` at it so far, the latest first."""

    stop: Shown
    why: Sequence[str]
    looks: Sequence[Review]

    @property
    def done(self) -> bool:
        return bool(self.looks)


def reviews_of(sweep: Sweep) -> list[ToReview]:
    """The stops to look at in order of time: those drawn, those a rule asks about, and whatever was looked at."""
    stops, looks = stops_of(sweep), _looks(sweep.id)
    drawn = draw(sweep.id, _by_day(stops))
    asked = [ToReview(stop, _why(stop, drawn), looks.get(stop["id"], ())) for stop in stops]
    return sorted(
        (each for each in asked if each.why or each.done),
        key=lambda each: (each.stop["stopped_at"], each.stop["id"]),
    )


def _why(stop: Shown, drawn: Collection[str]) -> list[str]:
    """A stop that was removed is in the lot like any other: removing is what should be looked at."""
    asked = () if stop["voided"] else asked_about(stop["flags"])
    return [*(FLAGS[code].meaning for code in asked), *((_DRAWN,) if stop["id"] in drawn else ())]


def _by_day(stops: Iterable[Shown]) -> Iterable[Collection[str]]:
    """Their ids by the day on which they came."""
    days: dict[str, set[str]] = {}
    for stop in stops:
        day = f"{stop['received_at'].astimezone(LONDON):%Y-%m-%d}"
        days.setdefault(day, set()).add(stop["id"])
    return [days[day] for day in sorted(days)]


def _looks(sweep_id: str) -> dict[str, list[Review]]:
    found: dict[str, list[Review]] = {}
    latest = select(Review).where(Review.sweep_id == sweep_id)
    for row in db.session.scalars(latest.order_by(Review.reviewed_at.desc(), Review.id.desc())):
        found.setdefault(row.stop_id, []).append(row)
    return found
