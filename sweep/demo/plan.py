"""Last school year as a plan: its sweeps, how many children each meets, in what groups, and with whom.

Pure: the same year is always planned alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from random import Random
from zoneinfo import ZoneInfo

from sweep.demo.ground import ROUNDS, Spot
from sweep.demo.school_year import sweep_days
from sweep.invented.answers import Shares, draw

LONDON = ZoneInfo("Europe/London")

# Solihull 2004/05, as published.
STOPPED, WITH_PARENT = 788, 299

_OPENS, _CLOSES = time(9, 30), time(12, 30)
_GROUPS = {1: 62, 2: 26, 3: 9, 4: 3}
_COMPANY_WITHOUT_PARENT: Shares = {"alone": 86, "other_adult": 11, "not_recorded": 3}
# Families out together are small groups.
_FAMILY = 2


@dataclass(frozen=True, slots=True)
class Meeting:
    """An encounter to be: how many children, and who is with them."""

    children: int
    accompanied_by: str = ""


@dataclass(frozen=True, slots=True)
class PlannedSweep:
    """One sweep of the year. `number` counts them from 0."""

    number: int
    day: date
    round_name: str
    spots: tuple[Spot, ...]
    kind: str
    meetings: tuple[Meeting, ...]

    @property
    def title(self) -> str:
        return f"Demo: {self.round_name}, {self.day.day} {self.day:%B %Y}"

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.day, _OPENS, LONDON)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.day, _CLOSES, LONDON)


def plan_year(begun: int) -> list[PlannedSweep]:
    """The sweeps of the school year that began in this year: 788 stopped in all, 299 of them with a parent."""
    rng = Random(f"Solihull {begun}")
    days = sweep_days(begun, rng)
    sizes = [_groups(children, rng) for children in _shared_out(STOPPED, len(days), rng)]
    accompanied = _with_company([size for own in sizes for size in own], rng)
    plans = []
    for number, (day, own) in enumerate(zip(days, sizes, strict=True)):
        name, spots = ROUNDS[number % len(ROUNDS)]
        kind = "national" if number % len(ROUNDS) == 0 else "local"
        meetings = tuple(accompanied.pop(0) for _ in own)
        plans.append(PlannedSweep(number, day, name, spots, kind, meetings))
    return plans


def _shared_out(children: int, sweeps: int, rng: Random) -> list[int]:
    """So many children over so many sweeps, more in some than in others."""
    shares = [rng.uniform(0.65, 1.35) for _ in range(sweeps)]
    ends = [round(children * sum(shares[: at + 1]) / sum(shares)) for at in range(sweeps)]
    return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]


def _groups(children: int, rng: Random) -> list[int]:
    sizes: list[int] = []
    while (left := children - sum(sizes)) > 0:
        sizes.append(min(left, rng.choices(list(_GROUPS), list(_GROUPS.values()))[0]))
    return sizes


def _with_company(sizes: Sequence[int], rng: Random) -> list[Meeting]:
    """Who is with each group, so that exactly WITH_PARENT children have a parent there."""
    meetings = [Meeting(size, draw(rng, _COMPANY_WITHOUT_PARENT)) for size in sizes]
    order = sorted(range(len(sizes)), key=lambda at: (sizes[at] > _FAMILY, rng.random()))
    left = WITH_PARENT
    for at in order:
        if sizes[at] <= left:
            meetings[at] = replace(meetings[at], accompanied_by="parent")
            left -= sizes[at]
    return meetings
