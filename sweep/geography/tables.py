"""Authorities, regions, and which lies in which, as the Department for Education publishes them. No database.

`las.csv`, `regions.csv` and `region_la_hierarchy.csv` of https://github.com/dfe-analytical-services/dfe-published-data-qa;
a file is known by its columns, whatever it is called. Days are 31/03/2025.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from sweep.csv_rows import Row, Unreadable, Wrong, rows_of

LONGEST_NAME = 200

_CODE = re.compile(r"[EW]\d{8}")
_OLD_CODE = re.compile(r"\d{3}|x?")
_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
# What the Department writes where there is no code: the old counties have none with three digits.
_NO_CODE = {"z", "x", ""}


@dataclass(frozen=True, slots=True)
class ReadRegion:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ReadAuthority:
    """An authority's codes. `region` is empty where the file names none; `dated` where it has dates at all."""

    new_la_code: str
    old_la_code: str
    la_name: str
    region: str = ""
    opened: date | None = None
    closed: date | None = None
    dated: bool = False


@dataclass(slots=True)
class ReadTable:
    """What a file says. `left_out`: rows that are no one place, said and not kept; `wrong`: rows to be mended."""

    regions: list[ReadRegion] = field(default_factory=list)
    authorities: list[ReadAuthority] = field(default_factory=list)
    left_out: list[Wrong] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


class _NoPlace(Exception):
    """A row of no place, or of several at once. Its text says so."""


Keep = Callable[[Row, ReadTable], None]


def read_table(raw: bytes) -> ReadTable:
    """The rows of one of the three files. Raises Unreadable where it is none of them, or has no row."""
    read, first = ReadTable(), dict[str, int]()
    for line, row in rows_of(raw, ()):
        if isinstance(row, Wrong):
            read.wrong.append(row)
            continue
        code, keep = _sort_of(row)
        try:
            _check(row[code], first.setdefault(row[code], line), line)
            keep(row, read)
        except _NoPlace as why:
            read.left_out.append(Wrong(line, str(why)))
        except ValueError as why:
            read.wrong.append(Wrong(line, str(why)))
    if not (read.regions or read.authorities or read.left_out or read.wrong):
        raise Unreadable("The file has no row below its first line.")
    return read


def _sort_of(row: Row) -> tuple[str, Keep]:
    """By its columns: which of them holds the code, and what is kept of a row."""
    for columns, code, keep in _SORTS:
        if all(name in row for name in columns):
            return code, keep
    raise Unreadable(
        "The file's first line has the columns of no list of authorities or regions that is known here."
    )


def _check(code: str, first: int, line: int) -> None:
    if code in _NO_CODE:
        raise _NoPlace(f"left out: its code is “{code}”, which is no place.")
    if " / " in code:
        raise _NoPlace(f"left out: {code} are several places in one row.")
    if not _CODE.fullmatch(code):
        raise ValueError(f"“{code[:20]}” is no code: those are like E08000029.")
    if first != line:
        raise ValueError(f"{code} is on line {first} too.")


def _keep_region(row: Row, read: ReadTable) -> None:
    read.regions.append(ReadRegion(row["region_code"], _name(row["region_name"])))


def _keep_authority(row: Row, read: ReadTable) -> None:
    opened, closed = _day(row["date_of_operation"]), _day(row["date_of_termination"])
    if opened and closed and closed < opened:
        raise ValueError("it ends before it begins.")
    read.authorities.append(
        ReadAuthority(
            row["new_la_code"],
            _old_code(row["old_la_code"]),
            _name(row["la_name"]),
            row.get("parent_geography_code", ""),
            opened,
            closed,
            dated=True,
        )
    )


def _keep_place_in_region(row: Row, read: ReadTable) -> None:
    region = row["region_code"]
    if not _CODE.fullmatch(region):
        raise ValueError(f"“{region[:20]}” is no code of a region: those are like E12000005.")
    if not any(known.code == region for known in read.regions):
        read.regions.append(ReadRegion(region, _name(row["region_name"])))
    old, name = _old_code(row["old_la_code"]), _name(row["la_name"])
    read.authorities.append(ReadAuthority(row["new_la_code"], old, name, region))


# The first whose columns are all there: each has more of them than the next.
_SORTS: tuple[tuple[tuple[str, ...], str, Keep], ...] = (
    (
        ("new_la_code", "old_la_code", "la_name", "date_of_operation", "date_of_termination"),
        "new_la_code",
        _keep_authority,
    ),
    (
        ("region_code", "region_name", "new_la_code", "old_la_code", "la_name"),
        "new_la_code",
        _keep_place_in_region,
    ),
    (("region_code", "region_name"), "region_code", _keep_region),
)


def _name(text: str) -> str:
    if not text or len(text) > LONGEST_NAME or not text.isprintable():
        raise ValueError("it has no name that can be shown.")
    return text


def _old_code(text: str) -> str:
    if not _OLD_CODE.fullmatch(text):
        raise ValueError(f"“{text[:20]}” is no old code: those have three digits.")
    return text


def _day(text: str) -> date | None:
    if not text:
        return None
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            return date.fromisoformat(text)
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError as error:
        raise ValueError(f"“{text[:20]}” is no day: write it as 31/03/2025.") from error
