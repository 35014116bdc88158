"""Erasing one stop or shift: nothing that was said of it stays, and nothing late brings it back.

What claims the record is erased, with what was mended into it; what only names it stays, and where nobody can tell it
is marked for a person (`claims.py`).

The ledger keeps `{op_id, sha256, rev, erased_at}` of each of its operations: by these a replay is known as a
duplicate, and a phone that asks hears `erased`. The same is written into the journal, with which a restore of an
older backup erases once more, also what that backup never had.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, or_, select

from sweep import journal
from sweep.access.revs import Revs
from sweep.core.operation import ERASED, said
from sweep.db import db, writing
from sweep.errors import Problem
from sweep.ledger import ASIDE, MERGED, Decision, Erasure, Operation, Quarantined
from sweep.stops.decisions import forget_decisions
from sweep.sync.claims import claim_of
from sweep.sync.late_words import erased_records, marked
from sweep.sync.not_erasable import why_not
from sweep.sync.reading import opened
from sweep.sync.records import ROOMS

_STREAMED = {"yield_per": 200}
# What stays of an operation, beside its rev and when it was erased: whose it was, and that it was.
_TRACES = ("op_id", "kind", "sha256", "sweep_id", "seq", "device_id", "officer_id", "user_id")
_ASIDE_TRACES = ("sha256", "op_id", "seq", "device_id", "officer_id", "user_id")


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: `operations` of the ledger and `aside` from quarantine, at this `rev`."""

    record_id: str
    rev: int
    operations: int
    aside: int


def erase(authority_id: int, record_id: str, why: str, now: datetime) -> Erased:
    """Erase a stop or shift of this authority. Raises `not_found`.

    Once more erases what came since; where nothing did, it changes nothing and the first `rev` comes again.
    """
    with writing(authority_id):
        revs = Revs(authority_id)
        known = db.session.get(Erasure, (authority_id, record_id))
        ops, aside = _traces(record_id)
        if not ops and not aside:
            if known is None:
                raise Problem("not_found", why_not(record_id))
            return Erased(record_id, known.rev, 0, 0)
        line = _line(authority_id, record_id, ops, aside, now)
        done = _erase(revs, line, why)
        # On disk before the commit: a crash in between must not lose it.
        journal.write_down(line)
        return done


def erase_again(line: journal.Line) -> bool:
    """Do what the journal tells of; false where all of it is so already. Within `writing`."""
    record_id = line["record_id"]
    here = db.session.scalars(
        select(Operation.op_id).where(
            Operation.op_id.in_([each["op_id"] for each in line["operations"]]),
            Operation.erased_at.is_not(None),
        )
    ).all()
    ops, aside = _traces(record_id)
    fresh = [each for each in ops if each["op_id"] not in here]
    known = db.session.get(Erasure, (line["authority_id"], record_id))
    if known and not fresh and not aside and len(here) == len(line["operations"]):
        return False
    _erase(Revs(line["authority_id"]), _united(line, ops, aside), "Erased before the restore.")
    return True


def _line(
    authority_id: int, record_id: str, ops: list[Any], aside: list[Any], now: datetime
) -> journal.Line:
    return {
        "deed": "erased",
        "authority_id": authority_id,
        "record_id": record_id,
        "at": now.isoformat(),
        "operations": ops,
        "aside": aside,
    }


def _united(line: journal.Line, ops: list[Any], aside: list[Any]) -> journal.Line:
    """What the journal names, and what a backup may have besides."""
    every = {each["op_id"]: each for each in (*line["operations"], *ops)}
    bytes_aside = {each["sha256"]: each for each in (*line["aside"], *aside)}
    return {**line, "operations": [*every.values()], "aside": [*bytes_aside.values()]}


def _traces(record_id: str) -> tuple[list[Any], list[Any]]:
    """What claims the record and still has bytes: in the ledger, and in quarantine."""
    found = {row.op_id: row for row in _entered(record_id)}
    mended = set(db.session.scalars(select(Decision.sha256).where(Decision.op_id.in_(found))))
    found |= {row.op_id: row for row in _first_of(mended)}
    aside = [
        row
        for row in _kept_aside()
        if row.sha256 in mended or row.op_id in found or _claims(row.body, record_id)
    ]
    ops = [{name: getattr(row, name) for name in _TRACES} for row in found.values()]
    return ops, [{name: getattr(row, name) for name in _ASIDE_TRACES} for row in aside]


def _entered(record_id: str) -> Iterator[Operation]:
    """The record's own, and of what was kept out whatever claims it."""
    kept_out = Operation.standing.in_(ASIDE)
    rows = select(Operation).where(
        Operation.erased_at.is_(None),
        or_(kept_out, Operation.record_id == record_id),
    )
    for row in db.session.scalars(rows, execution_options=_STREAMED):
        if row.standing not in ASIDE or _claims(row.body, record_id):
            yield row


