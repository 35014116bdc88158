"""What the street found and what schools' registers showed: a table for the sweep, and by school."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template

from sweep.checking.asking import Child, School, schools_of
from sweep.core.codes import FINDINGS, words_for
from sweep.sweeps.read import find_sweep

blp = Blueprint("changed_pages", __name__)

_NOT_SETTLED = "Can’t be checked"


@dataclass(frozen=True, slots=True)
class Change:
    """Children whom the street found one thing about and the school another, or the same."""

    street: str
    school: str
    same: bool
    children: list[Child]


@blp.get("/sweeps/<sweep_id>/changed")
def show_changed(sweep_id: str) -> str:
    """Counts with links to the stops; what was changed first."""
    sweep = find_sweep(sweep_id)
    schools = schools_of(sweep)
    return render_template(
        "checking/changed.html",
        sweep=sweep,
        changes=changes_of(child for school in schools for child in school.children),
        by_school=[(school, _counts(school)) for school in schools if school.answered],
    )


def changes_of(children: Iterable[Child]) -> list[Change]:
    """Of the children a school has answered about, by what the street found and what the school showed."""
    found: defaultdict[tuple[str, str], list[Child]] = defaultdict(list)
    for child in children:
        if not child.waits:
            found[child.stop["finding"], child.stop["verified_finding"] or ""].append(child)
    rows = [
        Change(
            words_for(FINDINGS, street),
            FINDINGS[school].words if school else _NOT_SETTLED,
            street == school,
            own,
        )
        for (street, school), own in found.items()
    ]
    return sorted(rows, key=lambda row: (row.same, -len(row.children), row.street, row.school))


def _counts(school: School) -> Mapping[str, int]:
    told = [child.stop["verification"] for child in school.children]
    return {name: told.count(name) for name in ("confirmed", "changed", "cannot_verify")}
