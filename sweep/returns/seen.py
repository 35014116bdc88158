"""A sweep's stops as they are counted, with what else cuts them into parts: where, when and who."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sweep.core.tally import STOP_FIELDS, CountedStop
from sweep.db import db
from sweep.stops.models import Stop
from sweep.sweeps.models import Sweep


@dataclass(frozen=True, slots=True)
class SeenStop:
    """One stop that stands. `lat` and `lon` are None where no place is known."""

    counted: CountedStop
    stopped_at: datetime
    lat: float | None
    lon: float | None
    ethnicity: str | None
    sex: str | None
    age_band: str | None


_COUNTED = tuple(getattr(Stop, name) for name in STOP_FIELDS)
_BESIDE = (Stop.stopped_at, Stop.lat, Stop.lon, Stop.ethnicity, Stop.sex, Stop.age_band)


def seen_stops(sweep: Sweep, left_out: Collection[str] = ()) -> Iterator[SeenStop]:
    """The stops of a sweep that stand, in no order, but for those left out by id."""
    wanted = select(*_COUNTED, *_BESIDE).where(Stop.sweep_id == sweep.id, Stop.voided.is_(False))
    if left_out:
        wanted = wanted.where(Stop.id.not_in(left_out))
    for row in db.session.execute(wanted):
        cells: Sequence[Any] = row
        counted = CountedStop(**dict(zip(STOP_FIELDS, cells, strict=False)))
        yield SeenStop(counted, *cells[len(_COUNTED) :])
