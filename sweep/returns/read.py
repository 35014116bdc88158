"""One sweep's stops and shifts → one `Summary`, which page, CSV and JSON render and nobody recounts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select

from sweep.access.models import Authority, Officer
from sweep.core.codes import OFFICER_ROLES
from sweep.core.tally import CountedShift, CountedStop, Totals, education_phase, tally
from sweep.db import db
from sweep.ledger import unsettled_of
from sweep.stops.models import Stop
from sweep.sweeps.models import Shift, Sweep
from sweep.sweeps.phones import phones_of
from sweep.sweeps.read import counted_until

PHASES = ("Primary", "Secondary", "Other")
# Whoever the phone named is not known here, so nobody can say whose hours they were.
_UNKNOWN_ROLE = "partner"
# Later ones say that patrols are over, whatever was planned.
_ON_THE_STREET = {"planned", "open"}


@dataclass(frozen=True, slots=True)
class Because:
    """One reason why figures may still change: a stable code and a sentence."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A sweep's figures at one moment.

    `by_phase` are totals without effort, since effort belongs to sweeps, not to children. `rev` is the
    authority's at that moment, so the same rev is the same figures but for time that open shifts add.
    """

    sweep: Sweep
    totals: Totals
    by_phase: Mapping[str, Totals]
    sites_count: int
    rev: int
    as_at: datetime
    provisional_because: tuple[Because, ...]

    @property
    def provisional(self) -> bool:
        """Whether something is known that may still change the figures."""
        return bool(self.provisional_because)

    @property
    def final(self) -> bool:
        """Whether a coordinator has made the sweep final and nothing speaks against it."""
        return self.sweep.status == "final" and not self.provisional

    @property
    def open_points(self) -> bool:
        """Whether a coordinator has made the sweep final though something may still change it."""
        return self.sweep.status == "final" and self.provisional


def summary_of(sweep: Sweep, now: datetime) -> Summary:
    """The figures of one sweep. Open shifts count up to `now`, or to the sweep's end where that is past."""
    rev = db.session.scalars(select(Authority.rev).where(Authority.id == sweep.authority_id)).one()
    stops, shifts = list(_stops(sweep)), list(_shifts(sweep))
    return Summary(
        sweep=sweep,
        totals=tally(stops, shifts, counted_until(sweep, now)),
        by_phase=_by_phase(stops, now),
        sites_count=len(sweep.sites),
        rev=rev,
        as_at=now,
        provisional_because=tuple(_because(sweep, shifts, now)),
    )


def provisional_because(sweep: Sweep, now: datetime) -> tuple[Because, ...]:
    """Why a sweep's figures may still change, without its figures."""
    return tuple(_because(sweep, _shifts(sweep), now))


def stopped_and_truanting() -> dict[str, tuple[int, int]]:
    """(stopped, truanting as verified) of every sweep of the authority that has stops, by sweep id."""
    shown = func.coalesce(Stop.verified_finding, Stop.finding)
    grouped = (
        select(Stop.sweep_id, func.count(), func.sum(case((shown == "truanting", 1), else_=0)))
        .where(Stop.voided.is_(False))
        .group_by(Stop.sweep_id)
    )
    return {
        sweep_id: (stopped, truanting)
        for sweep_id, stopped, truanting in db.session.execute(grouped)
    }


def _stops(sweep: Sweep) -> Iterator[CountedStop]:
    counted = select(
        Stop.encounter_id,
        Stop.finding,
        Stop.verified_finding,
        Stop.reason,
        Stop.accompanied_by,
        Stop.outcome,
        Stop.phase,
        Stop.verification,
        Stop.register_code,
    ).where(Stop.sweep_id == sweep.id, Stop.voided.is_(False))
    for row in db.session.execute(counted):
        yield CountedStop(**row._mapping)


def _shifts(sweep: Sweep) -> Iterator[CountedShift]:
    counted = (
        select(
            Shift.officer_id, Officer.role, Shift.started_at, Shift.ended_at, Shift.break_minutes
        )
        .select_from(Shift)
        .outerjoin(
            Officer, (Officer.authority_id == Shift.authority_id) & (Officer.id == Shift.officer_id)
        )
        .where(Shift.sweep_id == sweep.id, Shift.voided.is_(False))
    )
    for officer_id, role, started_at, ended_at, breaks in db.session.execute(counted):
        known = role if role in OFFICER_ROLES else _UNKNOWN_ROLE
        yield CountedShift(officer_id, known, started_at, ended_at, breaks)


def _by_phase(stops: Iterable[CountedStop], now: datetime) -> dict[str, Totals]:
    sorted_out: dict[str, list[CountedStop]] = {phase: [] for phase in PHASES}
    for stop in stops:
        sorted_out[education_phase(stop.phase)].append(stop)
    return {phase: tally(own, (), now) for phase, own in sorted_out.items()}


def _because(sweep: Sweep, shifts: Iterable[CountedShift], now: datetime) -> Iterator[Because]:
    open_shifts = sum(shift.ended_at is None for shift in shifts)
    if now < sweep.ends_at and sweep.status in _ON_THE_STREET:
        yield Because("sweep_not_ended", "The sweep has not ended yet.")
    if open_shifts:
        yield Because("open_shifts", f"{_some(open_shifts, 'shift')} still open.")
    phones = phones_of(sweep)
    for phone in phones:
        yield from _held(phone)
    unsettled = unsettled_of(sweep.id, [phone["id"] for phone in phones], sweep.starts_at)
    if unsettled.quarantined:
        detail = f"{_some(unsettled.quarantined, 'record')} with the coordinator."
        yield Because("quarantined", detail)
    if unsettled.waiting:
        detail = f"{_some(unsettled.waiting, 'change')} waiting for what it changes."
        yield Because("waiting", detail)


def _held(phone: Mapping[str, Any]) -> Iterator[Because]:
    if phone["holds"]:
        detail = f"{phone['holds']} still on {phone['officer']}’s phone."
        yield Because("unsent_on_phone", detail)


def _some(number: int, noun: str) -> str:
    return f"1 {noun} is" if number == 1 else f"{number} {noun}s are"
