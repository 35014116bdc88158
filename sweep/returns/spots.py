"""Where all that was seen at sites and in hours adds up."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sweep.core.finding import shown_finding
from sweep.core.rates import Groups, Rate
from sweep.returns.parts import london_hour

# (name of the place, hour of the day)
Spot = tuple[str, int]


@dataclass(slots=True)
class Seen:
    """What was seen somewhere: sweeps that went there, officer-minutes, children stopped, and the truanting (as
    verified) by encounter."""

    sweeps: set[str] = field(default_factory=set)
    minutes: int = 0
    stopped: int = 0
    truanting: Counter[str] = field(default_factory=Counter)

    @property
    def rate(self) -> Rate:
        """Truanting over officer-minutes."""
        return Rate(Groups.of(self.truanting.values()), self.minutes)


class Book:
    """What is entered here adds up by site, by hour, and by both."""

    def __init__(self) -> None:
        self.by_site: defaultdict[str, Seen] = defaultdict(Seen)
        self.by_hour: defaultdict[int, Seen] = defaultdict(Seen)
        self.by_both: defaultdict[Spot, Seen] = defaultdict(Seen)

    def worked(self, sweep_id: str, by_hour: Mapping[int, int], places: Sequence[str]) -> None:
        """A sweep's officer-minutes by hour, shared evenly among its places."""
        for hour, minutes in by_hour.items():
            self.by_hour[hour].minutes += minutes
            self.by_hour[hour].sweeps.add(sweep_id)
            for place, share in _shared(minutes, places, hour):
                for spot in (self.by_site[place], self.by_both[place, hour]):
                    spot.minutes += share
                    spot.sweeps.add(sweep_id)

    def stopped(self, stop: Any, place: str | None) -> None:
        """One child (`stopped_at`, findings, `encounter_id`), at a place or at none."""
        hour = london_hour(stop.stopped_at)
        spots = [self.by_hour[hour]]
        if place is not None:
            spots += [self.by_site[place], self.by_both[place, hour]]
        truanting = shown_finding(stop.finding, stop.verified_finding) == "truanting"
        for spot in spots:
            spot.stopped += 1
            spot.truanting[stop.encounter_id] += truanting


def _shared(minutes: int, places: Sequence[str], turn: int) -> Iterator[tuple[str, int]]:
    """Evenly, in whole minutes; what is left over goes to another place first at each turn."""
    if not places:
        return
    each, over = divmod(minutes, len(places))
    for number, place in enumerate(places):
        yield place, each + ((number + turn) % len(places) < over)
