"""Which sweep may a record belong to? Those that ran at its time stand first, then the nearest in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from sweep.core.codes import SWEEP_STATUSES
from sweep.db import db
from sweep.london import span_text
from sweep.sweeps.models import RosterEntry, Sweep
from sweep.sweeps.read import all_sweeps

# Patrols begin early and end late.
_AROUND = timedelta(hours=2)
_NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Choices:
    """Sweeps as (id, words): the `likely` ones ran at the record's time; both best first."""

    likely: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]]

    def __contains__(self, sweep_id: object) -> bool:
        return any(sweep_id == each for each, _ in (*self.likely, *self.others))


def choices_for(officer_id: str | None, moment: datetime) -> Choices:
    """The choices for a record of this officer and of `moment` by the server's clock."""
    walked = _walked(officer_id)
    ranked = sorted(
        all_sweeps(), key=lambda sweep: (away(sweep, moment), sweep.id not in walked, sweep.title)
    )
    return Choices(
        [_choice(sweep) for sweep in ranked if ran_at(sweep, moment)],
        [_choice(sweep) for sweep in ranked if not ran_at(sweep, moment)],
    )


def _walked(officer_id: str | None) -> set[str]:
    """The sweeps on whose roster the officer stands."""
    if officer_id is None:
        return set()
    entries = select(RosterEntry.sweep_id).where(
        RosterEntry.officer_id == officer_id, RosterEntry.removed.is_(False)
    )
    return set(db.session.scalars(entries))


def away(sweep: Sweep, moment: datetime) -> timedelta:
    """How far a time is from the sweep's; nothing within it."""
    return max(sweep.starts_at - moment, moment - sweep.ends_at, _NONE)


def ran_at(sweep: Sweep, moment: datetime) -> bool:
    """Whether its patrols may have been out then."""
    return away(sweep, moment) <= _AROUND


def sweep_words(sweep: Sweep) -> str:
    """`Mon 12 January 2026, 09:00 to 15:00 (open)`."""
    status = SWEEP_STATUSES[sweep.status].words.lower()
    return f"{span_text(sweep.starts_at, sweep.ends_at)} ({status})"


def _choice(sweep: Sweep) -> tuple[str, str]:
    return sweep.id, f"{sweep.title}: {sweep_words(sweep)}"
