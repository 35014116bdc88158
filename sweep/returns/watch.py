"""What a coordinator watches while a sweep runs: its stops in words, the urgent first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sweep.access.officers import officer_names
from sweep.core.codes import (
    ACCOMPANIED_BY,
    FINDINGS,
    OUTCOMES,
    REASONS,
    URGENT,
    WHY_NONE,
    words_for,
)
from sweep.core.finding import shown_finding
from sweep.core.flags import FLAGS
from sweep.core.power import used_power
from sweep.core.reference import reference
from sweep.london import clock_text, day_text, moment_text
from sweep.places import metres_between, metres_nearby
from sweep.schools.names import school_names
from sweep.stops.read import stops_of
from sweep.sweeps.models import Sweep

# The latest; the rest is in the summary's figures.
MOST_STOPS = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One stop in words; empty where nothing was told. `power`: who used section 16.

    `recorded` is the finding of the street alone, `finding` the one that counts. For the map: `point` (lat, lon) in
    degrees or None, and `shown`, the finding's slug as the school left it.
    """

    id: str
    reference: str
    at: datetime
    officer: str
    finding: str
    recorded: str
    reason: str
    accompanied: str
    school: str
    outcome: str
    power: str
    place: str
    urgent: str
    note: str
    flags: tuple[str, ...]
    point: tuple[float, float] | None
    shown: str


@dataclass(frozen=True, slots=True)
class Stops:
    """A sweep's stops in words: every urgent one, the latest of all, and how many there are."""

    urgent: list[Line]
    latest: list[Line]
    total: int


@dataclass(frozen=True, slots=True)
class _Names:
    """By officer's id, and by URN."""

    officers: Mapping[str, str]
    schools: Mapping[str, str]


def watched_stops(sweep: Sweep) -> Stops:
    """The stops that stand, the latest first."""
    stops = stops_of(sweep, voided=False)
    stops.sort(key=lambda stop: stop["stopped_at"], reverse=True)
    urgent, latest = [stop for stop in stops if stop["urgent"]], stops[:MOST_STOPS]
    names = _names((*urgent, *latest))
    return Stops(
        [_line(stop, names, sweep) for stop in urgent],
        [_line(stop, names, sweep) for stop in latest],
        len(stops),
    )


def lines_of(stops: Iterable[Mapping[str, Any]], sweep: Sweep) -> list[Line]:
    """These stops of a sweep in words, in the order given."""
    listed = list(stops)
    names = _names(listed)
    return [_line(stop, names, sweep) for stop in listed]


def _names(stops: Iterable[Mapping[str, Any]]) -> _Names:
    urns = {stop["school_urn"] for stop in stops if stop["school_urn"]}
    return _Names(officer_names(), school_names(urns))


def in_sweep_text(moment: datetime, sweep: Sweep) -> str:
    """`09:05`, with its day where it is not the sweep's only day."""
    days = {day_text(each) for each in (moment, sweep.starts_at, sweep.ends_at)}
    return clock_text(moment) if len(days) == 1 else moment_text(moment)


def _line(stop: Mapping[str, Any], names: _Names, sweep: Sweep) -> Line:
    return Line(
        id=stop["id"],
        reference=reference(stop["id"]),
        at=stop["stopped_at"],
        officer=_author(stop, names),
        finding=_finding(stop["finding"], stop["verified_finding"]),
        recorded=words_for(FINDINGS, stop["finding"]),
        reason=words_for(REASONS, stop["reason"]) if stop["reason"] else "",
        accompanied=words_for(ACCOMPANIED_BY, stop["accompanied_by"]),
        school=_school(stop["school_urn"], names),
        outcome=words_for(OUTCOMES, stop["outcome"]),
        power=_power(stop, names),
        place=_place(stop, sweep),
        urgent=words_for(URGENT, stop["urgent"]) if stop["urgent"] else "",
        note=stop["note"],
        flags=sentences(stop["flags"]),
        point=None if stop["lat"] is None else (stop["lat"], stop["lon"]),
        shown=shown_finding(stop["finding"], stop["verified_finding"]),
    )


def _author(stop: Mapping[str, Any], names: _Names) -> str:
    return names.officers.get(stop["author_id"] or "", "At a desk")


def _school(urn: str | None, names: _Names) -> str:
    """The school that the officer was told of."""
    if not urn:
        return ""
    return names.schools.get(urn) or f"Not on your list of schools (number {urn})"


def _power(stop: Mapping[str, Any], names: _Names) -> str:
    """Whoever the record says used the power; its author, where it names nobody."""
    if not used_power(stop["outcome"]):
        return ""
    if stop["acted_by"] is None:
        return _author(stop, names)
    return names.officers.get(stop["acted_by"], "An officer not known here")


def _finding(recorded: str, verified: str | None) -> str:
    shown = words_for(FINDINGS, shown_finding(recorded, verified))
    if verified in (None, recorded):
        return shown
    return f"{shown}, says the school (street: {words_for(FINDINGS, recorded).lower()})"


def _place(stop: Mapping[str, Any], sweep: Sweep) -> str:
    """The site it was at, else how far from which; never a point on the screen."""
    if stop["lat"] is None:
        why = words_for(WHY_NONE, stop["why_none"]) if stop["why_none"] else "Not recorded"
        return f"No place: {why[:1].lower()}{why[1:]}"
    here = stop["lat"], stop["lon"]
    if not sweep.sites:
        return "Placed"
    site = min(sweep.sites, key=lambda each: metres_nearby(*here, each.lat, each.lon))
    metres = metres_between(*here, site.lat, site.lon)
    if metres <= site.radius_m:
        return site.name
    return f"{_distance(metres)} from {site.name}"


def _distance(metres: float) -> str:
    return f"{round(metres, -1):.0f} m" if metres < 1000 else f"{metres / 1000:.1f} km"


def sentences(flags: Iterable[str]) -> tuple[str, ...]:
    """Each flag's general sentence."""
    return tuple(FLAGS[code].meaning for code in flags)
