"""A CSV file as it was downloaded or saved → its rows, each with its line. No database."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

Row = Mapping[str, str]


class Unreadable(Exception):
    """Nothing can be taken from this file. Its text is a sentence."""


class LacksColumns(Unreadable):
    """It is a table, but of something else."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with the row that begins on this line, the header's being 1.

    `cells` is as much of the row as could be read by the header's names.
    """

    line: int
    what: str
    cells: Row = field(default_factory=dict)

    def __str__(self) -> str:
        return f"Line {self.line}: {self.what}"


def rows_of(raw: bytes, columns: Sequence[str]) -> Iterator[tuple[int, Row | Wrong]]:
    """(line, row by the header's names) for each row that is not blank, every cell stripped of space around it.

    A row with more or fewer cells than the header is Wrong. Raises Unreadable where the file is no text, or
    (LacksColumns) lacks one of these columns.
    """
    # Strict: a quotation mark that nobody closes would else take the rows after it into one cell, without a word.
    reader = csv.reader(StringIO(text_of(raw), newline=""), strict=True)
    begins = 1
    names: list[str] | None = None
    try:
        for cells in reader:
            row = [cell.strip() for cell in cells]
            if any(row):
                if names is None:
                    names = _header(row, columns)
                else:
                    yield begins, _row(begins, names, row)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(
            f"The file can’t be read as CSV from line {begins} on:"
            " it is broken off, or has a quotation mark too many or too few."
        ) from error
    if names is None:
        raise Unreadable("The file is empty.")


def _row(line: int, names: Sequence[str], cells: Sequence[str]) -> Row | Wrong:
    if len(cells) != len(names):
        what = f"it has {len(cells)} cells where the header has {len(names)}."
        return Wrong(line, what, dict(zip(names, cells, strict=False)))
    return dict(zip(names, cells, strict=True))


def _header(names: list[str], columns: Sequence[str]) -> list[str]:
    if missing := [name for name in columns if name not in names]:
        listed = ", ".join(f"“{name}”" for name in missing)
        raise LacksColumns(f"The file’s first line lacks {listed}.")
    return names


def text_of(raw: bytes) -> str:
    """UTF-8 where it is that, as spreadsheets save it; else Windows-1252, as the department publishes it.

    Raises Unreadable.
    """
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("The file is no text: save it as CSV.")
