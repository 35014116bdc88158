"""Warnings of how things stand just now, beside those that follow from the figures: phones, powers, rosters, areas."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from sweep.core.codes import S16_OUTCOMES
from sweep.core.effort import minutes_of
from sweep.core.tally import hours_text
from sweep.db import db
from sweep.national.facts import PlannedSweep
from sweep.national.second_looks import no_school, undecided_doubles
from sweep.national.warnings import Warned, named
from sweep.stops.flags import PLAN_PARTS, flags_of, plan_of
from sweep.stops.models import Stop
from sweep.sweeps.at_rest import plainly_complete
from sweep.sweeps.completeness import provisional_because
from sweep.sweeps.models import Authorisation, RosterEntry, Shift, Sweep

# Of the reasons why a sweep's figures may change, those that no other warning tells: what to say of how many sweeps.
_STILL = {
    "phones_waited_for": ("unsent_on_phone", "not_heard"),
    "kept_out": ("quarantined", "waiting"),
    "arrived_after_final": ("after_final", "plan_after_final"),
}
_STILL_WORDS = {
    "phones_waited_for": "Phones may still hold records of {}.",
    "kept_out": "Records that count in no figure yet wait for a person or for what they change: {}.",
    "arrived_after_final": "Records arrived, or something was changed, after these were made final: {}.",
}
_OF_REMOVALS = {"outside_area", "outside_period", "no_authorisation", "role_without_power"}


def passing(
    sweeps: Sequence[PlannedSweep], planned: Sequence[PlannedSweep], now: datetime
) -> Iterator[Warned]:
    """All of them, for the sweeps that count; and of those that are only `planned`, which hold records all the same."""
    yield from _never_opened(planned)
    yield from _still_changing(sweeps, now)
    yield from _not_authorised(sweeps)
    yield from _off_roster(sweeps, now)
    yield from _outside_period(sweeps)
    yield from _removals(sweeps)
    yield from no_school(sweeps)
    yield from undecided_doubles(sweeps)


def _never_opened(planned: Sequence[PlannedSweep]) -> Iterator[Warned]:
    """Phones record in a sweep whether or not anybody opened it."""
    ids = [sweep.id for sweep in planned]
    begun = {
        sweep_id
        for table in (Stop, Shift)
        for sweep_id in db.session.scalars(
            select(table.sweep_id)
            .where(table.sweep_id.in_(ids), table.voided.is_(False))
            .distinct()
        )
    }
    if those := [sweep for sweep in planned if sweep.id in begun]:
        yield Warned(
            "never_opened",
            f"Records count in no figure because nobody opened their sweep: {named(those)}.",
        )


def _still_changing(sweeps: Sequence[PlannedSweep], now: datetime) -> Iterator[Warned]:
    of = {sweep.id: sweep for sweep in sweeps}
    concerned: defaultdict[str, list[PlannedSweep]] = defaultdict(list)
    lines: defaultdict[str, list[str]] = defaultdict(list)
    doubtful = of.keys() - plainly_complete(sweeps)
    found = select(Sweep).where(Sweep.id.in_(doubtful)).order_by(Sweep.starts_at, Sweep.id)
    for sweep in db.session.scalars(found):
        for why in provisional_because(sweep, now):
            lines[why.code].append(f"{sweep.title}: {why.detail}")
            if of[sweep.id] not in concerned[why.code]:
                concerned[why.code].append(of[sweep.id])
    for code, reasons in _STILL.items():
        those = list(dict.fromkeys(each for reason in reasons for each in concerned[reason]))
        if those:
            told = tuple(line for reason in reasons for line in lines[reason])
            yield Warned(code, _STILL_WORDS[code].format(named(those)), lines=told)


def _not_authorised(sweeps: Sequence[PlannedSweep]) -> Iterator[Warned]:
    given = set(
        db.session.scalars(
            select(Authorisation.sweep_id).where(
                Authorisation.superintendent != "", Authorisation.reference != ""
            )
        )
    )
    without = [sweep for sweep in sweeps if sweep.id not in given]
    if without:
        yield Warned(
            "no_authorisation",
            f"No superintendent’s authorisation with a reference is on record for {named(without)}.",
        )


def _off_roster(sweeps: Sequence[PlannedSweep], now: datetime) -> Iterator[Warned]:
    """Their minutes count all the same."""
    columns = (Shift.sweep_id, Shift.started_at, Shift.ended_at, Shift.break_minutes)
    on_roster = (
        (RosterEntry.authority_id == Shift.authority_id)
        & (RosterEntry.sweep_id == Shift.sweep_id)
        & (RosterEntry.officer_id == Shift.officer_id)
        & RosterEntry.removed.is_(False)
    )
    walked = (
        select(*columns)
        .select_from(Shift)
        .outerjoin(RosterEntry, on_roster)
        .where(
            Shift.sweep_id.in_([sweep.id for sweep in sweeps]),
            Shift.voided.is_(False),
            RosterEntry.id.is_(None),
        )
    )
    ends = {sweep.id: sweep.ends_at for sweep in sweeps}
    rows = db.session.execute(walked).all()
    if rows:
        until = ((row, row.ended_at or min(now, ends[row.sweep_id])) for row in rows)
        minutes = sum(minutes_of(row.started_at, end, row.break_minutes) or 0 for row, end in until)
        yield Warned(
            "off_roster",
            f"{hours_text(minutes)} officer-hours are of officers who are not on the sweep’s roster. They count.",
        )


def _outside_period(sweeps: Sequence[PlannedSweep]) -> Iterator[Warned]:
    outside = (
        select(func.count())
        .select_from(Stop)
        .join(Sweep, (Sweep.authority_id == Stop.authority_id) & (Sweep.id == Stop.sweep_id))
        .where(
            Stop.sweep_id.in_([sweep.id for sweep in sweeps]),
            Stop.voided.is_(False),
            or_(Stop.stopped_at < Sweep.starts_at, Stop.stopped_at > Sweep.ends_at),
        )
    )
    if number := db.session.execute(outside).scalar_one():
        yield Warned(
            "outside_period",
            f"{_children(number)} stopped outside the times of the sweep. They count.",
            discreet="Children were stopped outside the times of the sweep. They count.",
        )


def _removals(sweeps: Sequence[PlannedSweep]) -> Iterator[Warned]:
    """Uses of the power in section 16 that the authorisation does not bear out, as it is recorded now."""
    odd = sum(1 for flags in _flags_of_removals(sweeps) if flags & _OF_REMOVALS)
    if odd:
        yield Warned(
            "removals_to_look_at",
            f"{_children(odd)} removed under section 16 outside the authorised area or period, without an"
            " authorisation, or by somebody without the power. They count.",
            discreet="There are removals under section 16 that the authorisation does not bear out. They count.",
        )


def _flags_of_removals(sweeps: Sequence[PlannedSweep]) -> Iterable[set[str]]:
    removed = select(Stop).where(
        Stop.sweep_id.in_([sweep.id for sweep in sweeps]),
        Stop.voided.is_(False),
        Stop.outcome.in_(S16_OUTCOMES),
    )
    stops = [_columns(stop) for stop in db.session.scalars(removed)]
    ids = {stop["sweep_id"] for stop in stops}
    found = db.session.scalars(select(Sweep).where(Sweep.id.in_(ids)).options(*PLAN_PARTS))
    plans = {sweep.id: plan_of(sweep, ()) for sweep in found}
    return ({flag.code for flag in flags_of(stop, plans[stop["sweep_id"]])} for stop in stops)


def _columns(stop: Stop) -> Mapping[str, Any]:
    return {column.key: getattr(stop, column.key) for column in Stop.__table__.columns}


def _children(number: int) -> str:
    return "1 child was" if number == 1 else f"{number} children were"
