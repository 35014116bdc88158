"""Was the officer inside area, period and role? Answers in words, never by refusing.

Crime and Disorder Act 1998, s.16: a superintendent's direction names an area and a period, and a
constable (or a community support officer given the power) may take a child of school age found in
a public place back to school or to a designated place. Whoever is on the street has acted already
when we read of it: the record must exist, so everything here is a flag.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sweep.core.codes import OFFICER_ROLES, S16_OUTCOMES
from sweep.core.flags import Flag, flag


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time; both ends belong to it. Aware datetimes."""

    starts_at: datetime
    ends_at: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies in it."""
        return self.starts_at <= moment <= self.ends_at


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that is asked about one stop.

    `role` is that of whoever used the power (`acted_by`, else the author), None if not known.
    `inside_area` is None where it can't be told: no place, no area, or too rough a place so near the
    edge. `authorised` is the period of the superintendent's direction, None where the sweep has none.
    """

    stopped_at: datetime
    outcome: str | None
    role: str | None
    on_roster: bool
    inside_area: bool | None
    sweep: Period
    authorised: Period | None


def used_power(outcome: str | None) -> bool:
    """Whether an outcome is a removal under section 16."""
    return outcome in S16_OUTCOMES


def may_use_power(role: str | None) -> bool:
    """Whether a role has the power of section 16. An unknown role has not."""
    entry = OFFICER_ROLES.get(role or "")
    return entry is not None and entry.may_use_s16


def stop_flags(case: Circumstances) -> tuple[Flag, ...]:
    """Every flag of one stop, always in the same order, each code at most once."""
    return tuple(_stop_flags(case))


def _stop_flags(case: Circumstances) -> Iterator[Flag]:
    if not case.on_roster:
        yield flag("off_roster")
    removed = used_power(case.outcome)
    if case.inside_area is False:
        yield flag(
            "outside_area",
            "The child was removed outside the area the superintendent authorised."
            if removed
            else None,
        )
    if removed and case.authorised and not case.authorised.holds(case.stopped_at):
        yield flag(
            "outside_period",
            "The child was removed outside the period the superintendent authorised.",
        )
    elif not case.sweep.holds(case.stopped_at):
        yield flag("outside_period")
    if removed and case.authorised is None:
        yield flag("no_authorisation")
    if removed and not may_use_power(case.role):
        yield flag("role_without_power", _role_sentence(case.role))


def _role_sentence(role: str | None) -> str | None:
    entry = OFFICER_ROLES.get(role or "")
    if entry is None:
        return None
    return f"Section 16 was recorded, and the role “{entry.words}” does not have that power."


def shift_flags(
    worked: Period, break_minutes: int, on_roster: bool, sweep: Period
) -> tuple[Flag, ...]:
    """Every flag of one ended shift by itself. Its minutes count as worked all the same.

    Overlaps with other shifts of the officer are found where shifts are counted together.
    """
    return tuple(_shift_flags(worked, break_minutes, on_roster, sweep))


def _shift_flags(
    worked: Period, break_minutes: int, on_roster: bool, sweep: Period
) -> Iterator[Flag]:
    if not on_roster:
        yield flag("off_roster")
    if not (sweep.holds(worked.starts_at) and sweep.holds(worked.ends_at)):
        yield flag("outside_period", "Part of the shift is outside the sweep’s period.")
    if worked.ends_at < worked.starts_at:
        yield flag("ends_before_it_starts")
    elif timedelta(minutes=break_minutes) > worked.ends_at - worked.starts_at:
        yield flag("breaks_longer_than_shift")
