"""What became of one record: every operation that names it, in words, whether it stands or not.

The words of a note are never repeated here: whoever takes a note's words away must not find them below.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from sweep.access.models import User
from sweep.access.officers import officer_names
from sweep.checking.history_words import (
    ANSWERS,
    HistoryWords,
    answers_in_words,
    school_not_said,
    school_said,
)
from sweep.core.merge import Fields, Op
from sweep.core.operation import KeptOut
from sweep.db import db
from sweep.ledger import Operation
from sweep.schools.names import school_names
from sweep.stops.answers import KINDS
from sweep.sync.entries import as_op

STANDINGS: Mapping[str, str] = {
    "waiting": "It waits for what it changes, and counts nowhere yet.",
    "overruled": "It does not stand: another change of the same record was taken instead. Both are kept.",
    "quarantined": "It is kept out until a coordinator decides on it.",
    "mended": "It was kept out; put right, it counts as another entry.",
    "discarded": "It was kept out, and a coordinator discarded it.",
    "erased": "It was erased. What it said is kept nowhere.",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One answer set: `before` is empty where there was none."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One operation. `aside` says why it does not stand, empty where it does.

    `sha256` is its name in quarantine, while it waits there for somebody to decide.
    """

    op_id: str
    kind: str
    at: datetime
    who: str
    heading: str
    changes: Sequence[Change]
    why: str
    aside: str
    sha256: str = ""


def history_of(record_id: str, sort: str) -> list[Step]:
    """Every operation about this stop or shift (`sort`), in the order in which they came to count."""
    own = select(Operation).where(
        Operation.record_id == record_id, Operation.kind.startswith(f"{sort}.")
    )
    order = (func.coalesce(Operation.taken_rev, Operation.rev), Operation.op_id)
    rows = db.session.scalars(own.order_by(*order)).all()
    ops = {row.op_id: op for row in rows if (op := _read(row))}
    words = HistoryWords(officer_names(), _user_names(), _school_names(ops.values()))
    return [_step(row, ops, words) for row in rows]


def _read(row: Operation) -> Op | None:
    """None where it can't be read: of a newer server, kept out, or empty since it was erased."""
    try:
        return as_op(row)
    except KeptOut:
        return None


def _user_names() -> dict[str, str]:
    return {user.id: user.name or user.email for user in db.session.scalars(select(User))}


def _school_names(ops: Iterable[Op]) -> Mapping[str, str]:
    return school_names({op.fields["school_urn"] for op in ops if op.fields.get("school_urn")})


def _step(row: Operation, ops: Mapping[str, Op], words: HistoryWords) -> Step:
    op = ops.get(row.op_id)
    return Step(
        op_id=row.op_id,
        kind=row.kind,
        at=row.received_at,
        who=_who(row, words),
        heading=KINDS.get(row.kind, "An entry of an unknown kind"),
        changes=list(_changes(op, ops, words)) if op else [],
        why=_why(row.body),
        aside=STANDINGS.get(row.standing, ""),
        sha256=row.sha256 if row.standing == "quarantined" else "",
    )


def _who(row: Operation, words: HistoryWords) -> str:
    officer = words.officers.get(row.officer_id or "", "an officer not known here")
    if row.user_id is None:
        return officer
    user = words.users.get(row.user_id, "Somebody who is gone")
    return f"{user} at a desk, for {officer}" if row.officer_id else f"{user} at a desk"


def _why(body: bytes) -> str:
    try:
        said = json.loads(body)["data"]["why"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return said.strip() if isinstance(said, str) else ""


def _changes(op: Op, ops: Mapping[str, Op], words: HistoryWords) -> Iterator[Change]:
    before = {} if op.part == "create" else _shown_before(op, ops)
    after = {**before, **op.fields}
    if "verification" in op.fields and op.part == "change":
        yield from _of_school(before, after)
    old, new = answers_in_words(before, words), answers_in_words(after, words)
    for name, label in ANSWERS.items():
        was, now = old.get(name, ""), new.get(name, "")
        if was != now:
            yield Change(label, was, now)
    yield from _of_note(before, op)


def _shown_before(op: Op, ops: Mapping[str, Op]) -> Fields:
    """The fields as whoever made this saw them: along the chain of bases to the record's beginning."""
    mended = {each.stands_for: each.op_id for each in ops.values() if each.stands_for}
    chain: list[Op] = []
    at = op.base_op
    # Nobody keeps a phone from naming bases in a ring.
    while at and (base := ops.get(at) or ops.get(mended.get(at, ""))) and base not in chain:
        chain.append(base)
        at = base.base_op
    root = next((each for each in ops.values() if each.part == "create"), None)
    fields: Fields = dict(root.fields) if root else {}
    for each in reversed(chain):
        fields.update(each.fields)
    return fields


def _of_school(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """What the school was asked and answered, told where the answer is another than before."""
    was, now = school_said(before), school_said(after) or school_not_said(after)
    if was != now:
        yield Change("School’s answer", was, now)


def _of_note(before: Mapping[str, Any], op: Op) -> Iterator[Change]:
    """That there is one, or another, or none any more; never what it says."""
    if "note" not in op.fields or (before.get("note") or "") == (op.fields["note"] or ""):
        return
    yield Change(
        "Note",
        "",
        "written" if not before.get("note") else "changed" if op.fields["note"] else "taken away",
    )
