"""The shape of a summary's tables: rows of cells that page, spreadsheet and PDF each write in their own way."""

from dataclasses import dataclass
from typing import NamedTuple

NONE = "–"


class Range(NamedTuple):
    """A value with the ends of its 95 % interval, as text; all None where there is none.

    No `value`: none was found. No `high`: there is no upper limit.
    """

    value: str | None
    low: str | None
    high: str | None

    @property
    def text(self) -> str:
        """`0.75 (0.34–1.42)`."""
        if self.low is None:
            return NONE
        if self.value is None:
            return f"none found ({self.low} or more)"
        return (
            f"{self.value} ({self.low}–{self.high})"
            if self.high
            else f"{self.value} ({self.low} or more)"
        )


Cell = str | Range


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its cells; `look` is `total`, `inside` (part of the row above), `group` (a heading of those
    below, without cells), `aside` (a reference that is not ours) or nothing."""

    label: str
    cells: tuple[Cell, ...]
    look: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells as they are read."""
        return tuple(cell.text if isinstance(cell, Range) else cell for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """`first` heads the labels; the first `left` columns of cells are words. `notes` are sentences under it."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    first: str = ""
    left: int = 0
    notes: tuple[str, ...] = ()
