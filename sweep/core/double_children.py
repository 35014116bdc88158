"""Stops taken for one child, by what people decided and by the pairs that still wait for a decision.

A stop that stays for another carries all that is known of that other: its officer, its group, its answers, and of
whom a person said that it is not. So a boy and a girl can not become one child through a stop that says neither.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sweep.core.doubles import Pair, Sighting, agree, in_order, told_by

Apart = Collection[frozenset[str]]
# For a stop that went, the one that stays for its child at the end.
Ends = Mapping[str, str]


def waiting(
    sightings: Sequence[Sighting], found: Sequence[Pair], two_children: Apart, ends: Ends
) -> list[Pair]:
    """Of the pairs that were found among all these stops, those to be decided on, each of two stops that stay.

    A pair of a stop that went is one of the stop that stays for it. None is left where anything speaks against it
    of either child: one officer, one group, another sex, or a person who said that they are two (`two_children`).
    """
    if not ends and not two_children:
        return list(found)
    child_of = _decided(sightings, ends)
    order = {one.stop_id: at for at, one in enumerate(in_order(sightings))}
    left: dict[Pair, None] = {}
    for first, second in found:
        one, other = sorted(
            (ends.get(first, first), ends.get(second, second)), key=order.__getitem__
        )
        if one != other and child_of[one].may_be(child_of[other], two_children):
            left[one, other] = None
    return list(left)


def left_out(
    sightings: Iterable[Sighting],
    pairs: Iterable[Pair],
    two_children: Apart,
    ends: Ends | None = None,
) -> frozenset[str]:
    """The stops that would go if every pair still waiting were one child: of each child the earliest stays.

    Pair by pair two children become one, unless something speaks against it, of any stop of theirs. So of two
    siblings beside one child of a colleague's only one can go, and of three officers' stops of one child two do.
    Whoever decides what was assumed so changes nothing of it.
    """
    stops, ends = in_order(sightings), ends or {}
    child_of = _decided(stops, ends)
    for first, second in pairs:
        one, other = child_of[first], child_of[second]
        if one is not other and one.may_be(other, two_children):
            one.join(other)
            child_of.update(dict.fromkeys(other.stops, one))
    stay = [each.stop_id for each in stops if ends.get(each.stop_id, each.stop_id) == each.stop_id]
    earliest: dict[int, str] = {}
    for stop_id in stay:
        earliest.setdefault(id(child_of[stop_id]), stop_id)
    return frozenset(stay) - frozenset(earliest.values())


def _decided(sightings: Iterable[Sighting], ends: Ends) -> dict[str, "_Child"]:
    """The child of each stop, by what was decided alone."""
    children: dict[str, _Child] = {}
    child_of: dict[str, _Child] = {}
    for one in sightings:
        own = _Child(one)
        child = children.setdefault(ends.get(one.stop_id, one.stop_id), own)
        if child is not own:
            child.join(own)
        child_of[one.stop_id] = child
    return child_of


class _Child:
    """Stops taken for one child, and what they say of it together: of any answer the first that was given."""

    def __init__(self, one: Sighting) -> None:
        self.stops = {one.stop_id}
        self._authors = {one.author}
        self._groups = {one.encounter_id}
        self._known = told_by(one)

    def may_be(self, other: "_Child", two_children: Apart) -> bool:
        """Whether nothing speaks against these two being one child."""
        return (
            self._authors.isdisjoint(other._authors)
            and self._groups.isdisjoint(other._groups)
            and agree(self._known, other._known)
            and not (two_children and self._said_apart(other, two_children))
        )

    def _said_apart(self, other: "_Child", two_children: Apart) -> bool:
        return any(frozenset((a, b)) in two_children for a in self.stops for b in other.stops)

    def join(self, other: "_Child") -> None:
        """Take the other's stops for this child too."""
        self.stops |= other.stops
        self._authors |= other._authors
        self._groups |= other._groups
        both = zip(self._known, other._known, strict=True)
        self._known = tuple(mine or theirs for mine, theirs in both)
