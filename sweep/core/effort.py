"""Officers' shifts → whole minutes on the street, by whose hours they are.

Person-hours: two constables for two hours are four. One row is one person's shift.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sweep.core.codes import hours_of
from sweep.core.entries import Hours

_MINUTE = timedelta(minutes=1)
_HALF_MINUTE = timedelta(seconds=30)


def minutes_of(started_at: datetime, ended_at: datetime | None, break_minutes: int) -> int | None:
    """Whole minutes of one shift less its breaks, halves up, never below zero; None while open.

    Of one shift by itself: an officer's overlapping shifts are united by `count_shifts`.
    """
    if ended_at is None:
        return None
    return Stretch("police", started_at, ended_at, max(0, break_minutes)).minutes()


@dataclass(frozen=True, slots=True)
class CountedShift:
    """One officer's shift. Aware datetimes; `ended_at` is None while it is open."""

    officer_id: str
    role: str
    started_at: datetime
    ended_at: datetime | None
    break_minutes: int = 0

    def end(self, now: datetime) -> datetime:
        """When it ended, or `now` while open; never before its start."""
        return max(self.started_at, self.ended_at or now)


@dataclass(frozen=True, slots=True)
class Effort:
    """Whole minutes and the officers who worked them.

    Officers are kept as sets of ids, because the distinct officers of two sweeps are not the sum
    of each sweep's. `overlapping_shifts` are those that began while another of the same officer
    ran; `open_shifts` count up to now and make every figure provisional.
    """

    police_minutes: int = 0
    welfare_minutes: int = 0
    partner_minutes: int = 0
    police_officers: frozenset[str] = frozenset()
    welfare_officers: frozenset[str] = frozenset()
    partner_officers: frozenset[str] = frozenset()
    open_shifts: int = 0
    overlapping_shifts: int = 0

    @property
    def officer_minutes(self) -> int:
        """All of them together."""
        return self.police_minutes + self.welfare_minutes + self.partner_minutes

    def __add__(self, other: "Effort") -> "Effort":
        """Of two sets of shifts; minutes add, officers unite.

        An officer whose shifts overlap *across* the two is counted twice: pass such shifts to one
        `count_shifts` instead.
        """
        return Effort(
            self.police_minutes + other.police_minutes,
            self.welfare_minutes + other.welfare_minutes,
            self.partner_minutes + other.partner_minutes,
            self.police_officers | other.police_officers,
            self.welfare_officers | other.welfare_officers,
            self.partner_officers | other.partner_officers,
            self.open_shifts + other.open_shifts,
            self.overlapping_shifts + other.overlapping_shifts,
        )


@dataclass(slots=True)
class Stretch:
    """Shifts of one officer that run into each other: one stretch of time."""

    hours: Hours
    starts_at: datetime
    ends_at: datetime
    breaks: int
    shifts: int = 1

    def minutes(self) -> int:
        """Whole minutes worked, halves up."""
        worked = self.ends_at - self.starts_at - self.breaks * _MINUTE
        return max(0, (worked + _HALF_MINUTE) // _MINUTE)


def count_shifts(shifts: Iterable[CountedShift], now: datetime) -> Effort:
    """Minutes of a set of shifts, in any order. KeyError for an unknown role.

    An officer's overlapping shifts count as their union, less the breaks of all of them, never
    below zero. Each such stretch is rounded once, to the nearest whole minute, halves up. Where
    overlapping shifts have roles of different hours, all the stretch goes to the earliest's, so
    that no minute counts twice. An open shift counts up to `now`.
    """
    seen = list(shifts)
    return _sum_up(stretches_of(seen, now), sum(shift.ended_at is None for shift in seen))


def stretches_of(shifts: Iterable[CountedShift], now: datetime) -> list[tuple[str, Stretch]]:
    """Every stretch with its officer's id. KeyError for an unknown role."""
    of_officer: dict[str, list[CountedShift]] = defaultdict(list)
    for shift in shifts:
        of_officer[shift.officer_id].append(shift)
    return [
        (officer_id, stretch)
        for officer_id, own in of_officer.items()
        for stretch in _stretches(own, now)
    ]


def _stretches(shifts: list[CountedShift], now: datetime) -> list[Stretch]:
    found: list[Stretch] = []
    # Ties are broken by everything that can differ, so that order of arrival never matters.
    for shift in sorted(shifts, key=lambda s: (s.started_at, s.end(now), s.role)):
        end, breaks = shift.end(now), max(0, shift.break_minutes)
        if found and shift.started_at < found[-1].ends_at:
            last = found[-1]
            last.ends_at = max(last.ends_at, end)
            last.breaks += breaks
            last.shifts += 1
        else:
            found.append(Stretch(hours_of(shift.role), shift.started_at, end, breaks))
    return found


def _sum_up(stretches: list[tuple[str, Stretch]], open_shifts: int) -> Effort:
    minutes: dict[Hours, int] = defaultdict(int)
    officers: dict[Hours, set[str]] = defaultdict(set)
    for officer_id, stretch in stretches:
        minutes[stretch.hours] += stretch.minutes()
        officers[stretch.hours].add(officer_id)
    return Effort(
        minutes["police"],
        minutes["welfare"],
        minutes["partner"],
        frozenset(officers["police"]),
        frozenset(officers["welfare"]),
        frozenset(officers["partner"]),
        open_shifts,
        sum(stretch.shifts - 1 for _, stretch in stretches),
    )
