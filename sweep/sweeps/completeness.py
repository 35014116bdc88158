"""Why a sweep's figures may still change: one stable code and one sentence for each reason.

Decision 0010 says when a sweep is complete.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from sweep.access.models import PlanFact
from sweep.db import db
from sweep.errors import Problem
from sweep.ledger import MERGED, Operation, unsettled_of
from sweep.sweeps.models import Shift, Sweep
from sweep.sweeps.phone_words import records, waiting_for
from sweep.sweeps.phones import phones_of

_AGAIN = "Reopen the figures and make them final again to stand by them."
_REPLANNED = (
    "The plan, or the role of an officer who patrolled, was changed after the figures were made final, and counts in"
    f" them. {_AGAIN}"
)
# Later ones say that patrols are over, whatever was planned.
_ON_THE_STREET = {"planned", "open"}


@dataclass(frozen=True, slots=True)
class Because:
    """One reason why figures may still change: a stable code and a sentence."""

    code: str
    detail: str


def provisional_because(sweep: Sweep, now: datetime) -> tuple[Because, ...]:
    """Every reason, the most lasting last. None: the figures are complete."""
    return because_of(sweep, phones_of(sweep), now)


def because_of(
    sweep: Sweep, phones: Sequence[Mapping[str, Any]], now: datetime
) -> tuple[Because, ...]:
    """The same, for phones that were looked up already (`phones_of`)."""
    return tuple(_because(sweep, phones, now))


def _because(sweep: Sweep, phones: Sequence[Mapping[str, Any]], now: datetime) -> Iterator[Because]:
    still_on = now < sweep.ends_at and sweep.status in _ON_THE_STREET
    if still_on:
        yield Because("sweep_not_ended", "The sweep has not ended yet.")
    if number := _open_shifts(sweep):
        yield Because("open_shifts", f"{number} shift{_are(number)} still open.")
    for phone in phones:
        if phone["standing"] == "holds":
            yield Because("unsent_on_phone", waiting_for(phone, sweep, now))
        elif phone["standing"] == "not_heard" and not still_on:
            yield Because("not_heard", waiting_for(phone, sweep, now))
    unsettled = unsettled_of(sweep.id, [phone["id"] for phone in phones], sweep.starts_at)
    if number := unsettled.quarantined:
        yield Because("quarantined", f"{number} record{_are(number)} with the coordinator.")
    if number := unsettled.waiting:
        yield Because("waiting", f"{number} change{_are(number)} waiting for what it changes.")
    if any(late := _after_final(sweep)):
        yield Because("after_final", _late(*late))
    if _replanned(sweep):
        yield Because("plan_after_final", _REPLANNED)


def _open_shifts(sweep: Sweep) -> int:
    still = select(func.count()).where(
        Shift.sweep_id == sweep.id, Shift.voided.is_(False), Shift.ended_at.is_(None)
    )
    return db.session.execute(still.select_from(Shift)).scalar_one()


def _after_final(sweep: Sweep) -> tuple[int, int]:
    """What came to count since the sweep was last made final: from phones, and from desks."""
    if sweep.final_rev is None:
        return 0, 0
    since = or_(Operation.rev > sweep.final_rev, Operation.taken_rev > sweep.final_rev)
    late = select(func.count(Operation.device_id), func.count()).where(
        Operation.sweep_id == sweep.id, Operation.standing.in_(MERGED), since
    )
    from_phones, of_all = db.session.execute(late.select_from(Operation)).one()
    return from_phones, of_all - from_phones


def _late(from_phones: int, from_desks: int) -> str:
    """What was entered at a desk did not arrive: somebody here made the change."""
    arrived = f"{records(from_phones)} arrived" if from_phones else ""
    entered = f"{_changes(from_desks)} entered at the desk" if from_desks else ""
    count = "counts" if from_phones + from_desks == 1 else "count"
    said = f"{' and '.join(filter(None, (arrived, entered)))} after the figures were made final"
    return f"{said}, and {count} in them. {_AGAIN}"


def _replanned(sweep: Sweep) -> bool:
    """Whether the history says otherwise of the plan, or of its officers' roles, than when the sweep was made final.

    These decide of which return a sweep is, which sites it has and whose hours are the police's, without any operation.
    """
    if sweep.final_rev is None:
        return False
    walked = select(Shift.officer_id).where(Shift.sweep_id == sweep.id, Shift.voided.is_(False))
    about_it = [sweep.id, *db.session.scalars(walked.distinct())]
    noted = select(PlanFact.about, PlanFact.rev, PlanFact.said).where(PlanFact.about.in_(about_it))
    then: dict[str, Any] = {}
    now: dict[str, Any] = {}
    for about, rev, said in db.session.execute(noted.order_by(PlanFact.rev)):
        now[about] = said
        if rev <= sweep.final_rev:
            then[about] = said
    return any(now[about] != said for about, said in then.items())


def _changes(number: int) -> str:
    """`1 change was`, `3 changes were`."""
    return "1 change was" if number == 1 else f"{number} changes were"


def _are(number: int) -> str:
    return " is" if number == 1 else "s are"


def refuse_unseen(sweep: Sweep, status: str | None, despite: Sequence[str], now: datetime) -> None:
    """Raise `points_open` where a sweep would be made final despite reasons that were not named."""
    if status != "final" or sweep.status == "final":
        return
    unseen = [why for why in provisional_because(sweep, now) if why.code not in despite]
    if unseen:
        raise Problem(
            "points_open",
            " ".join(why.detail for why in unseen),
            open_points=[{"code": why.code, "detail": why.detail} for why in unseen],
        )
