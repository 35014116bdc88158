"""Stops cut into parts, by site, hour, phase or who the child is: the few counts that each part shows."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from sweep.core.rates import Groups
from sweep.core.stop_counts import CountedStop

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Slice:
    """One part's children. Truanting and legitimately absent as verified, unless it says otherwise.

    `met` are the truanting children as they were met in this part; an encounter that reaches into two
    parts is a group in each, so counts of parts add up and groups don't.
    """

    stopped: int = 0
    truanting_recorded: int = 0
    truanting: int = 0
    legitimately_absent: int = 0
    met: Groups = field(default_factory=Groups)

    @classmethod
    def of(cls, stops: Iterable[CountedStop]) -> "Slice":
        """Each stop must be given once."""
        own = list(stops)
        met: dict[str, int] = defaultdict(int)
        for stop in own:
            met[stop.encounter_id] += stop.shown == "truanting"
        return cls(
            stopped=len(own),
            truanting_recorded=sum(stop.finding == "truanting" for stop in own),
            truanting=sum(met.values()),
            legitimately_absent=sum(stop.shown == "legitimately_absent" for stop in own),
            met=Groups.of(met.values()),
        )


def slices(stops: Iterable[tuple[Key, CountedStop]]) -> dict[Key, Slice]:
    """Each part's counts by its key, in the order in which keys first came."""
    parts: dict[Key, list[CountedStop]] = defaultdict(list)
    for key, stop in stops:
        parts[key].append(stop)
    return {key: Slice.of(own) for key, own in parts.items()}
