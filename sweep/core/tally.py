"""Stops and shifts → one `Totals`.

From single records by `tally`; for large sweeps from a database's grouped rows by
`totals_of_groups`. Both ways give the same. All that tallying needs can be imported from here.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType

from sweep.core.effort import CountedShift, Effort, count_shifts
from sweep.core.rates import (
    GammaQuantile,
    Groups,
    Interval,
    Rate,
    decimal_text,
    hours_text,
    percent_text,
    round_half_up,
    yield_interval,
)
from sweep.core.stop_counts import (
    CELL_FIELDS,
    STOP_FIELDS,
    CountedStop,
    FindingCounts,
    StopCell,
    StopCounts,
    count_findings,
    count_stops,
    education_phase,
)
from sweep.core.totals import COUNT_INDICATORS, DEFINITIONS_VERSION, Changes, Meetings, Totals

__all__ = [
    "CELL_FIELDS",
    "COUNT_INDICATORS",
    "DEFINITIONS_VERSION",
    "STOP_FIELDS",
    "CountedShift",
    "CountedStop",
    "Effort",
    "FindingCounts",
    "GammaQuantile",
    "Groups",
    "Interval",
    "Meetings",
    "Rate",
    "StopCell",
    "StopCounts",
    "Totals",
    "count_shifts",
    "decimal_text",
    "education_phase",
    "hours_text",
    "meetings_of",
    "percent_text",
    "round_half_up",
    "tally",
    "totals_of_groups",
    "yield_interval",
]


def tally(stops: Iterable[CountedStop], shifts: Iterable[CountedShift], now: datetime) -> Totals:
    """Totals of stops and shifts, in any order. Each stop must be given once.

    `now` is where open shifts are counted up to. KeyError for an unknown code.
    """
    seen = list(stops)
    return totals_of_groups(
        [(stop, 1) for stop in seen], meetings_of(seen), count_shifts(shifts, now)
    )


def meetings_of(stops: Iterable[CountedStop]) -> Meetings:
    """Sizes of the groups that were met together, by encounter."""
    stopped: Counter[str] = Counter()
    verified: Counter[str] = Counter()
    provisional: Counter[str] = Counter()
    for stop in stops:
        stopped[stop.encounter_id] += 1
        verified[stop.encounter_id] += stop.shown == "truanting"
        provisional[stop.encounter_id] += stop.finding == "truanting"
    return Meetings(
        Groups.of(stopped.values()), Groups.of(verified.values()), Groups.of(provisional.values())
    )


def totals_of_groups(
    cells: Iterable[tuple[StopCell, int]], meetings: Meetings, effort: Effort
) -> Totals:
    """Totals from a database's grouped rows: each cell with how many children it holds."""
    rows = list(cells)
    return Totals(
        count_stops(rows),
        count_findings(rows, verified=False),
        count_findings(rows, verified=True),
        meetings,
        effort,
        _changes(rows),
    )


def _changes(rows: Iterable[tuple[StopCell, int]]) -> Changes:
    changed: Counter[tuple[str, str]] = Counter()
    for cell, children in rows:
        if cell.verified_finding is not None:
            changed[cell.finding, cell.verified_finding] += children
    return MappingProxyType(dict(changed))
