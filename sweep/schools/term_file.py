"""Terms and days off as an authority writes them into a small CSV file. Reads and checks; no database.

    kind,name,first_day,last_day
    term,Autumn term 2026,2026-09-02,2026-12-18
    off,Half term,2026-10-26,2026-10-30
    off,Training day,2026-11-27,

`off` is closed to pupils; one day where `last_day` is empty. Days are 2026-09-02 or, as spreadsheets save them,
02/09/2026.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from sweep.csv_rows import Row, Unreadable, Wrong, rows_of
from sweep.london import YEARS

COLUMNS = ("kind", "name", "first_day", "last_day")
LONGEST_NAME = 100
# No term or holiday within one is longer: a year typed wrong is.
LONGEST_DAYS = 183


@dataclass(frozen=True, slots=True)
class ReadTerm:
    """A term, both days included, and the days within it on which schools are closed, in order."""

    name: str
    first_day: date
    last_day: date
    days_off: tuple[date, ...] = ()

    def holds(self, first: date, last: date) -> bool:
        return self.first_day <= first and last <= self.last_day


@dataclass(slots=True)
class ReadTerms:
    """What a file says, terms in order. Where anything is `wrong`, nothing of it should be kept."""

    terms: list[ReadTerm] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One good row."""

    line: int
    kind: str
    name: str
    first: date
    last: date


def read_terms(raw: bytes) -> ReadTerms:
    """The terms of a file with their days off. Raises Unreadable where it has none or is no such file."""
    found = [
        row if isinstance(row, Wrong) else _stretch(line, row)
        for line, row in rows_of(raw, COLUMNS)
    ]
    wrong = [each for each in found if isinstance(each, Wrong)]
    good = [each for each in found if isinstance(each, _Stretch)]
    terms = sorted((each for each in good if each.kind == "term"), key=lambda each: each.first)
    off = [each for each in good if each.kind == "off"]
    if not terms and not wrong:
        raise Unreadable("The file has no row whose kind is “term”.")
    # A term that can't be read would make all its days off wrong too.
    wrong = sorted(wrong or [*_overlapping(terms), *_outside(off, terms)], key=lambda row: row.line)
    return ReadTerms([_term(each, off) for each in terms], wrong)


def _stretch(line: int, row: Row) -> _Stretch | Wrong:
    kind, name = row["kind"].casefold(), row["name"]
    first, last = _day(row["first_day"]), _day(row["last_day"])
    if kind not in ("term", "off"):
        return Wrong(line, f"its kind is “{row['kind'][:20]}”; write term or off.")
    if kind == "off" and not row["last_day"]:
        last = first
    if first is None or last is None:
        return Wrong(line, "its days can’t be read; write them as 2026-09-02 or 02/09/2026.")
    if kind == "term" and not name:
        return Wrong(line, "it is a term without a name.")
    if len(name) > LONGEST_NAME or not (name or "-").isprintable():
        return Wrong(line, f"its name is longer than {LONGEST_NAME} characters, or can’t be shown.")
    if not 0 <= (last - first).days < LONGEST_DAYS:
        return Wrong(line, "it ends before it begins, or half a year and more after.")
    return _Stretch(line, kind, name, first, last)


def _day(text: str) -> date | None:
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            read = date(year, month, day)
        else:
            read = date.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return read if read.year in YEARS else None


def _overlapping(terms: Sequence[_Stretch]) -> Iterator[Wrong]:
    for before, after in pairwise(terms):
        if after.first <= before.last:
            yield Wrong(after.line, f"it begins before the term on line {before.line} has ended.")


def _outside(off: Iterable[_Stretch], terms: Iterable[_Stretch]) -> Iterator[Wrong]:
    for each in off:
        if not any(term.first <= each.first and each.last <= term.last for term in terms):
            yield Wrong(each.line, "these days off do not lie within a term of this file.")


def _term(term: _Stretch, off: Iterable[_Stretch]) -> ReadTerm:
    read = ReadTerm(term.name, term.first, term.last)
    days = {
        each.first + timedelta(days=number)
        for each in off
        if read.holds(each.first, each.last)
        for number in range((each.last - each.first).days + 1)
    }
    return ReadTerm(term.name, term.first, term.last, tuple(sorted(days)))
