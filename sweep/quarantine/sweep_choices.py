"""Which sweep may a record belong to? Those that its officer walked, and those of its time, stand first."""

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
_LIKELY = 10


@dataclass(frozen=True, slots=True)
class Choices:
    """Sweeps as (id, words): the `likely` ones best first, the `others` latest first."""

    likely: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]]

    def __contains__(self, sweep_id: object) -> bool:
        return any(sweep_id == each for each, _ in (*self.likely, *self.others))


def choices_for(officer_id: str | None, moment: datetime, received_at: datetime) -> Choices:
    """The choices for a record of this officer, of `moment` by its phone's clock, that came at `received_at`."""
    sweeps, walked = all_sweeps(), _walked(officer_id)

    def weight(sweep: Sweep) -> int:
        on = any(_around(sweep, each) for each in (moment, received_at))
        return 2 * (sweep.id in walked) + on

    ranked = sorted(
        (sweep for sweep in sweeps if weight(sweep)),
        key=lambda sweep: (-weight(sweep), abs(sweep.starts_at - moment)),
    )[:_LIKELY]
    others = [sweep for sweep in sweeps if sweep not in ranked]
    return Choices([_choice(sweep) for sweep in ranked], [_choice(sweep) for sweep in others])


def _walked(officer_id: str | None) -> set[str]:
    """The sweeps on whose roster the officer stands."""
    if officer_id is None:
        return set()
    entries = select(RosterEntry.sweep_id).where(
        RosterEntry.officer_id == officer_id, RosterEntry.removed.is_(False)
    )
    return set(db.session.scalars(entries))


def _around(sweep: Sweep, moment: datetime) -> bool:
    return sweep.starts_at - _AROUND <= moment <= sweep.ends_at + _AROUND


def _choice(sweep: Sweep) -> tuple[str, str]:
    status = SWEEP_STATUSES[sweep.status].words.lower()
    return sweep.id, f"{sweep.title}: {span_text(sweep.starts_at, sweep.ends_at)} ({status})"
