"""Suppression of small numbers in a return's rows: `c` for each small count, and for what would tell it.

Works on whole files, so that no table of one can be subtracted from another. Off unless the setting says a number.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sweep.national.columns import (
    CHILDREN,
    EDUCATION_PHASES,
    INSIDE,
    SUMS,
    SUPPRESSED,
    SWEEP_TYPES,
    TOTAL,
)
from sweep.national.figures import Row
from sweep.returns.suppression import Sum, suppressed

# What could be worked out of a cell that is hidden.
_TOLD_BY = {
    "encounters_count": ("children_stopped",),
    "stops_per_police_officer_hour": ("children_stopped",),
    "truants_per_police_officer_hour": ("truanting_verified",),
    "truants_per_officer_hour": ("truanting_verified",),
    "minutes_per_truant": ("truanting_verified",),
}
_COVERAGE = "verification_coverage_percent"
_INSIDE = {**INSIDE, "truanting_provisional": "children_stopped"}
_PLACE = ("geographic_level", "country_code", "region_code", "new_la_code")


def hide_small(rows: Sequence[Row], below: int) -> list[Row]:
    """The same rows, with `c` in every cell that may not be shown. `below` 0 or 1: all as they are."""
    if below <= 1:
        return list(rows)
    hidden = _names_hidden(tuple(tuple(row.items()) for row in rows), below)
    return [_hidden(row, hidden) for row in rows]


@lru_cache(maxsize=64)
def _names_hidden(told: tuple[tuple[tuple[str, str], ...], ...], below: int) -> frozenset[str]:
    """Found once for the same figures: it takes a second or two, and a page, its files and its list ask alike."""
    rows = [dict(row) for row in told]
    cells = {_name(row, each): int(row[each]) for row in rows for each in CHILDREN}
    return suppressed(cells, [*_sums(rows)], below)


def _hidden(row: Row, hidden: frozenset[str]) -> Row:
    shown = {
        name: SUPPRESSED if name in CHILDREN and _name(row, name) in hidden else cell
        for name, cell in row.items()
    }
    for name, tellers in _TOLD_BY.items():
        if any(shown[teller] == SUPPRESSED for teller in tellers):
            shown[name] = SUPPRESSED
    if any(shown[name] == SUPPRESSED for name in CHILDREN):
        # A share of few is as good as the number.
        shown[_COVERAGE] = SUPPRESSED
    return shown


def _name(row: Mapping[str, str], column: str, **other: str) -> str:
    at = {**row, **other}
    return ".".join(
        (*(at[part] for part in _PLACE), at["sweep_type"], at["education_phase"], column)
    )


def _sums(rows: Sequence[Row]) -> Iterator[Sum]:
    for row in rows:
        yield from _within(row)
        for column in CHILDREN:
            if row["education_phase"] == TOTAL:
                phases = EDUCATION_PHASES[1:]
                parts = (_name(row, column, education_phase=each) for each in phases)
                yield Sum(_name(row, column), tuple(parts))
            if row["sweep_type"] == TOTAL:
                parts = (_name(row, column, sweep_type=each) for each in SWEEP_TYPES[1:])
                yield Sum(_name(row, column), tuple(parts))
    yield from _over_places(rows)


def _within(row: Row) -> Iterator[Sum]:
    for total, parts in SUMS.values():
        yield Sum(_name(row, total), tuple(_name(row, part) for part in parts))
    for part, whole in _INSIDE.items():
        rest = _name(row, f"{whole} but {part}")
        yield Sum(_name(row, whole), (_name(row, part), rest))


def _over_places(rows: Sequence[Row]) -> Iterator[Sum]:
    """Countries are the sum of their authorities, and so are regions."""
    authorities = [row for row in rows if row["geographic_level"] == "Local authority"]
    for row in rows:
        if row["geographic_level"] == "Local authority":
            continue
        within = "region_code" if row["geographic_level"] == "Regional" else "country_code"
        parts = [
            each
            for each in authorities
            if each[within] == row[within]
            and each["sweep_type"] == row["sweep_type"]
            and each["education_phase"] == row["education_phase"]
        ]
        for column in CHILDREN if parts else ():
            yield Sum(_name(row, column), tuple(_name(part, column) for part in parts))
