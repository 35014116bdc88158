"""Whose shifts run while a sweep does, and what their phones still hold, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sweep.core.effort import minutes_of
from sweep.london import clock_text, day_text, moment_text
from sweep.returns.watch import sentences
from sweep.sweeps.models import Sweep
from sweep.sweeps.phones import phones_of
from sweep.sweeps.read import counted_until, shifts_of


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone: what it said last. `holds` is what is known, or must be feared, to be on it still.

    `quiet` is whether it could have been heard during this sweep and was not.
    """

    officer: str
    name: str
    heard: str
    unsent: int | None
    missing: int
    holds: int
    ended: str
    quiet: bool


_ENDED = {"lost": "Reported lost", "left": "Signed off"}


def phone_lines(sweep: Sweep, now: datetime) -> list[Phone]:
    """The roster's phones, those that hold most first."""
    phones = [
        Phone(
            officer=phone["officer"],
            name=phone["name"],
            heard=_heard(phone["last_contact_at"], sweep, now),
            unsent=phone["held"],
            missing=phone["missing"],
            holds=phone["holds"],
            ended=_ENDED.get(phone["revoked_reason"] or "", ""),
            quiet=_quiet(phone["last_contact_at"], sweep, now),
        )
        for phone in phones_of(sweep)
    ]
    return sorted(phones, key=lambda phone: -phone.holds)


def _quiet(heard: datetime | None, sweep: Sweep, now: datetime) -> bool:
    return now >= sweep.starts_at and (heard is None or heard < sweep.starts_at)


def _heard(heard: datetime | None, sweep: Sweep, now: datetime) -> str:
    """Goes on from the phone's name: `last heard 10:04`."""
    if _quiet(heard, sweep, now):
        return "not heard since this sweep began"
    if heard is None:
        return "not heard yet"
    same_day = day_text(heard) == day_text(now)
    return f"last heard {clock_text(heard) if same_day else moment_text(heard)}"


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
