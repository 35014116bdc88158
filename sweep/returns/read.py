"""One sweep's stops and shifts → one `Summary`, which page, CSV and JSON render and nobody recounts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select

from sweep.access.models import Authority, Officer, PlanFact
from sweep.core.codes import OFFICER_ROLES
from sweep.core.tally import CountedShift, CountedStop, Totals, education_phase, tally
from sweep.db import db
from sweep.returns.seen import seen_stops
from sweep.stops.models import Stop
from sweep.sweeps.completeness import Because, because_of
from sweep.sweeps.models import Shift, Sweep
from sweep.sweeps.phones import phones_of
from sweep.sweeps.read import counted_until

PHASES = ("Primary", "Secondary", "Other")
# Whoever the phone named is not known here, so nobody can say whose hours they were.
_UNKNOWN_ROLE = "partner"


@dataclass(frozen=True, slots=True)
class Summary:
    """A sweep's figures at one moment.

    `by_phase` are totals without effort, since effort belongs to sweeps, not to children. `rev` is the
    authority's at that moment, so the same rev is the same figures but for time that open shifts add.
    `phones` are those of `phones_of`.
    """

    sweep: Sweep
    totals: Totals
    by_phase: Mapping[str, Totals]
    sites_count: int
    rev: int
    as_at: datetime
    phones: Sequence[Mapping[str, Any]]
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

    @property
    def written_off(self) -> list[Mapping[str, Any]]:
        """The phones whose records, or some of them, were given up in this sweep."""
        return [phone for phone in self.phones if phone["written_off"]]


def summary_of(sweep: Sweep, now: datetime) -> Summary:
    """The figures of one sweep. Open shifts count up to `now`, or to the sweep's end where that is past."""
    stops = [seen.counted for seen in seen_stops(sweep)]
    return summary_from(sweep, stops, shifts_of_sweep(sweep), now)


def summary_from(
    sweep: Sweep, stops: Sequence[CountedStop], shifts: Sequence[CountedShift], now: datetime
) -> Summary:
    """The same from stops and shifts that were read already."""
    rev = db.session.scalars(select(Authority.rev).where(Authority.id == sweep.authority_id)).one()
    phones = phones_of(sweep)
    return Summary(
        sweep=sweep,
        totals=tally(stops, shifts, counted_until(sweep, now)),
        by_phase=by_phase(stops, now),
        sites_count=len(sweep.sites),
        rev=rev,
        as_at=now,
        phones=phones,
        provisional_because=because_of(sweep, phones, now),
    )


def made_final_at(sweep: Sweep) -> datetime | None:
    """When it was last made final, by the plan's history; None while it is not, or from before there was one."""
    noted = select(PlanFact.at).where(
        PlanFact.subject == "sweep", PlanFact.about == sweep.id, PlanFact.rev == sweep.final_rev
    )
    return db.session.scalars(noted).first() if sweep.status == "final" else None


def totals_without(sweep: Sweep, now: datetime, left_out: Collection[str]) -> Totals:
    """The totals of `summary_of` as they would be if these stops, by id, were doubles of others."""
    stops = [seen.counted for seen in seen_stops(sweep, left_out)]
    return tally(stops, shifts_of_sweep(sweep), counted_until(sweep, now))


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


def shifts_of_sweep(sweep: Sweep) -> list[CountedShift]:
    """The shifts that stand of one sweep."""
    return shifts_by_sweep([sweep.id]).get(sweep.id, [])


def shifts_by_sweep(sweep_ids: Collection[str]) -> dict[str, list[CountedShift]]:
    """The shifts that stand of these sweeps, by sweep id."""
    counted = (
        select(
            Shift.sweep_id,
            Shift.officer_id,
            Officer.role,
            Shift.started_at,
            Shift.ended_at,
            Shift.break_minutes,
        )
        .select_from(Shift)
        .outerjoin(
            Officer, (Officer.authority_id == Shift.authority_id) & (Officer.id == Shift.officer_id)
        )
        .where(Shift.sweep_id.in_(sweep_ids), Shift.voided.is_(False))
    )
    found: dict[str, list[CountedShift]] = {}
    for sweep_id, officer_id, role, started_at, ended_at, breaks in db.session.execute(counted):
        shift = CountedShift(officer_id, counted_role(role), started_at, ended_at, breaks)
        found.setdefault(sweep_id, []).append(shift)
    return found


def counted_role(role: str | None) -> str:
    """Under which role a shift's hours count; None where the phone named nobody who is known here."""
    return role if role is not None and role in OFFICER_ROLES else _UNKNOWN_ROLE


def by_phase(stops: Iterable[CountedStop], now: datetime) -> dict[str, Totals]:
    """Totals without effort of each phase, in the return's order."""
    sorted_out: dict[str, list[CountedStop]] = {phase: [] for phase in PHASES}
    for stop in stops:
        sorted_out[education_phase(stop.phase)].append(stop)
    return {phase: tally(own, (), now) for phase, own in sorted_out.items()}
