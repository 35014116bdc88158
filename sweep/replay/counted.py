"""What the server counts of a replayed file, asked through its API and held against the file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sweep.core.tally import STOP_FIELDS, CountedShift, CountedStop, Totals, hours_text, tally
from sweep.replay.client import Server


@dataclass(frozen=True, slots=True)
class SweepCount:
    """One day: stops that the file holds, and those the server counts in the day's sweep."""

    id: str
    title: str
    day: date
    in_file: int
    totals: Totals

    @property
    def equal(self) -> bool:
        return self.in_file == self.totals.stops.children_stopped

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "day": self.day.isoformat(),
            "rows_that_qualify": self.in_file,
            **figures(self.totals),
        }


def count_sweep(server: Server, sweep_id: str) -> Totals:
    """The totals of one sweep from its stops and shifts, voided ones left out."""
    stops = [
        CountedStop(**{name: stop[name] for name in STOP_FIELDS})
        for stop in _all_stops(server, sweep_id)
        if not stop["deleted"]
    ]
    shifts = [
        CountedShift(
            shift["officer_id"],
            shift["role"],
            datetime.fromisoformat(shift["started_at"]),
            shift["ended_at"] and datetime.fromisoformat(shift["ended_at"]),
            shift["break_minutes"],
        )
        for shift in server.get(f"/sweeps/{sweep_id}/shifts")["shifts"]
        if not shift["deleted"]
    ]
    return tally(stops, shifts, datetime.now(UTC))


def _all_stops(server: Server, sweep_id: str) -> Iterable[dict[str, Any]]:
    cursor, more = "", True
    while more:
        page = server.get(f"/sweeps/{sweep_id}/stops", cursor=cursor)
        yield from page["stops"]
        cursor, more = page["cursor"], page["more"]


def figures(totals: Totals) -> Mapping[str, Any]:
    """Stopped and truanting, always together, with the effort and the yields; None without hours."""
    return {
        "stopped": totals.stops.children_stopped,
        "truanting": totals.as_recorded.truanting,
        "encounters": totals.meetings.stopped.encounters,
        "officer_minutes": totals.effort.officer_minutes,
        "officer_hours": hours_text(totals.effort.officer_minutes),
        "police_officer_hours": hours_text(totals.effort.police_minutes),
        "stops_per_police_officer_hour": totals.stops_per_police_officer_hour().text(),
        "truants_per_officer_hour": totals.truants_per_officer_hour(verified=False).text(),
    }
