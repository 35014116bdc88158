"""Other tables of counts that agree with all that is published of the true one: what a reader must think possible.

Whole numbers, none negative, every sum as it is. Found by integer programming (HiGHS, in SciPy).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

_ROUGHLY = 1e-6


@dataclass(frozen=True, slots=True)
class Sum:
    """A count that is the sum of others, by their names."""

    total: str
    parts: tuple[str, ...]


class TrueTable:
    """The true counts, which may be hidden (`free`), which are, and what has been shown to be possible so far."""

    def __init__(
        self,
        counts: Mapping[str, int],
        free: Sequence[str],
        sums: Sequence[Sum],
        hidden: set[str],
    ) -> None:
        self.counts, self.cells, self.hidden = counts, free, hidden
        self._column = {cell: place for place, cell in enumerate(free)}
        self._true = np.array([counts[cell] for cell in free], dtype=float)
        self._lowest, self._highest = dict(counts), dict(counts)
        moves = self._moves(sums)
        # Every sum still holds after the moves; first half of the columns: upwards; then down.
        self._kept = LinearConstraint(hstack([moves, -moves]).tocsr(), 0, 0)

    def _moves(self, sums: Sequence[Sum]) -> csr_array:
        found = []
        for row, each in enumerate(sums):
            signed = ((each.total, 1.0), *((part, -1.0) for part in each.parts))
            found += [
                (row, self._column[name], sign) for name, sign in signed if name in self._column
            ]
        rows, columns, signs = zip(*found, strict=True) if found else ((), (), ())
        return csr_array((signs, (rows, columns)), shape=(len(sums), len(self.cells)))

    def protect(self, wanted: Mapping[str, int]) -> None:
        """Hide as little more as it takes that each of these counts could be as wanted, or as near as can be."""
        self._at_once(wanted)
        for name, count in wanted.items():
            if not self._reaches(name, count):
                self._let_reach(name, count)

    def _reaches(self, name: str, wanted: int) -> bool:
        return self._lowest[name] <= wanted <= self._highest[name]

    def _at_once(self, wanted: Mapping[str, int]) -> None:
        """Tables that hide nothing more, in each as many of these counts as wanted as can be: that spares many of
        the searches one by one."""
        left = [name for name, count in wanted.items() if not self._reaches(name, count)]
        before = len(left) + 1
        while 1 < len(left) < before:
            before = len(left)
            self._note(self._many({name: wanted[name] for name in left}))
            left = [name for name in left if not self._reaches(name, wanted[name])]

    def _many(self, wanted: Mapping[str, int]) -> dict[str, int] | None:
        width = len(self.cells)
        ups = np.array([np.inf if cell in self.hidden else 0.0 for cell in self.cells])
        limits, aim = np.concatenate([ups, np.minimum(ups, self._true)]), np.zeros(2 * width)
        for name, count in wanted.items():
            gap = count - self.counts[name]
            place = self._column[name] + (width if gap < 0 else 0)
            limits[place], aim[place] = min(limits[place], abs(gap)), -1.0
            limits[(place + width) % (2 * width)] = 0
        return self._solved(aim, np.zeros(2 * width), limits)

    def _cost(self) -> np.ndarray:
        """Hidden cells may differ at no cost, the others by what they count: small ones are hidden first."""
        cost = [0.0 if cell in self.hidden else 1.0 + self.counts[cell] for cell in self.cells]
        return np.array(cost * 2)

    def _let_reach(self, name: str, wanted: int) -> None:
        other = self._nearest(name, wanted)
        if other is None:
            nearest = self._furthest(name, wanted)
            other = self._nearest(name, nearest) if nearest != self.counts[name] else {}
        self.hidden |= (other or {}).keys()
        self._note(other or {})

    def _nearest(self, name: str, wanted: int) -> dict[str, int] | None:
        """The cheapest table in which `name` is `wanted`: the cells that differ, with their counts there."""
        return self._within(self._cost(), name, (wanted, wanted))

    def _furthest(self, name: str, wanted: int) -> int:
        """What the count could be at most towards `wanted`, were everything hidden that may be."""
        true, aim = self.counts[name], np.zeros(2 * len(self.cells))
        place = self._column[name]
        aim[place], aim[place + len(self.cells)] = (-1, 1) if wanted > true else (1, -1)
        found = self._within(aim, name, (min(true, wanted), max(true, wanted)))
        return true if found is None else found.get(name, true)

    def _within(
        self, cost: np.ndarray, name: str, limits: tuple[int, int]
    ) -> dict[str, int] | None:
        """The cheapest table with this count within limits."""
        true, width = self.counts[name], len(self.cells)
        floor, ceiling = np.zeros(2 * width), np.concatenate([np.full(width, np.inf), self._true])
        place = self._column[name]
        ceiling[place], ceiling[place + width] = max(0, limits[1] - true), max(0, true - limits[0])
        if limits[0] == limits[1]:
            floor[place], floor[place + width] = ceiling[place], ceiling[place + width]
        return self._solved(cost, floor, ceiling)

    def _solved(
        self, cost: np.ndarray, floor: np.ndarray, ceiling: np.ndarray
    ) -> dict[str, int] | None:
        bounds, kept = Bounds(floor, ceiling), [self._kept]
        # Parts of children are seldom the cheapest, and much sooner found to be so.
        found = milp(cost, bounds=bounds, constraints=kept)
        if found.x is not None and np.abs(found.x - np.rint(found.x)).max() > _ROUGHLY:
            whole = np.ones(len(cost), dtype=int)
            found = milp(cost, integrality=whole, bounds=bounds, constraints=kept)
        if found.x is None:
            return None
        width = len(self.cells)
        moves = np.rint(found.x[:width] - found.x[width:]).astype(int)
        return {
            self.cells[place]: self.counts[self.cells[place]] + int(moves[place])
            for place in map(int, np.flatnonzero(moves))
        }

    def _note(self, other: Mapping[str, int] | None) -> None:
        for name, count in (other or {}).items():
            self._lowest[name] = min(count, self._lowest[name])
            self._highest[name] = max(count, self._highest[name])
