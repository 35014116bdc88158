"""Files to replay: a small invented one with every oddity, and real ones where they lie beside the project."""

import csv
import os
from datetime import date
from pathlib import Path

from rig.databases import ROOT

# Beside the project, or where the bench looks for them too.
REAL = Path(os.environ.get("SWEEP_BENCH_FILES") or ROOT.parent / "shared/data/stop-and-search")

_HEADER = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
    "Outcome linked to object of search,Removal of more than just outer clothing"
)
_REST = "Not stated,,Act,Stolen goods,A no further action disposal,False,"


def _row(moment: str, place: str, age: str = "10-17", sex: str = "Male", rest: str = _REST) -> str:
    return f"Person search,{moment},,,{place},{sex},{age},{rest}"


_HERE = "54.770000,-1.570000"
_THERE = "54.780000,-1.580000"
# Each line with what it shows; True where the row becomes a stop.
SMALL_ROWS = (
    (_row("2020-01-06T08:59:59+00:00", _HERE), False),  # a second before school
    (_row("2020-01-06T09:00:00+00:00", _HERE), True),  # the first second
    (_row("2020-01-06T10:15:00+00:00", _THERE), True),
    (_row("2020-01-06T10:15:00+00:00", _THERE), True),  # alike to the letter: another child
    (_row("2020-01-06T10:15:00+00:00", _THERE, sex="Female"), True),  # met with the two above
    (_row("2020-01-06T10:20:00+00:00", ","), True),  # no place
    (_row("2020-01-06T10:20:00+00:00", ",", sex=""), True),  # nothing says they were together
    (_row("2020-01-06T11:00:00+00:00", _HERE, age=""), False),  # age not known
    (_row("2020-01-06T11:00:00+00:00", _HERE, age="18-24"), False),
    (_row("2020-01-06T14:59:59+00:00", _HERE), True),  # the last second
    (_row("2020-01-06T15:00:00+00:00", _HERE), False),
    (_row("2020-01-11T11:00:00+00:00", _HERE), False),  # a Saturday
    (_row("2020-07-01T08:30:00+00:00", _HERE), True),  # half past nine by the summer's clocks
    (_row("2020-07-01T14:30:00+00:00", _HERE), False),  # half past three
    (_row("2020-07-01T15:45:00+01:00", _HERE), False),
    (_row("2020-07-01T14:45:00+01:00", _HERE), True),
    (_row("2020-07-02T12:00:00+00:00", _HERE, rest='Not stated,,"Act, part 1","Tools, other",,,'), True),
)  # fmt: skip
BROKEN_ROWS = (
    (_row("", _HERE), "The date is missing."),
    (_row("last Tuesday", _HERE), "no date"),
    (_row("2020-07-02T12:00:00", _HERE), "offset"),
    (_row("2020-07-02T12:00:00+00:00", "54.77,west"), "no pair of numbers"),
    (_row("2020-07-02T12:00:00+00:00", "91.0,-1.5"), "outside the range"),
    (_row("2020-07-02T12:00:00+00:00", "54.77,"), "no pair of numbers"),
    ("Person search,2020-07-02T12:00:00+00:00,,", "fewer cells"),
)
SMALL_QUALIFY = sum(qualifies for _, qualifies in SMALL_ROWS)
SMALL_TOTAL = len(SMALL_ROWS) + len(BROKEN_ROWS)


def write_small(folder: Path, *, broken: bool = True) -> Path:
    """The invented file, under a name as police.uk gives, with its line ends."""
    rows = (*SMALL_ROWS, *(BROKEN_ROWS if broken else ()))
    lines = (_HEADER, *(row for row, _ in rows))
    path = folder / "2020-01-durham-stop-and-search.csv"
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode())
    return path


def counted_apart(path: Path) -> int:
    """How many rows of a winter's file qualify, by text alone: in winter London's clocks are UTC's."""
    with path.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    when, age = header.index("Date"), header.index("Age range")
    assert all(
        row[when].endswith("+00:00") and row[when][5:7] in {"12", "01", "02"} for row in rows
    )
    return sum(
        row[age] == "10-17"
        and "09" <= row[when][11:13] <= "14"
        and date.fromisoformat(row[when][:10]).isoweekday() <= 5
        for row in rows
    )
