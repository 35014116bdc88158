"""Does a stop lie in a shift of the officer who recorded it? Answered as a flag, never by refusing.

A shift that is put right afterwards can leave its own stops outside: then either the shift or the stop's time is
wrong, and only a person can say which. Our own rule.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sweep.core.flags import Flag, flag

# Times entered at a desk are rounded, to the minute or to five; phones' clocks are put right to the second at best.
LEEWAY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Walk:
    """One shift of an officer in the stop's sweep. Aware datetimes; `stands` is False where it was removed."""

    started_at: datetime
    ended_at: datetime | None
    stands: bool = True

    def holds(self, moment: datetime) -> bool:
        """Whether the moment lies in it, give or take `LEEWAY`. One still open has no end yet."""
        begun = self.started_at - LEEWAY <= moment
        return begun and (self.ended_at is None or moment <= self.ended_at + LEEWAY)


def off_shift_flags(stopped_at: datetime, walks: Iterable[Walk]) -> tuple[Flag, ...]:
    """The flag of a stop that lies in none of its officer's shifts that stand.

    Where the officer never had a shift in the sweep nothing is said: the phone may be a colleague's, or the shift's
    start may be on its way.
    """
    walked = list(walks)
    if not walked or any(walk.stands and walk.holds(stopped_at) for walk in walked):
        return ()
    return (flag("outside_shift"),)
