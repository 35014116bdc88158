"""Which stops may be one child, stopped by two officers. Never merges anything: a person decides each pair.

A double has two different officers behind it: whoever records two children knows that they are two. Nothing
that both recorded may speak against it; what one of them left open does not. And something must speak for it: an
answer that both gave and gave alike, or a time and a place so near that both stood before the child.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import dist
from operator import itemgetter
from typing import NamedTuple

# One officer hands a child on to another, or both note a child whom they met together, within minutes. A child
# stopped a second time later on is a second stop, and counts as one.
LONGEST_APART = timedelta(minutes=10)
# As far as a child walks in two minutes, and wider than two poor fixes between buildings lie apart.
FARTHEST_APART_M = 150
# Two officers side by side who note the child before them: the quicker has saved when the slower begins, and two fair
# fixes of one spot lie no further apart. Then nothing else need speak for it.
AT_ONCE_APART = timedelta(minutes=2)
AT_ONCE_M = 30
# Two stops that were both put to one site's own point.
_SAME_POINT_M = 1

# Metres north and east of some point that all stops of a sweep share: near enough to flat as far as officers walk.
Point = tuple[float, float]
Metres = Callable[[Point, Point], float]
Pair = tuple[str, str]

_OPEN = {None, "unknown", "not_stated", "not_recorded", "NS"}


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is compared of one stop.

    `author` tells officers apart. `place` is (north, east) in metres, or None where it is not known.
    `site_radius_m` is set where the place is only that of a patrol's site: how far round it the child may have been.
    """

    stop_id: str
    encounter_id: str
    author: str
    stopped_at: datetime
    accompanied_by: str
    age_band: str | None = None
    phase: str | None = None
    sex: str | None = None
    ethnicity: str | None = None
    school_urn: str | None = None
    place: Point | None = None
    site_radius_m: float | None = None


# What one officer recorded that another may not contradict, None where it was left open.
Told = tuple[str | None, ...]


class _Sort(NamedTuple):
    """All that is compared but time and place: of hundreds of stops there are but a few dozen sorts."""

    author: str
    told: Told
    ethnicity: str | None
    site_radius_m: float | None


Window = deque[tuple[int, Sighting]]


class _Beside(NamedTuple):
    """The stops of a sort that may be one child with those of another, and how near they must be for that."""

    window: Window
    longest: timedelta
    farthest_m: float


def possible_doubles(sightings: Iterable[Sighting], metres: Metres = dist) -> list[Pair]:
    """Every two stops that may be one child, as (earlier, later) ids, by the time of the later one.

    The order in which stops are given changes nothing. Of no place at all nothing is said.
    """
    placed = [one for one in sightings if one.place is not None]
    return list(_pairs(in_order(placed), metres))


def in_order(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The earliest stop first; of two at one moment always the same one."""
    return sorted(sightings, key=lambda one: (one.stopped_at, one.stop_id))


def _pairs(ordered: Sequence[Sighting], metres: Metres) -> Iterator[Pair]:
    """Stops of one sort stand together, so that what speaks against a pair is asked once for all of them."""
    windows: dict[_Sort, Window] = {}
    beside: dict[_Sort, list[_Beside]] = {}
    for at, second in enumerate(ordered):
        sort = _sort(second)
        if sort not in windows:
            _stand_beside(sort, windows, beside)
        found = [each for other in beside[sort] for each in _near_in(other, second, metres)]
        found.sort(key=itemgetter(0))
        yield from ((first.stop_id, second.stop_id) for _, first in found)
        windows[sort].append((at, second))


def _stand_beside(
    sort: _Sort, windows: dict[_Sort, Window], beside: dict[_Sort, list[_Beside]]
) -> None:
    own: Window = deque()
    beside[sort] = []
    for other, window in windows.items():
        near = _how_near(sort, other)
        if near is not None:
            beside[sort].append(_Beside(window, *near))
            beside[other].append(_Beside(own, *near))
    windows[sort] = own


def _near_in(other: _Beside, second: Sighting, metres: Metres) -> list[tuple[int, Sighting]]:
    window, longest, farthest_m = other
    while window and second.stopped_at - window[0][1].stopped_at > LONGEST_APART:
        window.popleft()
    since, place, group = second.stopped_at - longest, second.place, second.encounter_id
    return [
        each
        for each in window
        if each[1].stopped_at >= since
        and each[1].encounter_id != group
        and metres(each[1].place, place) <= farthest_m  # type: ignore[arg-type]
    ]


def _how_near(one: _Sort, other: _Sort) -> tuple[timedelta, float] | None:
    """In time and in metres, or None where they are two children. By both fixes, or by the site that stands for one."""
    radii = [each for each in (one.site_radius_m, other.site_radius_m) if each is not None]
    if not _may_be_one(one, other):
        return None
    if not _alike(one, other):
        # A site's own point says nothing of where in it the child was.
        return None if radii else (AT_ONCE_APART, AT_ONCE_M)
    if len(radii) == 2:
        return LONGEST_APART, _SAME_POINT_M
    return LONGEST_APART, radii[0] if radii else FARTHEST_APART_M


def told_by(one: Sighting) -> Told:
    """Who was with the child, then what the child itself is told by."""
    told = (one.accompanied_by, one.age_band, one.phase, one.sex, one.school_urn)
    return tuple(None if each in _OPEN else each for each in told)


def _sort(one: Sighting) -> _Sort:
    ethnicity = None if one.ethnicity in _OPEN else one.ethnicity
    return _Sort(one.author, told_by(one), ethnicity, one.site_radius_m)


def may_be_one_child(one: Sighting, other: Sighting) -> bool:
    """Whether nothing that was recorded says that these are two children. Time and place are not asked.

    Ethnicity speaks for a pair but not against it: as the child says it, it may be said to one officer otherwise.
    """
    return one.encounter_id != other.encounter_id and _may_be_one(_sort(one), _sort(other))


def _may_be_one(one: _Sort, other: _Sort) -> bool:
    return one.author != other.author and agree(one.told, other.told)


def agree(one: Sequence[str | None], other: Sequence[str | None]) -> bool:
    """Whether nothing that both told differs."""
    return all(
        mine == theirs or mine is None or theirs is None
        for mine, theirs in zip(one, other, strict=False)
    )


def _alike(one: _Sort, other: _Sort) -> bool:
    """Whether both said the same of the child itself, be it one answer. Who was with it is no sign of who it is."""
    mine, theirs = (*one.told[1:], one.ethnicity), (*other.told[1:], other.ethnicity)
    return any(a == b and a is not None for a, b in zip(mine, theirs, strict=True))
