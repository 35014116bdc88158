"""The table of what was measured, and its place in a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

BEGIN, END = "<!-- measured: written by make bench -->", "<!-- end of what was measured -->"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured. `floor` is what nothing could beat here, `ratio` how often it goes into what was measured;
    `aim` is empty where there is none."""

    what: str
    measured: str
    floor: str = ""
    ratio: str = ""
    aim: str = ""
    met: bool | None = None


def as_table(rows: Iterable[Row]) -> str:
    """The rows as Markdown."""
    head = ["| what | measured | floor | ratio | aim | |", "|---|--:|--:|--:|--:|---|"]
    return "\n".join([*head, *map(_line, rows)])


def _line(row: Row) -> str:
    verdict = {None: "", True: "met", False: "**missed**"}[row.met]
    return f"| {row.what} | {row.measured} | {row.floor} | {row.ratio} | {row.aim} | {verdict} |"


def around_markers(file: Path) -> tuple[str, str]:
    """What stands before and after the place of the table. ValueError where that place is not marked."""
    before, begin, rest = file.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{file} lacks the markers {BEGIN} and {END}")
    return before, after


def put_between_markers(file: Path, text: str) -> None:
    """Replace what stands between the markers."""
    before, after = around_markers(file)
    file.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def beside(measured: float, floor: float, unit: str = "ms") -> dict[str, str]:
    """A figure beside its floor, for a row."""
    return {
        "measured": f"{measured:,.0f} {unit}",
        "floor": f"{floor:,.0f} {unit}",
        "ratio": f"{measured / floor:.1f}",
    }


def quantile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1)]
