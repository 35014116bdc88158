"""What a person should look at in a stop, held against its sweep as it is planned now.

Derived each time it is asked for and never stored: when the plan is put right, the flags follow.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from sweep.core.finding import finding_flags, verification_flags
from sweep.core.flags import Flag, flag
from sweep.core.power import Circumstances, Period, stop_flags
from sweep.core.school_days import SchoolTerm, day_flags
from sweep.london import LONDON
from sweep.places import Area, drawn, inside
from sweep.sweeps.models import RosterEntry, Sweep


@dataclass(frozen=True, slots=True)
class Plan:
    """What of a sweep's plan stops and shifts are held against. `roles`: officer id → role, the roster.

    `terms` are its authority's: when schools are open is planned too.
    """

    period: Period
    authorised: Period | None
    area: Area | None
    roles: Mapping[str, str]
    terms: Sequence[SchoolTerm] = ()


# What a plan is read from, in as few queries as it takes.
PLAN_PARTS = (
    joinedload(Sweep.authorisation),
    selectinload(Sweep.roster).joinedload(RosterEntry.officer),
)


def plan_of(sweep: Sweep, terms: Sequence[SchoolTerm]) -> Plan:
    """The plan of a sweep as it stands, in the school year of these terms."""
    given = sweep.authorisation
    return Plan(
        Period(sweep.starts_at, sweep.ends_at),
        Period(given.starts_at, given.ends_at) if given else None,
        drawn(given.area) if given else None,
        {entry.officer_id: entry.officer.role for entry in sweep.roster},
        terms,
    )


def flags_of(stop: Mapping[str, Any], plan: Plan) -> tuple[Flag, ...]:
    """Every flag of one stop (its columns by name): its own, then those against the plan."""
    return (
        *(flag(code) for code in stop["flags"]),
        *_of_power(stop, plan),
        *day_flags(stop["stopped_at"].astimezone(LONDON).date(), plan.terms),
        *finding_flags(stop["finding"], stop["reason"]),
        *_of_verification(stop),
    )


def _of_power(stop: Mapping[str, Any], plan: Plan) -> Iterable[Flag]:
    author = stop["author_id"]
    case = Circumstances(
        stopped_at=stop["stopped_at"],
        outcome=stop["outcome"],
        role=plan.roles.get(stop["acted_by"] or author or ""),
        on_roster=author is None or author in plan.roles,
        inside_area=inside(plan.area, stop["lat"], stop["lon"], stop["accuracy_m"]),
        sweep=plan.period,
        authorised=plan.authorised,
    )
    return stop_flags(case)


def _of_verification(stop: Mapping[str, Any]) -> Iterable[Flag]:
    if stop["verified_finding"] is None:
        return ()
    return verification_flags(stop["verified_finding"], stop["register_code"])
