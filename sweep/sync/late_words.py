"""Late words on what was erased: what is turned away, and what is kept for a person because nobody can tell."""

from collections.abc import Collection, Iterable

from sqlalchemy import select

from sweep.core.operation import KEPT_OUT, Problem, said
from sweep.db import db
from sweep.fields import is_uuid
from sweep.ledger import Erasure, Operation
from sweep.sync.claims import Claim, claim_of, named_in
from sweep.sync.reading import opened

# SQLite takes at most this many values in one statement on its oldest builds.
_AT_ONCE = 400
# What was kept out for one of these can't be read well enough to tell whose it is.
_UNSURE = ("unreadable", "unknown_schema", "unknown_kind", "field_missing", "field_unreadable")
MARK = said(KEPT_OUT["names_erased"])


def erased_records(ids: Collection[str]) -> set[str]:
    """Those of these records that were erased. What is no number at all was not."""
    named = [each for each in ids if is_uuid(each)]
    found: set[str] = set()
    for at in range(0, len(named), _AT_ONCE):
        some = named[at : at + _AT_ONCE]
        found |= set(
            db.session.scalars(select(Erasure.record_id).where(Erasure.record_id.in_(some)))
        )
    return found


def is_late(claim: Claim) -> bool:
    """Whether all that a text claims was erased: its records, or its own numbers."""
    if claim.records and erased_records(claim.records) == claim.records:
        return True
    numbers = [each for each in claim.op_ids if is_uuid(each)]
    bare = db.session.scalars(
        select(Operation.op_id).where(
            Operation.op_id.in_(numbers), Operation.erased_at.is_not(None)
        )
    )
    return bool(numbers) and set(bare) == claim.op_ids


def late_among(rows: Iterable[Operation], certain: Collection[str]) -> dict[str, str]:
    """The erased record of each of these operations that is a late word on one.

    Of those in `certain` the server knows for certain which record they change.
    """
    claimed = {row.op_id: claim_of(opened(row.body)).records for row in rows}
    changed = {row.op_id: row.record_id for row in rows if row.op_id in certain and row.record_id}
    gone = erased_records({*changed.values(), *(one for each in claimed.values() for one in each)})
    late = {op_id: min(some) for op_id, some in claimed.items() if some and some <= gone}
    return late | {op_id: record for op_id, record in changed.items() if record in gone}


def marked(problem: Problem, body: bytes) -> Problem:
    """The problem of bytes that are kept out; of those that may be about an erased record, that they may be."""
    if problem["code"] in _UNSURE and erased_records(named_in(body)):
        return MARK
    return problem
