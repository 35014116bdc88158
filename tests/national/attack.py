"""What a reader of every file of a year can work out: the tables of children that agree with all that is shown.

Written from the rules of the return's layout, apart from the code that it checks. Whole numbers, none negative.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Row = Mapping[str, str]
Leaf = tuple[str, str, str, str, str]  # authority, term, type of sweep, phase, column

TERMS = ("Autumn term", "Spring term", "Summer term")
KINDS, PHASES = ("National", "Local"), ("Primary", "Secondary", "Other")
WITH = ("with_parent", "with_other_adult", "alone", "accompaniment_not_recorded")
WHOLES = {
    "children_stopped": (
        (
            *("truanting_verified", "legitimately_absent", "excluded_first_five_days"),
            *("excluded_other", "late", "not_absent", "not_established"),
        ),
        tuple(f"stopped_{each}" for each in WITH),
        (
            *("returned_to_school_s16", "designated_premises_s16", "returned_voluntarily"),
            *("left_with_parent", "taken_home", "other_outcome", "no_action"),
            "outcome_not_recorded",
        ),
    ),
    "truanting_verified": (tuple(f"truanting_{each}" for each in WITH),),
}
AT_MOST = (
    ("truanting_verified", ("truanting_confirmed",)),
    ("not_absent", ("home_educated", "no_school_place")),
    ("children_stopped", ("truanting_provisional",)),
    *((f"stopped_{each}", (f"truanting_{each}",)) for each in WITH),
)
COLUMNS = sorted(
    {
        *WHOLES,
        *(name for ways in WHOLES.values() for parts in ways for name in parts),
        *(name for _, parts in AT_MOST for name in parts),
    }
)
_ROOM = 12


class Reader:
    """Somebody who has all these rows. `authorities` are the codes of all of one region and country."""

    def __init__(self, rows: Sequence[Row], authorities: Sequence[str]) -> None:
        self.authorities = authorities
        self.place = {
            leaf: number
            for number, leaf in enumerate(
                (la, term, kind, phase, column)
                for la in authorities
                for term in TERMS
                for kind in KINDS
                for phase in PHASES
                for column in COLUMNS
            )
        }
        told = [*self._shown(rows), *self._no_sweeps(rows), *self._sums()]
        inside = [*self._at_most()]
        counts = [number for _, number in told]
        self.kept = [
            LinearConstraint(self._matrix([each for each, _ in told]), counts, counts),
            LinearConstraint(self._matrix(inside), 0, np.inf),
        ]
        self.hidden = [
            self._sum(row, column) for row in rows for column in COLUMNS if row[column] == "c"
        ]

    def worked_out(self, truth: Mapping[Leaf, int]) -> list[str]:
        """The hidden cells that can be one number only, in words. `truth` is the table that the rows were made of."""
        true = np.array([truth.get(leaf, 0) for leaf in self.place], dtype=float)
        values = [{float(true[list(cell)].sum())} for cell in self.hidden]
        for sign in (1, -1):
            self._look([n for n, seen in enumerate(values) if len(seen) < 2], sign, true, values)
        for number in range(len(values)):
            for sign in (1, -1):
                if len(values[number]) < 2:
                    self._look([number], sign, true, values)
        return [
            str([leaf for leaf, place in self.place.items() if place in cell])
            for cell, seen in zip(self.hidden, values, strict=True)
            if len(seen) < 2
        ]

    def _look(
        self, wanted: Sequence[int], sign: int, true: np.ndarray, values: list[set[float]]
    ) -> None:
        aim = np.zeros(len(self.place))
        for number in wanted:
            for place in self.hidden[number]:
                aim[place] += sign
        found = milp(
            aim,
            integrality=np.ones(len(aim), dtype=int),
            bounds=Bounds(0, true + _ROOM),
            constraints=self.kept,
        )
        assert found.x is not None, "the truth itself agrees with what is shown"
        for seen, cell in zip(values, self.hidden, strict=True):
            seen.add(float(np.rint(found.x[list(cell)]).sum()))

    def _sum(self, row: Row, column: str) -> tuple[int, ...]:
        """The leaves that a cell adds up."""
        authorities = [row["new_la_code"]] if row["new_la_code"] else self.authorities
        terms = [row["time_identifier"]] if row["time_identifier"] in TERMS else TERMS
        kinds = KINDS if row["sweep_type"] == "Total" else [row["sweep_type"]]
        phases = PHASES if row["education_phase"] == "Total" else [row["education_phase"]]
        return tuple(
            self.place[la, term, kind, phase, column]
            for la in authorities
            for term in terms
            for kind in kinds
            for phase in phases
        )

    def _shown(self, rows: Sequence[Row]) -> Iterator[tuple[Mapping[int, int], int]]:
        for row in rows:
            for column in COLUMNS:
                if row[column] != "c":
                    yield dict.fromkeys(self._sum(row, column), 1), int(row[column])

    def _no_sweeps(self, rows: Sequence[Row]) -> Iterator[tuple[Mapping[int, int], int]]:
        for row in rows:
            if row["sweeps_count"] == "0":
                for column in COLUMNS:
                    yield dict.fromkeys(self._sum(row, column), 1), 0

    def _sums(self) -> Iterator[tuple[Mapping[int, int], int]]:
        for *at, column in self.place:
            for parts in WHOLES.get(column, ()):
                yield self._less(tuple(at), column, parts), 0

    def _at_most(self) -> Iterator[Mapping[int, int]]:
        for *at, column in self.place:
            for whole, parts in AT_MOST:
                if whole == column:
                    yield self._less(tuple(at), column, parts)

    def _less(self, at: tuple[str, ...], whole: str, parts: Sequence[str]) -> Mapping[int, int]:
        la, term, kind, phase = at
        signed = ((whole, 1), *((part, -1) for part in parts))
        return {self.place[la, term, kind, phase, name]: sign for name, sign in signed}

    def _matrix(self, told: Sequence[Mapping[int, int]]) -> csr_array:
        found = [
            (row, place, sign) for row, each in enumerate(told) for place, sign in each.items()
        ]
        rows, places, signs = zip(*found, strict=True)
        return csr_array((signs, (rows, places)), shape=(len(told), len(self.place)))
