"""Officers' time by the hour of the day, and for how long anybody was out at all. Whole minutes."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from sweep.core.effort import CountedShift, Stretch, stretches_of

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_HALF_MINUTE = timedelta(seconds=30)
_INSTANT = timedelta(microseconds=1)


def minutes_by_hour(
    shifts: Iterable[CountedShift], now: datetime, hour_of: Callable[[datetime], int]
) -> dict[int, int]:
    """Officer-minutes by hour of the day, as `hour_of` tells it of a moment; hours without any are left out.

    Nobody records when a break was taken, so breaks are shared evenly over the stretch. Its whole
    minutes are dealt out by largest remainder, so that the hours add up to `officer_minutes` exactly.
    """
    minutes: Counter[int] = Counter()
    for _, stretch in stretches_of(shifts, now):
        minutes.update(_dealt(stretch, hour_of))
    return {hour: worked for hour, worked in sorted(minutes.items()) if worked}


def _dealt(stretch: Stretch, hour_of: Callable[[datetime], int]) -> dict[int, int]:
    """Stretches keep to whole hours of UTC, which are whole hours wherever schools here are.

    Nobody walks for more than a week: one of the times is wrong. Such a stretch may be of centuries, so the whole days
    beyond that week are dealt out all alike, as if no clock changed in them, and not hour by hour.
    """
    spent: Counter[int] = Counter()
    begins = stretch.starts_at
    if days := max(0, (stretch.ends_at - begins - _WEEK) // _DAY):
        for hour in range(24):
            spent[hour_of(begins + hour * _HOUR)] += days * _HOUR // _INSTANT
        begins += days * _DAY
    for start, end in _by_hour(begins, stretch.ends_at):
        spent[hour_of(start)] += (end - start) // _INSTANT
    worked, whole = stretch.minutes(), spent.total()
    if not whole:
        return {}
    minutes = {hour: worked * part // whole for hour, part in spent.items()}
    by_remainder = sorted(spent, key=lambda hour: (-(worked * spent[hour] % whole), hour))
    for hour in by_remainder[: worked - sum(minutes.values())]:
        minutes[hour] += 1
    return minutes


def _by_hour(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    while start < end:
        on_the_hour = start.replace(minute=0, second=0, microsecond=0) + _HOUR
        yield start, min(end, on_the_hour)
        start = on_the_hour


def minutes_out(shifts: Iterable[CountedShift], now: datetime) -> int:
    """Whole minutes in which at least one officer was on a shift, breaks not taken off, halves up."""
    spans = sorted((shift.started_at, shift.end(now)) for shift in shifts)
    out, reached = timedelta(), None
    for start, end in spans:
        begins = start if reached is None else max(start, reached)
        out += max(timedelta(), end - begins)
        reached = end if reached is None else max(end, reached)
    return (out + _HALF_MINUTE) // _MINUTE
