"""Each stop of a sweep as a row of the coordinator's own working file, read a few at a time.

Left out: notes, who told what, what is urgent, and anything else that a person may have typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from sweep.core.finding import parent_present, shown_finding, truanting
from sweep.core.reference import reference
from sweep.places import nearest_within
from sweep.returns.parts import ELSEWHERE, NO_PLACE
from sweep.stops.models import Stop
from sweep.sweeps.models import Sweep

AT_ONCE = 500
_BEFORE = ("encounter_id", "shift_id", "author_id", "stopped_at", "received_at")
_PLACE = ("lat", "lon", "accuracy_m", "location_source", "why_none")
_SAID = (
    *("finding", "reason", "accompanied_by", "phase", "age_band", "sex", "ethnicity"),
    *("school_urn", "outcome", "acted_by", "verification", "verified_finding", "register_code"),
)
_DERIVED = ("truanting_provisional", "truanting_verified", "parent_present", "recorded_at_desk")
COLUMNS = ("stop_id", "reference", *_BEFORE, "site", *_PLACE, *_SAID, *_DERIVED, "rev")
_READ = ("id", *_BEFORE, *_PLACE, *_SAID, "rev")

StopRow = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Site:
    """What a row needs to know of a site."""

    name: str
    circle: tuple[float, float, float]


def sites_of(sweep: Sweep) -> list[Site]:
    """The sweep's sites, read once."""
    return [Site(site.name, (site.lat, site.lon, float(site.radius_m))) for site in sweep.sites]


def one_moment(engine: Engine, authority_id: int) -> Session:
    """A session of its own, kept to this authority, in which every read sees the same moment.

    SQLite's read transactions are like that; PostgreSQL has to be asked. Close it.
    """
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    return Session(bind=engine, info={"authority_id": authority_id})


def stop_rows(session: Session, sweep_id: str, sites: list[Site]) -> Iterator[StopRow]:
    """The stops that stand, the earliest first, no more than AT_ONCE of them in memory."""
    wanted = (
        select(*(getattr(Stop, name) for name in _READ))
        .where(Stop.sweep_id == sweep_id, Stop.voided.is_(False))
        .order_by(Stop.stopped_at, Stop.id)
        .execution_options(yield_per=AT_ONCE)
    )
    circles = [site.circle for site in sites]
    for row in session.execute(wanted):
        read = dict(zip(_READ, row, strict=True))
        yield _row(read, _site(read, sites, circles))


def _row(read: StopRow, site: str) -> StopRow:
    shown = shown_finding(read["finding"], read["verified_finding"])
    every = {
        **read,
        "stop_id": read["id"],
        "reference": reference(read["id"]),
        "stopped_at": read["stopped_at"].isoformat(),
        "received_at": read["received_at"].isoformat(),
        "site": site,
        "truanting_provisional": truanting(read["finding"]),
        "truanting_verified": truanting(shown),
        "parent_present": parent_present(read["accompanied_by"]),
        "recorded_at_desk": read["author_id"] is None,
    }
    return {name: every[name] for name in COLUMNS}


def _site(read: StopRow, sites: list[Site], circles: list[tuple[float, float, float]]) -> str:
    if read["lat"] is None or read["lon"] is None:
        return NO_PLACE
    number = nearest_within(read["lat"], read["lon"], circles)
    return ELSEWHERE if number is None else sites[number].name
