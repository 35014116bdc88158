"""Which stops a supervisor looks at: one in ten by lot, and every one that a rule asks about.

The lot is drawn by a hash, so that anybody can draw it again and nobody can choose.
"""

from collections.abc import Collection, Iterable
from hashlib import sha256

ONE_IN = 10
# Flags whose stops are all looked at: section 16 used, or a child stopped, where the direction did not reach, or at
# a time when nobody was on patrol; and those of which two people said something else.
ALWAYS_LOOKED_AT = (
    *("outside_area", "outside_period", "role_without_power", "no_authorisation"),
    *("outside_shift", "conflict"),
)


def draw(sweep_id: str, days: Iterable[Collection[str]]) -> frozenset[str]:
    """One in ten of a sweep's stops, rounded up. `days` are the ids that came on each day, in order.

    Each day is drawn from as a whole: as many as now make up one in ten of all, with the lowest lots of those not
    drawn yet. So nothing that comes on a later day takes the place of what was drawn, and no stop is surer of being
    drawn for having come first.
    """
    drawn: set[str] = set()
    waiting: set[str] = set()
    came = 0
    for day in days:
        came += len(day)
        waiting.update(day)
        missing = -(-came // ONE_IN) - len(drawn)
        lowest = sorted(waiting, key=lambda stop_id: _lot(sweep_id, stop_id))[: max(0, missing)]
        drawn.update(lowest)
        waiting.difference_update(lowest)
    return frozenset(drawn)


def _lot(sweep_id: str, stop_id: str) -> str:
    return sha256(f"{sweep_id} {stop_id}".encode()).hexdigest()


def asked_about(flags: Collection[str]) -> tuple[str, ...]:
    """The flags for which a stop is looked at, in the order of the rule."""
    return tuple(code for code in ALWAYS_LOOKED_AT if code in flags)
