"""What must hold between the counts of children in a return's rows: the sums that a reader can subtract by.

Of a row, of phases of education and of types of sweep. A cell's name is its type of sweep, phase and column.
"""

from collections.abc import Iterator, Mapping

from sweep.national.columns import (
    CHILDREN,
    EDUCATION_PHASES,
    SUMS,
    SWEEP_TYPES,
    TOTAL,
    WITHIN,
)
from sweep.returns.suppression import Sum

Row = Mapping[str, str]


def cell_name(sweep_type: str, phase: str, column: str) -> str:
    """`Local|Primary|late`."""
    return f"{sweep_type}|{phase}|{column}"


def names_of(row: Row) -> Iterator[tuple[str, str]]:
    """Name and column of each count of children in a row."""
    for column in CHILDREN:
        yield cell_name(row["sweep_type"], row["education_phase"], column), column


def sums_between_cells() -> Iterator[Sum]:
    """Every sum between the cells of one place's rows of a period. A part `… besides` is counted nowhere."""
    for kind in SWEEP_TYPES:
        for phase in EDUCATION_PHASES:
            yield from _of_row(kind, phase)
    for column in CHILDREN:
        for kind in SWEEP_TYPES:
            cells = [cell_name(kind, phase, column) for phase in EDUCATION_PHASES]
            yield Sum(cells[0], tuple(cells[1:]))
        for phase in EDUCATION_PHASES:
            cells = [cell_name(kind, phase, column) for kind in SWEEP_TYPES]
            yield Sum(cells[0], tuple(cells[1:]))


def _of_row(kind: str, phase: str) -> Iterator[Sum]:
    def own(column: str) -> str:
        return cell_name(kind, phase, column)

    for total, parts in SUMS.values():
        yield Sum(own(total), tuple(map(own, parts)))
    for whole, parts in WITHIN:
        besides = f"{whole} besides {' and '.join(parts)}"
        yield Sum(own(whole), tuple(map(own, (*parts, besides))))


def surely_nought(rows: Mapping[tuple[str, str], Row]) -> Iterator[str]:
    """Cells of types of sweep that there were none of, which the file tells: no doubt about these protects anything."""
    for kind in SWEEP_TYPES:
        if rows[kind, TOTAL]["sweeps_count"] == "0":
            for phase in EDUCATION_PHASES:
                yield from (cell_name(kind, phase, column) for column in CHILDREN)
