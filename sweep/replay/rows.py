"""Reading a police.uk stop-and-search file: which rows become stops, and which can't be read.

Columns and meanings: https://data.police.uk/about/#columns (Open Government Licence v3.0).
"""

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from sweep.places import on_earth

LONDON = ZoneInfo("Europe/London")
# 09:00:00 is in, 15:00:00 is out.
OPENS, CLOSES = time(9), time(15)
CHILDREN = "10-17"
RULE = "children aged 10–17, Monday to Friday, from 09:00 to just before 15:00 London time"

_COLUMNS = ("Date", "Latitude", "Longitude", "Gender", "Age range")
_SEXES = {"Male": "M", "Female": "F"}


class NotPoliceUk(Exception):
    """The whole file can't be used. Its text is a sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One search of a child in school hours. `key` tells it from every other row, whatever its line.

    `place` is (latitude, longitude), or None where the file has none.
    """

    key: str
    moment: datetime
    place: tuple[float, float] | None
    sex: str

    @property
    def day(self) -> date:
        return self.moment.astimezone(LONDON).date()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that can't be read, by the line it begins on (the header is line 1)."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Rows:
    """What a file holds: every row is either `qualifying`, or of no concern, or `skipped`."""

    total: int
    qualifying: tuple[Row, ...]
    skipped: tuple[Skipped, ...]


def in_school_hours(moment: datetime) -> bool:
    """Monday to Friday, 09:00 ≤ London time < 15:00. School holidays are not left out."""
    local = moment.astimezone(LONDON)
    return local.weekday() < 5 and OPENS <= local.time() < CLOSES


def read_rows(path: Path) -> Rows:
    """The file's rows. Raises NotPoliceUk where it is no such file at all."""
    qualifying: list[Row] = []
    skipped: list[Skipped] = []
    twins: Counter[str] = Counter()
    total = 0
    for line, cells in _records(path):
        total += 1
        # Two searches may read alike to the letter; the second is no copy of the first.
        words = "\x1f".join(map(str, cells.values()))
        twins[words] += 1
        try:
            row = _row(cells, f"{words}\x1f{twins[words]}")
        except ValueError as why:
            skipped.append(Skipped(line, str(why)))
            continue
        if cells["Age range"] == CHILDREN and in_school_hours(row.moment):
            qualifying.append(row)
    return Rows(total, tuple(qualifying), tuple(skipped))


def _records(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Each record as its cells by column, with the line it begins on."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise NotPoliceUk(
                    f"{path.name} is no police.uk stop-and-search file: it has no column “{missing[0]}”."
                )
            for cells in reader:
                yield reader.line_num - str(list(cells.values())).count("\\n"), cells
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotPoliceUk(f"{path.name} can't be read as CSV in UTF-8.") from error


def _row(cells: dict[str, str], words: str) -> Row:
    """Raises ValueError with a sentence for a row that can't be read."""
    if None in cells or None in cells.values():
        raise ValueError("The row has more or fewer cells than the header.")
    return Row(
        hashlib.sha256(words.encode()).hexdigest(),
        _moment(cells["Date"]),
        _place(cells["Latitude"].strip(), cells["Longitude"].strip()),
        _SEXES.get(cells["Gender"], "not_stated"),
    )


def _moment(text: str) -> datetime:
    if not text.strip():
        raise ValueError("The date is missing.")
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(f"{text[:40]!r} is no date with a time.") from error
    if moment.tzinfo is None:
        raise ValueError(f"{text[:40]!r} does not say its offset from UTC.")
    return moment


def _place(lat: str, lon: str) -> tuple[float, float] | None:
    if not lat and not lon:
        return None
    try:
        place = float(lat), float(lon)
    except ValueError as error:
        raise ValueError("The place is no pair of numbers.") from error
    if not on_earth(*place):
        raise ValueError("The place lies outside the range of latitude and longitude.")
    return place
