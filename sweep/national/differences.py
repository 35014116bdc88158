"""What differs between two files of one return, cell by cell, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sweep.national.columns import FILTERS, HEADER, LABELS, TOTAL, as_shown

Row = Mapping[str, str]

_KEY = ("geographic_level", "new_la_code", *(each.name for each in FILTERS))
_TYPES = {TOTAL: "All sweeps", "National": "National sweeps", "Local": "Local sweeps"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell: of which row, its column's label, and what it said before and after."""

    row: str
    column: str
    before: str
    after: str


def differences(before: Sequence[Row], after: Sequence[Row]) -> list[Difference]:
    """Every cell that differs, in the order of the file."""
    known = {_key(row): row for row in before}
    return [each for row in after for each in _of_row(known.get(_key(row), {}), row)]


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in _KEY)


def _of_row(before: Row, after: Row) -> Iterator[Difference]:
    for name in HEADER:
        was = before.get(name, "")
        if was != after[name]:
            cells = as_shown(name, was), as_shown(name, after[name])
            yield Difference(row_words(after), LABELS.get(name, name), *cells)


def row_words(row: Row) -> str:
    """`All sweeps`; `National sweeps, primary`."""
    words = _TYPES[row["sweep_type"]]
    phase = row["education_phase"]
    return words if phase == TOTAL else f"{words}, {phase.lower()}"