def _first_of(mended: Collection[str]) -> Iterable[Operation]:
    """What came in the first place of what was mended into the record."""
    rows = select(Operation).where(Operation.sha256.in_(mended), Operation.erased_at.is_(None))
    return db.session.scalars(rows)


def _kept_aside() -> Iterator[Quarantined]:
    for row in db.session.scalars(select(Quarantined), execution_options=_STREAMED):
        if row.body:
            yield row


def _claims(body: bytes, record_id: str) -> bool:
    """Whether all that these bytes claim is this record, or was erased before."""
    claimed = claim_of(opened(body)).records
    others = claimed - {record_id}
    return record_id in claimed and erased_records(others) == others


def _erase(revs: Revs, line: journal.Line, why: str) -> Erased:
    authority_id, record_id = line["authority_id"], line["record_id"]
    at = datetime.fromisoformat(line["at"])
    rev = revs.next()
    here = _empty_ledger(record_id, [each["op_id"] for each in line["operations"]], rev, at)
    for each in line["operations"]:
        if each["op_id"] not in here:
            _stand_in(authority_id, record_id, each, (revs.next(), rev), at)
    _empty_quarantine(authority_id, line["aside"], revs, at)
    for room in ROOMS.values():
        db.session.execute(delete(room.table).where(room.table.id == record_id))
    forget_decisions(record_id)
    if (known := db.session.get(Erasure, (authority_id, record_id))) is not None:
        known.rev = rev
    else:
        db.session.add(
            Erasure(authority_id=authority_id, record_id=record_id, rev=rev, why=why, erased_at=at)
        )
    db.session.flush()
    _mark_what_may_name_it()
    return Erased(record_id, rev, len(line["operations"]), len(line["aside"]))


def _mark_what_may_name_it() -> None:
    """Of what waits for a person, that which may be about an erased record says so."""
    waits = select(Operation).where(Operation.standing == "quarantined")
    undecided = select(Quarantined).where(Quarantined.sha256.not_in(select(Decision.sha256)))
    for rows in (waits, undecided):
        for row in db.session.scalars(rows, execution_options=_STREAMED):
            if row.problem:
                row.problem = marked(row.problem, row.body)


def _empty_ledger(record_id: str, op_ids: Collection[str], rev: int, at: datetime) -> set[str]:
    """Take the bytes out of these rows; gives the ids of those that are here."""
    rows = db.session.scalars(select(Operation).where(Operation.op_id.in_(op_ids))).all()
    for row in rows:
        # What never counted is missed by no figures: its erasure stands where it stood itself.
        row.taken_rev = rev if row.standing in MERGED else row.rev
        # What a problem says may quote what was sent.
        row.body, row.problem, row.standing = b"", said(ERASED), "erased"
        row.record_id, row.erased_at = record_id, at
        _hush(row.sha256)
    return {row.op_id for row in rows}


def _stand_in(
    authority_id: int, record_id: str, trace: dict[str, Any], revs: tuple[int, int], at: datetime
) -> None:
    """A row for an operation that this database never had, so that it is known when it comes."""
    row = {
        **trace,
        "authority_id": authority_id,
        "record_id": record_id,
        "rev": revs[0],
        "taken_rev": revs[1],
        "body": b"",
        "offset_ms": 0,
        "received_at": at,
        "erased_at": at,
        "standing": "erased",
        "problem": said(ERASED),
    }
    db.session.execute(insert(Operation), [row])


def _empty_quarantine(
    authority_id: int, traces: list[dict[str, Any]], revs: Revs, at: datetime
) -> None:
    """Rows stay for their hash and number, without bytes, and settled: nobody is asked to look at them."""
    for trace in traces:
        sha256 = trace["sha256"]
        row = db.session.get(Quarantined, (authority_id, sha256))
        if row is None:
            row = Quarantined(authority_id=authority_id, rev=revs.next(), received_at=at, **trace)
            db.session.add(row)
        row.body, row.problem = b"", said(ERASED)
        if not _hush(sha256):
            settled = {"rev": revs.next(), "action": "discard", "why": "", "decided_at": at}
            db.session.add(Decision(authority_id=authority_id, sha256=sha256, **settled))


def _hush(sha256: str) -> bool:
    """What a person wrote of these bytes may tell what they said. Whether anybody had."""
    decision = db.session.scalars(select(Decision).where(Decision.sha256 == sha256)).one_or_none()
    if decision is not None:
        decision.why = ""
    return decision is not None
