"""A summary as it is given out, beside the figures counted apart: which cells differ."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from recounted import parts, whole
from recounted.asked import Figures, Number, Sweep

_KEPT_BACK, _FEWEST_SHOWN = "c", 5
# What names a row of a list.
_NAMES = {
    "changed": ("recorded", "verified"),
    "by_site": ("site",),
    "by_hour": ("hour",),
    "ethnicity": ("group",),
    "sex": ("group",),
    "age": ("group",),
}
# No figures of the files: names, moments, states, and the words and constants of others.
_ASIDE = (
    *("sweep", "as_at", "rev", "provisional", "provisional_because", "written_off", "survey_2004"),
    *("possible_doubles", "no_school_on", "made_final_at", "earlier_left_out"),
)
_COUNTED = (
    *(whole.counts, whole.effort, whole.yields, whole.findings, whole.shares, whole.phases),
    *(parts.sites, parts.hours, parts.who, parts.earlier),
)


@dataclass(frozen=True)
class Compared:
    """How many cells were held against each other, how many are kept back, and a sentence for each that differs."""

    cells: int
    kept_back: int
    differences: tuple[str, ...]


def figures(sweep: Sweep) -> Figures:
    """Path → number, of everything that a summary shows."""
    return {path: number for each in _COUNTED for path, number in each(sweep)}


def compare(title: str, sweep: Sweep, summary: Mapping[str, Any], as_csv: str) -> Compared:
    """Every cell that either side has."""
    due = figures(sweep)
    shown = {**dict(_told(summary)), **dict(_cells(as_csv))}
    wrong = [
        f"{title}: {path} is {shown.get(path, 'missing')!r}, counted apart {due.get(path, 'nowhere')!r}"
        for path in sorted(due.keys() | shown.keys())
        if path not in due or path not in shown or not _agree(path, shown[path], due[path])
    ]
    hidden = sum(number == _KEPT_BACK for number in shown.values())
    return Compared(len(due.keys() | shown.keys()), hidden, tuple(wrong))


def _agree(path: str, shown: Number, due: Number) -> bool:
    """Who was stopped is told in no number below five; what is kept back to guard one may be any."""
    if path.startswith("equality/"):
        small = isinstance(due, int) and 0 < due < _FEWEST_SHOWN
        return shown == _KEPT_BACK or (shown == due and not small)
    return shown == due


def _told(said: Any, path: str = "") -> Iterator[tuple[str, Number]]:
    if isinstance(said, Mapping):
        for name, each in said.items():
            if path or name not in _ASIDE:
                yield from _told(each, f"{path}/{name}" if path else name)
    elif isinstance(said, list):
        names = _NAMES.get(path.rpartition("/")[2], ())
        for place, row in enumerate(said):
            key = "/".join(str(row[name]) for name in names) or str(place)
            rest = {
                name: each
                for name, each in row.items()
                if name not in (*names, "id", "title", "kind")
            }
            yield from _told(rest, f"{path}/{key}")
    else:
        # Of an earlier sweep its day: at nine in the morning that is London's in any season.
        yield path, said[:10] if path.endswith("/starts_at") else said


def _cells(as_csv: str) -> Iterator[tuple[str, Number]]:
    for row in csv.DictReader(io.StringIO(as_csv)):
        phase = row.pop("education_phase")
        names = list(row)
        for name in names[names.index("sweeps_count") :]:
            text = row[name]
            yield f"csv/{phase}/{name}", text if text == "z" else float(text)
