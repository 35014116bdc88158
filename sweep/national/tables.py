"""A return's rows as the tables of its page: an indicator a line, types of sweep and phases across."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sweep.national.columns import EFFORT, INDICATORS, TOTAL, YIELDS, Indicator, as_shown
from sweep.returns.rows import Row as Line

# Of the file: cells by column.
Row = Mapping[str, str]
Slot = tuple[str, str]

ALL: Sequence[tuple[str, Slot]] = (
    ("All sweeps", (TOTAL, TOTAL)),
    ("National", ("National", TOTAL)),
    ("Local", ("Local", TOTAL)),
    ("Primary", (TOTAL, "Primary")),
    ("Secondary", (TOTAL, "Secondary")),
    ("Other", (TOTAL, "Other")),
)
APART: Sequence[tuple[str, Slot]] = tuple(
    (f"{kind}, {phase.lower()}", (kind, phase))
    for kind in ("National", "Local")
    for phase in ("Primary", "Secondary", "Other")
)
_PARTS = {"home_educated", "no_school_place"}
_WHOLES = {"children_stopped", "truanting_verified", "officer_hours"}


@dataclass(frozen=True, slots=True)
class Table:
    """One group of indicators."""

    id: str
    heading: str
    heads: tuple[str, ...]
    rows: tuple[Line, ...]


def tables_of(rows: Sequence[Row], place: str = "") -> list[Table]:
    """The groups in the order of the file; effort is not by phase, so its table is narrower.

    `place` keeps ids apart where a page has the tables of several places.
    """
    return [_table(name, own, rows, _heads(name), place) for name, own in _groups()]


def tables_apart(rows: Sequence[Row]) -> list[Table]:
    """National and local sweeps by phase of education: the rest of the file's rows."""
    return [
        _table(name, own, rows, APART) for name, own in _groups() if name not in (EFFORT, YIELDS)
    ]


def _groups() -> list[tuple[str, list[Indicator]]]:
    grouped = groupby(INDICATORS, key=lambda each: each.grouping)
    return [(name, list(own)) for name, own in grouped]


def _heads(name: str) -> Sequence[tuple[str, Slot]]:
    return ALL[:3] if name == EFFORT else ALL


def _table(
    name: str,
    own: Sequence[Indicator],
    rows: Sequence[Row],
    heads: Sequence[tuple[str, Slot]],
    prefix: str = "",
) -> Table:
    by_slot = {(row["sweep_type"], row["education_phase"]): row for row in rows}
    lines = tuple(
        Line(
            each.label,
            tuple(as_shown(each.name, by_slot[slot][each.name]) for _, slot in heads),
            _look(each.name),
        )
        for each in own
    )
    made_id = prefix + name.split(",", maxsplit=1)[0].lower().replace(" ", "-")
    return Table(made_id, name, tuple(head for head, _ in heads), lines)


def _look(name: str) -> str:
    return "total" if name in _WHOLES else "inside" if name in _PARTS else ""
