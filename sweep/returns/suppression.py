"""Which counts of a table to keep back, so that no small one can be told by subtraction.

Pure arithmetic on named counts: what a count means, and how a hidden one is written, is not known here.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix


@dataclass(frozen=True, slots=True)
class Sum:
    """A count that is the sum of others, by their names."""

    total: str
    parts: tuple[str, ...]


def suppressed(
    cells: Mapping[str, int], sums: Sequence[Sum], below: int, known: Collection[str] = ()
) -> frozenset[str]:
    """The names of the cells to be shown as `c`: every count from 1 to below−1, and others to protect it.

    Rule: with all that stays published, all sums, and counts being whole and not negative, each small
    count could be anything from 0 to below−1. Where what is `known` (published elsewhere, so it can't
    be hidden) does not allow that, it could be whatever hiding everything else would allow; so it can
    be told exactly only where even that would tell it. Small counts that are `known` are past help.

    A part that is not among the cells is published nowhere; a sum may have one, and it counts what the
    others leave: so `Sum("stopped", ("truanting", "others"))` says that truanting is at most stopped.
    `below` 0 or 1: nothing. KeyError for a total that is no cell; ValueError where a sum does not hold.

    Way: for each small count, the table nearest to the true one in which that count has another value;
    what differs in it is hidden. Source: J. P. Kelly, B. L. Golden and A. A. Assad, Cell suppression:
    disclosure protection for sensitive tabular data, Networks 22 (1992).
    """
    counts = _with_the_rest(cells, sums)
    table = _Table(counts, sums, frozenset(counts) - frozenset(known), set(counts) - set(cells))
    small = sorted(name for name in cells if 0 < cells[name] < below and name not in known)
    table.hidden.update(small)
    for wanted in (below - 1, 0):  # upwards first: it asks more of the other cells
        for name in small:
            table.let_reach(name, wanted)
    return frozenset(table.hidden & cells.keys())


def _with_the_rest(cells: Mapping[str, int], sums: Sequence[Sum]) -> dict[str, int]:
    """The counts in order of name, so that the order they come in decides nothing."""
    counts = dict(cells)
    for each in sums:
        unlisted = [part for part in each.parts if part not in counts]
        left = counts[each.total] - sum(counts.get(part, 0) for part in each.parts)
        if left < 0 or len(unlisted) > 1 or (left and not unlisted):
            raise ValueError(f"{each.total} is not the sum of {', '.join(each.parts)}")
        counts.update(dict.fromkeys(unlisted, left))
    return dict(sorted(counts.items()))


@dataclass(slots=True)
class _Table:
    """The true counts, what may be hidden, what is, and what has been shown to be possible so far."""

    counts: Mapping[str, int]
    sums: Sequence[Sum]
    free: frozenset[str]
    hidden: set[str]
    lowest: dict[str, int] = field(default_factory=dict)
    highest: dict[str, int] = field(default_factory=dict)

    def let_reach(self, name: str, wanted: int) -> None:
        """Hide as little more as it takes that this count could be `wanted`, or as near as can be."""
        true = self.counts[name]
        if self.lowest.get(name, true) <= wanted <= self.highest.get(name, true):
            return
        other = self._nearest(name, wanted)
        if other is None:
            nearest = self._furthest(name, wanted)
            other = self._nearest(name, nearest) if nearest != true else None
        for moved, count in (other or {}).items():
            self.hidden.add(moved)
            self.lowest[moved] = min(count, self.lowest.get(moved, self.counts[moved]))
            self.highest[moved] = max(count, self.highest.get(moved, self.counts[moved]))

    def _nearest(self, name: str, wanted: int) -> dict[str, int] | None:
        """The cheapest table in which `name` is `wanted`: the cells that differ, with their counts there.

        Hidden cells may differ at no cost, the others by what they count: small ones are hidden first.
        """
        cost = [0.0 if cell in self.hidden else 1.0 + self.counts[cell] for cell in self._cells()]
        return self._solved(np.array(cost * 2), name, (wanted, wanted))

    def _furthest(self, name: str, wanted: int) -> int:
        """What the count could be at most towards `wanted`, were everything hidden that may be."""
        true, upwards = self.counts[name], wanted > self.counts[name]
        sign = -1.0 if upwards else 1.0
        aim = [sign * (cell == name) for cell in self._cells()]
        limits = (true, wanted) if upwards else (wanted, true)
        other = self._solved(np.array([*aim, *(-each for each in aim)]), name, limits)
        return true if other is None else other.get(name, true)

    def _cells(self) -> list[str]:
        return [name for name in self.counts if name in self.free]

    def _solved(
        self, cost: np.ndarray, name: str, limits: tuple[int, int]
    ) -> dict[str, int] | None:
        """The cheapest table with this count within limits. First half of `cost`: upwards; then down."""
        cells = self._cells()
        true = np.array([self.counts[cell] for cell in cells], dtype=float)
        ups, downs = np.full(len(cells), np.inf), true.copy()
        place = cells.index(name)
        ups[place], downs[place] = max(0, limits[1] - true[place]), max(0, true[place] - limits[0])
        floor = np.zeros(2 * len(cells))
        if limits[0] == limits[1]:
            floor[place], floor[place + len(cells)] = ups[place], downs[place]
        found = milp(
            cost,
            integrality=np.ones(2 * len(cells), dtype=int),
            bounds=Bounds(floor, np.concatenate([ups, downs])),
            constraints=list(self._kept(cells)),
        )
        if found.x is None:
            return None
        moves = np.rint(found.x[: len(cells)] - found.x[len(cells) :]).astype(int)
        return {
            cell: self.counts[cell] + int(move)
            for cell, move in zip(cells, moves, strict=True)
            if move
        }

    def _kept(self, cells: Sequence[str]) -> Iterator[LinearConstraint]:
        """Every sum still holds after the moves."""
        if not self.sums:
            return
        column = {cell: place for place, cell in enumerate(cells)}
        matrix = lil_matrix((len(self.sums), 2 * len(cells)))
        for row, each in enumerate(self.sums):
            for name, sign in ((each.total, 1), *((part, -1) for part in each.parts)):
                if name in column:
                    matrix[row, column[name]] += sign
                    matrix[row, column[name] + len(cells)] -= sign
        yield LinearConstraint(matrix.tocsr(), 0, 0)
