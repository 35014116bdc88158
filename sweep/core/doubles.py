"""Which stops may be one child, stopped by two officers. Never merges anything: a person decides each pair.

A double has two different officers behind it: whoever records two children knows that they are two. Nothing
that both recorded may speak against it; what one of them left open does not.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# One officer hands a child on to another, or both note a child whom they met together, within minutes. A child
# stopped a second time later on is a second stop, and counts as one.
LONGEST_APART = timedelta(minutes=10)
# As far as a child walks in two minutes, and wider than two poor fixes between buildings lie apart.
FARTHEST_APART_M = 150
# Two stops that were both put to one site's own point.
_SAME_POINT_M = 1

Point = tuple[float, float]
Metres = Callable[[Point, Point], float]
Pair = tuple[str, str]

_OPEN = {None, "unknown", "not_stated", "not_recorded"}


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is compared of one stop.

    `author` tells officers apart. `place` is (latitude, longitude) in degrees, or None where it is not known.
    `site_radius_m` is set where the place is only that of a patrol's site: how far round it the child may have been.
    """

    stop_id: str
    encounter_id: str
    author: str
    stopped_at: datetime
    accompanied_by: str
    age_band: str | None = None
    sex: str | None = None
    school_urn: str | None = None
    place: Point | None = None
    site_radius_m: float | None = None


def possible_doubles(sightings: Iterable[Sighting], metres: Metres) -> list[Pair]:
    """Every two stops that may be one child, as (earlier, later) ids, in order of time.

    `metres(point, point)` measures the ground. The order in which stops are given changes nothing.
    """
    return list(_pairs(in_order(sightings), metres))


def in_order(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The earliest stop first; of two at one moment always the same one."""
    return sorted(sightings, key=lambda one: (one.stopped_at, one.stop_id))


def _pairs(ordered: Sequence[Sighting], metres: Metres) -> Iterator[Pair]:
    for at, first in enumerate(ordered):
        for second in ordered[at + 1 :]:
            if second.stopped_at - first.stopped_at > LONGEST_APART:
                break
            if may_be_one_child(first, second) and _near(first, second, metres):
                yield first.stop_id, second.stop_id


def may_be_one_child(one: Sighting, other: Sighting) -> bool:
    """Whether nothing that was recorded says that these are two children. Time and place are not asked."""
    return (
        one.author != other.author
        and one.encounter_id != other.encounter_id
        and _agree(one.accompanied_by, other.accompanied_by)
        and _agree(one.age_band, other.age_band)
        and _agree(one.sex, other.sex)
        and _agree(one.school_urn, other.school_urn)
    )


def _agree(one: str | None, other: str | None) -> bool:
    return one == other or one in _OPEN or other in _OPEN


def _near(one: Sighting, other: Sighting, metres: Metres) -> bool:
    """By both fixes; where one has none, by the site that stands for it. Of no place at all nothing is said."""
    if one.place is None or other.place is None:
        return False
    radii = [each.site_radius_m for each in (one, other) if each.site_radius_m is not None]
    if len(radii) == 2:
        farthest: float = _SAME_POINT_M
    else:
        farthest = radii[0] if radii else FARTHEST_APART_M
    return metres(one.place, other.place) <= farthest


def left_out(
    sightings: Iterable[Sighting], pairs: Collection[Pair], two_children: Collection[frozenset[str]]
) -> frozenset[str]:
    """The stops that would go if every pair still undecided were one child: of each child the earliest stays.

    A stop joins the earliest one that it is paired with, unless something speaks against its being that child
    or any other stop already taken for it: one officer, one group, another sex, or a person who said that they
    are two (`two_children`). So of two siblings beside one child of a colleague's only one can go, and of three
    officers' stops of one child two do.
    """
    earlier: dict[str, list[str]] = {}
    for first, second in pairs:
        earlier.setdefault(second, []).append(first)
    child_of: dict[str, list[Sighting]] = {}
    gone: set[str] = set()
    for one in in_order(sightings):
        same = _joins(one, earlier.get(one.stop_id, ()), child_of, two_children)
        if same is not None:
            same.append(one)
            gone.add(one.stop_id)
        child_of[one.stop_id] = [one] if same is None else same
    return frozenset(gone)


def _joins(
    one: Sighting,
    partners: Iterable[str],
    child_of: dict[str, list[Sighting]],
    two_children: Collection[frozenset[str]],
) -> list[Sighting] | None:
    for partner in partners:
        child = child_of[partner]
        if all(
            may_be_one_child(one, other)
            and frozenset((one.stop_id, other.stop_id)) not in two_children
            for other in child
        ):
            return child
    return None
