"""How much of a sweep has arrived from one phone, how much has not, and whether it is done with the sweep.

A phone numbers its operations 1, 2, 3 … over all its sweeps, and tells with each push the highest number
it gave out (`made`), how many operations no server has (`unsent`), and how many of those name which sweep
(`held`). What came is in the ledger or in quarantine. From both follows what is missing:

- A number up to the highest given out that never came is *missing*.
- Missing numbers that the phone says it still has are *held*: for this sweep, for another, or for none
  (*loose*: recorded under a sweep it had no name for), which may be this one.
- Missing numbers that it does not claim to have are *unaccounted for*: they may be of any of its sweeps, but
  for those given out well before this one began (up to `Arrived.floor`).

What a phone made for a sweep is what was received of it and what the phone holds. That is exact for a phone
that walked in one sweep, and for one that walked in several as far as all it sent can be read, it accounts for
all its numbers and it has heard of all that came. Elsewhere what may be of a sweep is counted with it, so that
a sweep is called complete too late rather than too early.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

# More pairs than this tell a person no more than these do.
_MOST_GAPS = 100


@dataclass(frozen=True, slots=True)
class Told:
    """A phone's last words, None where it never said; `held` is by sweep id."""

    made: int | None = None
    unsent: int | None = None
    held: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came from a phone: how many different `numbers`, the `highest`, and how many `received` of the sweep.

    `floor` is a number up to which all were given out before the sweep began; `numbers_above` are the
    different ones that came from beyond it.
    """

    numbers: int = 0
    highest: int = 0
    received: int = 0
    floor: int = 0
    numbers_above: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """One phone and one sweep, in numbers of operations."""

    received: int
    held: int
    loose: int
    unaccounted: int
    missing: int

    @property
    def holds(self) -> int:
        """What is known, or must be feared, to be on the phone still."""
        return self.held + self.loose + self.unaccounted

    @property
    def made(self) -> int:
        """What the phone made for the sweep, as far as it is known."""
        return self.received + self.holds


def account(told: Told, arrived: Arrived, sweep_id: str) -> Account:
    """Hold a phone's words against what came from it."""
    highest = max(told.made or 0, arrived.highest)
    missing = highest - arrived.numbers
    unsent = told.unsent or 0
    # A phone whose answer was lost says that it holds what came: it can hold no more than is missing.
    most = missing if told.made is not None else unsent
    held = min(told.held.get(sweep_id, 0), most) if told.unsent is not None else 0
    loose = min(max(0, unsent - sum(told.held.values())), most - held)
    unaccounted = max(0, missing - unsent)
    if arrived.floor:
        of_late = max(0, highest - arrived.floor - arrived.numbers_above)
        loose, unaccounted = min(loose, of_late), min(unaccounted, of_late)
    return Account(arrived.received, held, loose, unaccounted, missing)


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A write-off: so many `operations`, of numbers up to `made`.

    Since then `arrived` of those numbers came for the sweep after all; `missing` of any sweep have not.
    """

    operations: int
    made: int
    arrived: int
    missing: int

    def still(self, holds: int) -> int:
        """How many of what the phone holds now are those that were given up."""
        return max(0, min(self.operations - self.arrived, self.missing, holds))


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of a phone's part in a sweep, beside its numbers.

    `sent` is whether anything of the sweep came from it or was told of; `begun` and `ended` are the shifts
    that the phone itself began and ended. `stood_for` is whether its officer is accounted for without it:
    by a shift on another phone, or by a later phone of theirs that spoke after the sweep.
    """

    heard_at: datetime | None
    sent: bool
    begun: int = 0
    ended: int = 0
    stood_for: bool = False
    revoked_at: datetime | None = None


def spoke_at_the_end(part: Part, ends_at: datetime) -> bool:
    """Whether the phone had its last word: heard at or after the end, or all its shifts ended by itself."""
    heard = part.heard_at is not None and part.heard_at >= ends_at
    return heard or 0 < part.begun <= part.ended


def nobody_waits_for(part: Part, starts_at: datetime) -> bool:
    """Whether a phone that sent nothing of the sweep can be left out: signed off before, or stood for."""
    before = part.revoked_at is not None and part.revoked_at < starts_at
    return not part.sent and (before or part.stood_for)


def gaps(seqs: Sequence[int], made: int) -> list[list[int]]:
    """Runs of numbers from 1 to the highest made that did not come: [first, last] each. `seqs` rise."""
    missing: list[list[int]] = []
    expected = 1
    for seq in [*seqs, made + 1]:
        if seq > expected:
            missing.append([expected, seq - 1])
        expected = max(expected, seq + 1)
    return missing[:_MOST_GAPS]
