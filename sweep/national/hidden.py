"""Suppression of small numbers in returns: `c` for each small count, and for what would tell it.

Off unless the setting says a number. A reader has all files: so what a term hides its year hides too, and what an
authority hides the region and the country hide. Whatever could be true of the parts is then true of the whole, and no
file above tells anything of one below that it keeps back. A term's own file depends on nothing but its own figures and
its own published revisions: what one of these hides stays hidden in the later ones.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sweep.national.columns import COVERAGE, SUPPRESSED, TOTAL
from sweep.national.figures import Row
from sweep.national.relations import names_of, sums_between_cells, surely_nought
from sweep.returns.suppression import suppressed

# Names of cells as `relations` gives them, whatever place or term they are of.
Hidden = frozenset[str]

# What could be worked out of a cell that is hidden.
_TOLD_BY = {
    "encounters_count": "children_stopped",
    "stops_per_police_officer_hour": "children_stopped",
    "truants_per_police_officer_hour": "truanting_verified",
    "truants_per_officer_hour": "truanting_verified",
    "minutes_per_truant": "truanting_verified",
}


def hidden_in(rows: Sequence[Row], below: int) -> Hidden:
    """What to hide in one authority's rows of a term. `below` 0 or 1: nothing."""
    if below <= 1:
        return frozenset()
    return _found(tuple(tuple(row.items()) for row in rows), below)


@lru_cache(maxsize=256)
def _found(told: tuple[tuple[tuple[str, str], ...], ...], below: int) -> Hidden:
    """Found once for the same figures: it takes up to a second, and pages, files and lists of several ask alike."""
    rows = [dict(row) for row in told]
    cells = {name: int(row[column]) for row in rows for name, column in names_of(row)}
    by_slot = {(row["sweep_type"], row["education_phase"]): row for row in rows}
    return suppressed(cells, [*sums_between_cells()], below, frozenset(surely_nought(by_slot)))


def already_hidden(rows: Iterable[Row]) -> Hidden:
    """What the rows of a file that was published keep back."""
    return frozenset(
        name for row in rows for name, column in names_of(row) if row[column] == SUPPRESSED
    )


def kept_back(rows: Sequence[Row], hidden: Hidden) -> list[Row]:
    """The same rows, with `c` in every cell that may not be shown."""
    return [_shown(row, hidden) for row in rows] if hidden else list(rows)


def _shown(row: Mapping[str, str], hidden: Hidden) -> Row:
    kept = {column for name, column in names_of(row) if name in hidden}
    if row["education_phase"] == TOTAL:  # of a phase these never apply, which tells nothing
        kept |= {column for column, teller in _TOLD_BY.items() if teller in kept}
    # Where no school answered, what was recorded is what was verified, in every row of these and in every part.
    kept.add(COVERAGE)
    return {name: SUPPRESSED if name in kept else cell for name, cell in row.items()}
