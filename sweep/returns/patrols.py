"""Whose shifts run while a sweep does, in words."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sweep.core.effort import minutes_of
from sweep.returns.watch import sentences
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import counted_until, shifts_of


def shift_lines(sweep: Sweep, now: datetime) -> list[dict[str, Any]]:
    """The shifts that stand, those still open first; flags as sentences, open minutes up to now.

    `again` marks a second open shift of one officer: their time is counted once.
    """
    until = counted_until(sweep, now)
    shifts = [_line(shift, until) for shift in shifts_of(sweep) if not shift["voided"]]
    first: dict[str, Any] = {}
    for shift in shifts:
        if shift["ended_at"] is None:
            before = first.setdefault(shift["officer_id"], shift)
            shift["again"] = _again(before, shift) if before is not shift else ""
    return sorted(shifts, key=lambda shift: shift["ended_at"] is not None)


def _again(before: dict[str, Any], shift: dict[str, Any]) -> str:
    other = before["author_id"] != shift["author_id"]
    return f"Also {'on another phone' if other else 'in another row'}; counted once."


def _line(shift: dict[str, Any], until: datetime) -> dict[str, Any]:
    ended = shift["ended_at"] or until
    return {
        **shift,
        "flags": sentences(dict.fromkeys(shift["flags"])),
        "minutes": minutes_of(shift["started_at"], ended, shift["break_minutes"]),
        "again": "",
    }


def still_out(shifts: Iterable[Mapping[str, Any]]) -> int:
    """How many people have a shift that is still open."""
    return len({shift["officer_id"] for shift in shifts if shift["ended_at"] is None})
