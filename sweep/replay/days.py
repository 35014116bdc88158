"""Rows → one sweep a day, and what each simulated phone records in it.

Everything follows from the rows, the seed and the number of phones, so a replay made again is the same to the byte.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sweep.invented.answers import COMPANY, draw, draw_answers, draw_finding
from sweep.invented.outbox import Outbox, repeatable_id
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


@dataclass(frozen=True, slots=True)
class Walker:
    """The officer of one simulated phone."""

    officer_id: str
    role: str


def outboxes(
    days: Sequence[Day], sweep_ids: Mapping[date, str], walkers: Sequence[Walker], making: Making
) -> list[Outbox]:
    """What each phone makes of these days: a shift where it has stops, and the stops in it."""
    made = [Outbox(f"replay phone {number}") for number in range(1, len(walkers) + 1)]
    for day in days:
        rng = Random(f"{making.seed} {day.day}")
        dealt: defaultdict[int, list[tuple[str, list[Row]]]] = defaultdict(list)
        for encounter in day.encounters():
            dealt[rng.randrange(len(walkers))].append(encounter)
        for phone, encounters in dealt.items():
            patrol = _Patrol(sweep_ids[day.day], day, walkers[phone], making.seed)
            patrol.record(made[phone], encounters, rng)
    return made


@dataclass(frozen=True, slots=True)
class _Patrol:
    """One phone's share of one day."""

    sweep_id: str
    day: Day
    walker: Walker
    seed: int

    def record(
        self, outbox: Outbox, encounters: Sequence[tuple[str, list[Row]]], rng: Random
    ) -> None:
        first, last = encounters[0][1][0].moment, encounters[-1][1][-1].moment
        starts = max(self.day.starts_at, _on_the_minute(first) - _some_minutes(rng))
        ends = min(self.day.ends_at, _on_the_minute(last) + _some_minutes(rng))
        shift_id = repeatable_id(starts, "shift", outbox.phone, str(ends), str(self.seed))
        begun = {
            "shift_id": shift_id,
            "sweep_id": self.sweep_id,
            "officer_id": self.walker.officer_id,
            "started_at": _wire(starts),
        }
        outbox.record("shift.start", starts, begun)
        for encounter_id, rows in encounters:
            for said in self._stops(encounter_id, rows, shift_id):
                outbox.record("stop.create", rows[0].moment, said)
        breaks = 30 if ends - starts > timedelta(hours=4) else 0
        ended = {"shift_id": shift_id, "ended_at": _wire(ends), "break_minutes": breaks}
        outbox.record("shift.end", ends, ended)

    def _stops(
        self, encounter_id: str, rows: Sequence[Row], shift_id: str
    ) -> Iterable[dict[str, Any]]:
        company = draw(Random(f"{self.seed} {encounter_id}"), COMPANY)
        companion: str | None = None
        for row in rows:
            rng = Random(f"{self.seed} {row.key}")
            companion = draw_finding(rng, company, companion)
            yield {
                "stop_id": repeatable_id(row.moment, "stop", row.key, str(self.seed)),
                "encounter_id": encounter_id,
                "sweep_id": self.sweep_id,
                "shift_id": shift_id,
                "stopped_at": _wire(row.moment),
                "location": _location(row),
                "sex": row.sex,
                **draw_answers(rng, companion, company, self.walker.role),
            }


def _location(row: Row) -> dict[str, Any]:
    if row.place is None:
        return {"source": "none", "why_none": "unavailable"}
    # The file's places are moved to a nearby map point: nobody's phone measured them.
    return {"lat": row.place[0], "lon": row.place[1], "source": "pin"}


def _on_the_minute(moment: datetime) -> datetime:
    return moment.astimezone(LONDON).replace(second=0, microsecond=0)


def _some_minutes(rng: Random) -> timedelta:
    return timedelta(minutes=rng.randint(15, 60))


def _wire(moment: datetime) -> str:
    return moment.isoformat()
