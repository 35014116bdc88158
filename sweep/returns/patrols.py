"""Who is out while a sweep runs, and what their phones still hold, in words."""

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
    """One phone: what it said last. `holds` is what is known, or must be feared, to be on it still."""

    officer: str
    name: str
    heard: str
    unsent: int | None
    missing: int
    holds: int
    ended: str


_ENDED = {"lost": "Reported lost", "left": "Signed off"}


def phone_lines(sweep: Sweep, now: datetime) -> list[Phone]:
    """The roster's phones, those that hold most first."""
    phones = [
        Phone(
            officer=phone["officer"],
            name=phone["name"],
            heard=_heard(phone["last_contact_at"], now),
            unsent=phone["held"],
            missing=phone["missing"],
            holds=phone["holds"],
            ended=_ENDED.get(phone["revoked_reason"] or "", ""),
        )
        for phone in phones_of(sweep)
    ]
    return sorted(phones, key=lambda phone: -phone.holds)


def _heard(moment: datetime | None, now: datetime) -> str:
    if moment is None:
        return "not yet"
    return clock_text(moment) if day_text(moment) == day_text(now) else moment_text(moment)


def shift_lines(sweep: Sweep, now: datetime) -> list[dict[str, Any]]:
    """The shifts that stand, those still open first; flags as sentences, open minutes up to now."""
    until = counted_until(sweep, now)
    shifts = [
        {
            **shift,
            "flags": sentences(dict.fromkeys(shift["flags"])),
            "minutes": minutes_of(
                shift["started_at"], shift["ended_at"] or until, shift["break_minutes"]
            ),
        }
        for shift in shifts_of(sweep)
        if not shift["voided"]
    ]
    return sorted(shifts, key=lambda shift: shift["ended_at"] is not None)
