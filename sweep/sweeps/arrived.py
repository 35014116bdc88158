"""What came from the phones of a sweep: counted in the ledger, and one by one where it lies aside."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, case, distinct, func, select
from sqlalchemy.orm import aliased

from sweep.core.completeness import Arrived, GivenUp
from sweep.db import db
from sweep.ledger import Decision, Operation, Quarantined
from sweep.sweeps.models import Sweep, WriteOff

# Patrols start early, but not by half a day: what a phone had sent by then was made for no sweep of today.
_EARLIEST = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Word:
    """When a phone was last in touch, and the highest number it had told of then."""

    heard_at: datetime | None
    made: int


@dataclass(frozen=True, slots=True)
class Stray:
    """An operation that names no sweep or that nobody could read; `sweep_id` where a person has named it.

    `entered` is whether it is in the ledger, and so counted among its numbers.
    """

    device_id: str
    seq: int | None
    received_at: datetime
    sweep_id: str | None
    entered: bool

    def may_be_of(self, sweep: Sweep) -> bool:
        if self.sweep_id:
            return self.sweep_id == sweep.id
        return self.received_at >= sweep.starts_at


def strays_of(device_ids: Collection[str]) -> list[Stray]:
    """Everything from these phones that its own words put into no sweep.

    Unreadable bytes count where their number could be found and did not come readably too: a copy that was
    damaged on the way is nothing that the phone made.
    """
    return [*_without_sweep(device_ids), *_unreadable(device_ids)]


def _without_sweep(device_ids: Collection[str]) -> Iterable[Stray]:
    # A change of a stop that is kept out itself: that stop says of which sweep both are.
    about = aliased(Operation)
    record = (
        select(about.sweep_id)
        .where(
            about.authority_id == Operation.authority_id,
            about.record_id == Operation.record_id,
            about.sweep_id.is_not(None),
        )
        .limit(1)
        .correlate(Operation)
        .scalar_subquery()
    )
    rows = _decided(
        select(Operation.device_id, Operation.seq, Operation.received_at)
        .select_from(Operation)
        .where(Operation.sweep_id.is_(None), Operation.device_id.in_(device_ids)),
        Operation,
        record,
    )
    return [_stray(row, entered=True) for row in db.session.execute(rows)]


def _unreadable(device_ids: Collection[str]) -> Iterable[Stray]:
    entered = (
        select(Operation.seq)
        .where(Operation.device_id == Quarantined.device_id, Operation.seq == Quarantined.seq)
        .exists()
    )
    rows = _decided(
        select(Quarantined.device_id, Quarantined.seq, Quarantined.received_at)
        .select_from(Quarantined)
        .where(Quarantined.device_id.in_(device_ids), Quarantined.seq.is_not(None), ~entered)
        .order_by(Quarantined.rev),
        Quarantined,
    )
    found = (_stray(row, entered=False) for row in db.session.execute(rows))
    return {(stray.device_id, stray.seq): stray for stray in found}.values()


def _decided(
    rows: Select[*tuple[Any, ...]], kept: type[Operation | Quarantined], *otherwise: Any
) -> Select[*tuple[Any, ...]]:
    """With the sweep that a person's decision on these bytes put them into, or `otherwise`."""
    took = aliased(Operation)
    decided = (Decision.authority_id == kept.authority_id) & (Decision.sha256 == kept.sha256)
    by_it = (took.authority_id == kept.authority_id) & (took.op_id == Decision.op_id)
    named = func.coalesce(Decision.sweep_id, took.sweep_id, *otherwise)
    return rows.add_columns(named).outerjoin(Decision, decided).outerjoin(took, by_it)


def _stray(row: Row[*tuple[Any, ...]], *, entered: bool) -> Stray:
    device_id, seq, received_at, sweep_id = row
    return Stray(device_id, seq, received_at, sweep_id, entered)


def arrived_from(
    sweep: Sweep, words: Mapping[str, Word], strays: Iterable[Stray]
) -> dict[str, Arrived]:
    """What came of the sweep from each of these phones, by phone."""
    own = list(strays)
    rows = {row.device_id: row for row in db.session.execute(_counted(sweep, words))}
    found = {}
    for device_id, word in words.items():
        row, aside = rows.get(device_id), [one for one in own if one.device_id == device_id]
        unread = [one.seq or 0 for one in aside if not one.entered]
        numbers = (row.numbers if row else 0) + len(unread)
        highest = max([(row.highest if row else 0) or 0, *unread])
        received = (row.received if row else 0) + sum(one.may_be_of(sweep) for one in aside)
        # Where nothing is missing, it is all the same when it was made.
        floor = _floor(sweep, word, row) if max(highest, word.made) > numbers else 0
        above = _numbers_above(floor, device_id, unread) if floor else 0
        found[device_id] = Arrived(numbers, highest, received, floor, above)
    return found


def _counted(sweep: Sweep, device_ids: Collection[str]) -> Select[*tuple[Any, ...]]:
    here = Operation.sweep_id == sweep.id
    early = Operation.received_at < sweep.starts_at - _EARLIEST
    return (
        select(
            Operation.device_id,
            func.count(distinct(Operation.seq)).label("numbers"),
            func.max(Operation.seq).label("highest"),
            func.count(case((here, 1))).label("received"),
            func.max(case((early, Operation.seq))).label("early"),
            func.min(case((here, Operation.seq))).label("first"),
        )
        .where(Operation.device_id.in_(device_ids))
        .group_by(Operation.device_id)
    )


def _floor(sweep: Sweep, word: Word, row: object) -> int:
    """The number up to which a phone had given out all before the sweep began, as far as that is known."""
    floor = getattr(row, "early", None) or 0
    if word.heard_at is not None and word.heard_at < sweep.starts_at - _EARLIEST:
        floor = max(floor, word.made)
    first = getattr(row, "first", None)
    return min(floor, first - 1) if first else floor


def _numbers_above(floor: int, device_id: str, unread: Iterable[int]) -> int:
    above = select(func.count(distinct(Operation.seq))).where(
        Operation.device_id == device_id, Operation.seq > floor
    )
    return db.session.scalars(above).one() + sum(seq > floor for seq in unread)


def write_offs_of(sweep_id: str) -> dict[str, WriteOff]:
    """The last write-off of each phone in this sweep, by phone: it says anew what the ones before said."""
    rows = db.session.scalars(
        select(WriteOff)
        .where(WriteOff.sweep_id == sweep_id)
        .order_by(WriteOff.written_at, WriteOff.id)
    )
    return {row.device_id: row for row in rows}


def given_up(sweep: Sweep, written: WriteOff, strays: Iterable[Stray]) -> GivenUp:
    """A write-off as it stands now: what of it came after all, and what is missing still."""
    own = [one for one in strays if one.device_id == written.device_id]
    came = select(
        func.count(distinct(Operation.seq)),
        func.count(
            case(
                ((Operation.sweep_id == sweep.id) & (Operation.received_at > written.written_at), 1)
            )
        ),
    ).where(Operation.device_id == written.device_id, Operation.seq <= written.made)
    numbers, after = db.session.execute(came).one()
    told = [one for one in own if one.seq and one.seq <= written.made]
    late = [one for one in told if one.received_at > written.written_at and one.may_be_of(sweep)]
    unread = sum(not one.entered for one in told)
    return GivenUp(
        written.operations, written.made, after + len(late), written.made - numbers - unread
    )
