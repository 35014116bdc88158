"""Possible doubles as their page shows them: pairs side by side, what was decided, and children nobody counts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sweep.access.models import User
from sweep.checking.asking import who_text
from sweep.checking.history import Step
from sweep.checking.stop_shown import stop_page
from sweep.core.doubles import Pair
from sweep.core.reference import reference
from sweep.db import db
from sweep.places import metres_between
from sweep.returns.watch import Line, lines_of
from sweep.stops.decided import Decided, counted_among, decided_of, kept_among, state_among
from sweep.stops.models import DoubleDecision
from sweep.stops.read import Shown, stops_named
from sweep.sweeps.models import Sweep


@dataclass(frozen=True, slots=True)
class Side:
    """One stop of a pair in words. `carries` are those that went for it as the same child: (id, reference)."""

    stop: Shown
    line: Line
    who: str
    carries: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Couple:
    """Two stops that may be one child, the earlier first, and how near they are in words."""

    sides: tuple[Side, Side]
    near: str


@dataclass(frozen=True, slots=True)
class Told:
    """A decision in words. Of one child `stays` counts and `goes` does not, else both are empty.

    `state` says which of the two count, as `state_of` has it.

    `pair` are (id, reference); `counted` those that count now, `erased` those that are kept
    nowhere. `removed` says of a stop who removed it, by its id.
    """

    id: str
    pair: Sequence[tuple[str, str]]
    stays: str
    goes: str
    withdrawn: bool
    state: str
    who: str
    at: datetime
    counted: Sequence[str]
    erased: Sequence[str]
    removed: dict[str, Step]


@dataclass(frozen=True, slots=True)
class ToldOf:
    """What a sweep's decisions come to, the latest first."""

    lost: list[Told]
    unfinished: list[Told]
    done: list[Told]


def couples_of(pairs: Sequence[Pair], sweep: Sweep) -> list[Couple]:
    """These pairs side by side; one of which a stop is gone meanwhile is left out."""
    stops = stops_named(sweep, {each for pair in pairs for each in pair})
    standing = [pair for pair in pairs if set(pair) <= stops.keys()]
    carried = decided_of(sweep.id).carried
    wanted = [stops[each] for pair in standing for each in pair]
    sides = [
        Side(
            stop,
            line,
            who_text(stop),
            [(each, reference(each)) for each in carried.get(stop["id"], ())],
        )
        for stop, line in zip(wanted, lines_of(wanted, sweep), strict=True)
    ]
    return [_couple(*both) for both in zip(sides[::2], sides[1::2], strict=True)]


def _couple(one: Side, other: Side) -> Couple:
    if other.line.at < one.line.at:
        one, other = other, one
    return Couple((one, other), _near(one.stop, other.stop))


def _near(one: Shown, other: Shown) -> str:
    minutes = round((other["stopped_at"] - one["stopped_at"]).total_seconds() / 60)
    apart = (
        f"{minutes} minute{'' if minutes == 1 else 's'} apart" if minutes else "At the same minute"
    )
    if None in (one["lat"], other["lat"]) or "site" in (
        one["location_source"],
        other["location_source"],
    ):
        return f"{apart}, at the same site"
    metres = metres_between(one["lat"], one["lon"], other["lat"], other["lon"])
    return f"{apart}, {metres:.0f} m from each other"


def told_of(decided: Decided) -> ToldOf:
    """Every decision that stands: first those that leave a child uncounted, then those not carried out."""
    aside = {each.id for each in (*decided.lost, *decided.unfinished)}
    done = [each for each in decided.standing.values() if each.id not in aside]
    return ToldOf(
        told(decided.lost, removals=True),
        told(decided.unfinished),
        told(done)[::-1],
    )


def told(decisions: Sequence[DoubleDecision], *, removals: bool = False) -> list[Told]:
    """These decisions in words; with `removals` also who removed each stop, which takes a look at its history."""
    names = {user.id: user.name or user.email for user in db.session.scalars(select(User))}
    named = {each for row in decisions for each in _ids(row)}
    counted, kept = counted_among(named), kept_among(named)
    return [
        Told(
            id=row.id,
            pair=[(each, reference(each)) for each in _ids(row)],
            stays=reference(row.stays) if row.stays else "",
            goes=reference(row.goes) if row.goes else "",
            withdrawn=row.withdrawn,
            state=state_among(row, counted),
            who=names.get(row.user_id, "Somebody who is gone"),
            at=row.decided_at,
            counted=[reference(each) for each in _ids(row) if each in counted],
            erased=[reference(each) for each in _ids(row) if each not in kept],
            removed=_removals(row, kept) if removals else {},
        )
        for row in decisions
    ]


def _ids(row: DoubleDecision) -> list[str]:
    """The stop that stays first."""
    return [row.stays, row.goes] if row.stays and row.goes else [row.stop_id, row.other_id]


def _removals(row: DoubleDecision, kept: Collection[str]) -> dict[str, Step]:
    steps = {each: stop_page(each).removed for each in _ids(row) if each in kept}
    return {each: step for each, step in steps.items() if step}
