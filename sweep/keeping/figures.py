"""The totals of sweeps from rebuilt rows, held against what their pages say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from sys import intern

from sqlalchemy import select

from sweep.access.models import Officer
from sweep.core.tally import CountedShift, CountedStop, Totals, tally
from sweep.db import db
from sweep.keeping.rebuilt import Row
from sweep.returns.read import counted_role, summary_of
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import all_sweeps, counted_until
from sweep.sync.records import Key

_COUNTED = tuple(column.name for column in fields(CountedStop))


@dataclass(frozen=True, slots=True)
class SweepFigures:
    """One sweep's figures as rebuilt from the ledger; `equal` where its page says the same."""

    sweep_id: str
    children_stopped: int
    truanting: int
    officer_minutes: int
    equal: bool


class Figures:
    """Gathers rebuilt rows sweep by sweep: a few words of memory a stop."""

    def __init__(self) -> None:
        self._stops: defaultdict[str, list[CountedStop]] = defaultdict(list)
        self._shifts: defaultdict[str, list[CountedShift]] = defaultdict(list)
        officers = db.session.execute(select(Officer.id, Officer.role))
        self._roles: dict[str, str] = {each.id: each.role for each in officers}

    def add(self, rows: Mapping[Key, Row]) -> None:
        """Rows of stops and shifts, each once."""
        for (sort, _), row in rows.items():
            if row["voided"]:
                continue
            if sort == "stop":
                self._stops[row["sweep_id"]].append(_counted(row))
            else:
                self._shifts[row["sweep_id"]].append(self._shift(row))

    def _shift(self, row: Row) -> CountedShift:
        role = counted_role(self._roles.get(row["officer_id"]))
        return CountedShift(
            row["officer_id"], role, row["started_at"], row["ended_at"], row["break_minutes"]
        )

    def held_against_pages(self, now: datetime) -> Iterator[SweepFigures]:
        """Every sweep of the authority in scope; open shifts count up to `now` on both sides."""
        for sweep in all_sweeps():
            made = self._totals(sweep, now)
            yield SweepFigures(
                sweep.id,
                made.stops.children_stopped,
                made.as_verified.truanting,
                made.effort.officer_minutes,
                made == summary_of(sweep, now).totals,
            )

    def _totals(self, sweep: Sweep, now: datetime) -> Totals:
        return tally(self._stops[sweep.id], self._shifts[sweep.id], counted_until(sweep, now))


def _counted(row: Row) -> CountedStop:
    # One object for each code, not one for each stop.
    said: Row = {name: row[name] and intern(row[name]) for name in _COUNTED}
    return CountedStop(**said)
