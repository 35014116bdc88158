"""Officers' minutes by hour of the day. They add up to the minutes of `count_shifts`, whatever the breaks.

Nobody records when a break was taken, so a shift's breaks are shared evenly over its time.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from sweep.core.effort import CountedShift, Stretch, stretches_of

_HOUR = timedelta(hours=1)


def minutes_by_hour(shifts: Iterable[CountedShift], now: datetime, zone: tzinfo) -> Counter[int]:
    """Whole officer-minutes by local hour (0 to 23), of shifts in any order. An open shift counts up to `now`."""
    spent: Counter[int] = Counter()
    for _, stretch in stretches_of(shifts, now):
        spent.update(_of_stretch(stretch, zone))
    return spent


def _of_stretch(stretch: Stretch, zone: tzinfo) -> Counter[int]:
    """A stretch's minutes, shared out by how long it lasted in each hour; the largest remainders round up."""
    lasted = _lengths(stretch, zone)
    minutes, whole = stretch.minutes(), sum(lasted.values())
    if not minutes:
        return Counter()
    shares = {hour: divmod(minutes * length, whole) for hour, length in lasted.items()}
    given = Counter({hour: share for hour, (share, _) in shares.items()})
    first = sorted(shares, key=lambda hour: (-shares[hour][1], hour))
    given.update(first[: minutes - given.total()])
    return given


def _lengths(stretch: Stretch, zone: tzinfo) -> Counter[int]:
    """Microseconds by local hour."""
    lasted: Counter[int] = Counter()
    at = stretch.starts_at
    while at < stretch.ends_at:
        local = at.astimezone(zone)
        past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        until = min(stretch.ends_at, at + _HOUR - past)
        lasted[local.hour] += (until - at) // timedelta(microseconds=1)
        at = until
    return lasted
