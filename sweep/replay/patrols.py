"""What each simulated phone records of a file's days.

Everything follows from the rows, the seed and the number of phones, so a replay made again is the same to the byte.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sweep.invented.answers import COMPANY, draw, draw_answers, draw_finding
from sweep.invented.outbox import Outbox, repeatable_id
from sweep.replay.days import Day, Making
from sweep.replay.rows import LONDON, Row


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
