"""Which school year was the last one, and days in it on which schools were open."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

# A school year is counted from 1 August, as in the return's terms. Sweeps keep to weeks in which, whenever Easter is,
# no school of England is on holiday: (month, day) of the first and the last day, and how many sweeps.
_STRETCHES = (
    (0, (9, 15), (10, 20), 5),
    (0, (11, 5), (12, 12), 4),
    (1, (1, 12), (2, 6), 4),
    (1, (2, 24), (3, 14), 4),
    (1, (4, 28), (5, 20), 3),
    (1, (6, 8), (7, 10), 4),
)
SWEEPS = sum(stretch[-1] for stretch in _STRETCHES)
_TUESDAY, _THURSDAY = 1, 3


def last_school_year(today: date) -> int:
    """The year in which the school year before today's began: 2025 in November 2026."""
    begun = today.year if (today.month, today.day) >= (8, 1) else today.year - 1
    return begun - 1


def sweep_days(begun: int, rng: Random) -> list[date]:
    """The days of that school year's sweeps, in order: Tuesdays to Thursdays."""
    days: list[date] = []
    for later, first, last, number in _STRETCHES:
        open_days = list(_midweek(date(begun + later, *first), date(begun + later, *last)))
        days += rng.sample(open_days, number)
    return sorted(days)


def _midweek(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if _TUESDAY <= day.weekday() <= _THURSDAY:
            yield day
