"""Rows → one sweep a day: its title, period and sites, and who was met together."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sweep.invented.outbox import repeatable_id
from sweep.replay.rows import CLOSES, LONDON, OPENS, Row

DEFAULT_SEED = 2002
DEFAULT_PHONES = 4
_MOST_SITES = 3


@dataclass(frozen=True, slots=True)
class Making:
    """How a replay is made."""

    seed: int = DEFAULT_SEED
    phones: int = DEFAULT_PHONES


@dataclass(frozen=True, slots=True)
class Day:
    """The rows of one day, earliest first."""

    day: date
    rows: tuple[Row, ...]

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.day, OPENS, LONDON)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.day, CLOSES, LONDON)

    def title(self, place: str, making: Making) -> str:
        """Says what it is. Another seed or number of phones is another sweep, so that no two mix."""
        made = "findings invented"
        if making.seed != DEFAULT_SEED:
            made += f", seed {making.seed}"
        if making.phones != DEFAULT_PHONES:
            made += f", phones {making.phones}"
        return f"Replay: {place}, {self.day.day} {self.day:%B %Y} ({made})"

    def sites(self) -> list[dict[str, Any]]:
        """The day's commonest places. No street is named: the file's places are approximate."""
        common = Counter(row.place for row in self.rows if row.place).most_common(_MOST_SITES)
        return [
            {"name": f"Site {number}", "lat": lat, "lon": lon, "radius_m": 250}
            for number, ((lat, lon), _) in enumerate(common, start=1)
        ]

    def encounters(self) -> list[tuple[str, list[Row]]]:
        """Rows of the same moment and place were met together; without a place nothing says so."""
        together: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            where = str(row.place) if row.place else row.key
            together[repeatable_id(row.moment, "encounter", where)].append(row)
        return list(together.items())


def days_of(rows: Iterable[Row]) -> list[Day]:
    """Rows by day, the earliest day first."""
    by_day: defaultdict[date, list[Row]] = defaultdict(list)
    for row in rows:
        by_day[row.day].append(row)
    return [
        Day(day, tuple(sorted(by_day[day], key=lambda row: (row.moment, row.key))))
        for day in sorted(by_day)
    ]
