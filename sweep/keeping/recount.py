"""The proof that the ledger is the truth: everything is made anew from it and held against the tables."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select

from sweep.access.models import Authority
from sweep.access.revs import Revs
from sweep.db import db, scope_to, writing
from sweep.keeping.figures import Figures, SweepFigures
from sweep.keeping.rebuilt import Portion, portions
from sweep.ledger import Operation, Quarantined
from sweep.sync import entries, records
from sweep.sync.records import ROOMS

_STREAMED = {"yield_per": 500}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the ledger makes it. Ids and names of columns, never what they hold.

    `sort` is stop, shift, operation, quarantine or sweep; `id` its id (the hash in quarantine).
    """

    sort: str
    id: str
    what: str

    def __str__(self) -> str:
        return f"{self.sort} {self.id} {self.what}"


@dataclass(slots=True)
class Recount:
    """What was counted for one authority, and what differs. `written` says that it was put right."""

    new_la_code: str
    rev: int
    operations: int = 0
    stops: int = 0
    shifts: int = 0
    sweeps: list[SweepFigures] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    written: bool = False

    @property
    def equal(self) -> bool:
        """Whether every row, standing and total is as the ledger makes it."""
        return not self.differences

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "equal": self.equal}


def recounted(authority_id: int, now: datetime, *, write: bool = False) -> Recount:
    """Rebuild every stop, shift, standing and total of an authority and compare, on one unmoving picture.

    With `write` the tables are put right, and what differed is still told. What a table can't be put
    right about (bytes that are not those of their hash) stays as it is.
    """
    with _still_picture(authority_id, write):
        authority = db.session.get_one(Authority, authority_id)
        recount = Recount(authority.new_la_code, authority.rev, written=write)
        recount.operations = db.session.scalar(select(func.count()).select_from(Operation)) or 0
        recount.differences += _altered()
        figures = Figures()
        for portion in portions(authority_id):
            _compare(recount, figures, portion)
            if write:
                _put_right(authority_id, portion)
            db.session.flush()
            db.session.expunge_all()
        recount.sweeps += figures.held_against_pages(now)
        recount.differences += [
            Difference("sweep", each.sweep_id, "has other totals on its page")
            for each in recount.sweeps
            if not each.equal
        ]
    return recount


@contextmanager
def _still_picture(authority_id: int, write: bool) -> Iterator[None]:
    """Pushes may go on meanwhile: reading sees one moment, writing holds them off."""
    if write:
        with writing(authority_id):
            Revs(authority_id)
            yield
        return
    db.session.rollback()
    scope_to(authority_id)
    if db.engine.dialect.name != "sqlite":  # whose transactions read one moment by themselves
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    try:
        yield
    finally:
        db.session.rollback()


def _compare(recount: Recount, figures: Figures, portion: Portion) -> None:
    figures.add(portion.rows)
    recount.stops += sum(sort == "stop" for sort, _ in portion.rows)
    recount.shifts += sum(sort == "shift" for sort, _ in portion.rows)
    recount.differences += _row_differences(portion)
    recount.differences += _standing_differences(portion)


def _row_differences(portion: Portion) -> Iterator[Difference]:
    for key in sorted(portion.rows.keys() | portion.stored.keys()):
        made, stored = portion.rows.get(key), portion.stored.get(key)
        if stored is None:
            yield Difference(*key, "is in the ledger, but not in its table")
        elif made is None:
            yield Difference(*key, "is in its table, but the ledger does not make it")
        elif wrong := [name for name in stored if stored[name] != made[name]]:
            yield Difference(*key, f"differs in {', '.join(wrong)}")


def _standing_differences(portion: Portion) -> Iterator[Difference]:
    for op_id in portion.unreadable:
        yield Difference("operation", op_id, "can't be read by this version")
    for op_id, (stored, made) in portion.standings.items():
        if stored != made:
            yield Difference("operation", op_id, f"stands as {stored}, should be {made}")


def _put_right(authority_id: int, portion: Portion) -> None:
    wrong = {key for key, row in portion.rows.items() if portion.stored.get(key) != row}
    records.write(authority_id, {key: portion.made[key] for key in wrong})
    for sort, record_id in portion.stored.keys() - portion.rows.keys():
        table = ROOMS[sort].table
        db.session.execute(delete(table).where(table.id == record_id))
    restood = {op_id: made for op_id, (stored, made) in portion.standings.items() if stored != made}
    entries.restand(restood)


def _altered() -> Iterator[Difference]:
    """Bytes that are not those that came (I7), or that should have been erased."""
    columns = (Operation.op_id, Operation.sha256, Operation.body, Operation.erased_at)
    for op_id, sha256, body, erased_at in db.session.execute(
        select(*columns), execution_options=_STREAMED
    ):
        if erased_at is not None and body:
            yield Difference("operation", op_id, "was erased, but its bytes are here")
        elif erased_at is None and hashlib.sha256(body).hexdigest() != sha256:
            yield Difference("operation", op_id, "has other bytes than those that came")
    aside = select(Quarantined.sha256, Quarantined.body)
    for sha256, body in db.session.execute(aside, execution_options=_STREAMED):
        # Empty is what erasing leaves.
        if body and hashlib.sha256(body).hexdigest() != sha256:
            yield Difference("quarantine", sha256, "has other bytes than those that came")
