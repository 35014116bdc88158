"""What a person decides on what lies in quarantine: it counts as it is, mended it counts, or it never will.

The bytes stay as they came, whatever is decided. A mended operation is a new one of the desk's that names
them; the officer whose phone recorded it stays the stop's officer. Deciding the same twice changes nothing.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from uuid_utils.compat import uuid7

from sweep.access.revs import Revs
from sweep.core.operation import KeptOut
from sweep.db import db, writing
from sweep.errors import Problem
from sweep.ledger import Decision, Operation, Quarantined
from sweep.sweeps.models import Sweep
from sweep.sync import entries
from sweep.sync.batch import Batch
from sweep.sync.entries import Author
from sweep.sync.reading import COORDINATORS_MAY, incoming, offset_ms, opened

Kept = Operation | Quarantined

# Only what begins a record names a sweep; changes follow it.
BEGINNINGS = ("stop.create", "shift.start")

# What an upgraded server may be able to read.
_NEWER = ("unknown_schema", "unknown_kind", "unknown_code")
_UPGRADED = "The server was upgraded and can read it now."


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants done with bytes in quarantine, and why.

    `action` is `apply` or `discard`; `mended` is the operation's JSON text put right; `sweep_id` names the
    sweep of a record that names none.
    """

    action: str
    why: str
    mended: str | None = None
    sweep_id: str | None = None


def decide(
    authority_id: int, user_id: str | None, sha256: str, wish: Wish, now: datetime
) -> Decision:
    """Carry out what a person wants. Raises `not_found`, `already_decided`, `still_kept_out`."""
    with writing(authority_id):
        revs = Revs(authority_id)  # two desks decide one after the other
        if known := decision_on(sha256):
            if known.action != wish.action:
                raise Problem("already_decided")
            return known
        kept = find(sha256)
        if kept is None:
            raise Problem("not_found", "Nothing with this name lies in quarantine.")
        if wish.sweep_id and not _is_ours(wish.sweep_id):
            raise _still("There is no such sweep.")
        return _decide(kept, revs, user_id, wish, now)


def _is_ours(sweep_id: str) -> bool:
    return db.session.scalars(select(Sweep.id).where(Sweep.id == sweep_id)).first() is not None


def decision_on(sha256: str) -> Decision | None:
    """What was decided on these bytes, if anything."""
    return db.session.scalars(select(Decision).where(Decision.sha256 == sha256)).one_or_none()


def find(sha256: str) -> Kept | None:
    """What lies in quarantine with these bytes and still waits for a person."""
    aside = select(Quarantined).where(Quarantined.sha256 == sha256)
    entered = select(Operation).where(
        Operation.sha256 == sha256, Operation.standing == "quarantined"
    )
    return db.session.scalars(entered).first() or db.session.scalars(aside).one_or_none()


def _decide(kept: Kept, revs: Revs, user_id: str | None, wish: Wish, now: datetime) -> Decision:
    took = _carry_out(kept, revs, user_id, wish, now)
    decision = Decision(
        authority_id=kept.authority_id,
        sha256=kept.sha256,
        rev=revs.next(),
        action=wish.action,
        op_id=took.op_id if took else None,
        sweep_id=wish.sweep_id,
        why=wish.why,
        user_id=user_id,
        decided_at=now,
    )
    db.session.add(decision)
    return decision


def _carry_out(
    kept: Kept, revs: Revs, user_id: str | None, wish: Wish, now: datetime
) -> Operation | None:
    """The ledger's operation that counts from now on, or None where none does."""
    if wish.action == "discard":
        _set_aside(kept, "discarded")
        return None
    if wish.mended is not None:
        took = _enter(wish.mended, kept, revs, (user_id, wish.sweep_id), now)
        _set_aside(kept, "mended")
        return took
    if isinstance(kept, Operation):
        return _take(kept, revs, wish.sweep_id, now)
    return _enter_as_it_is(kept, revs)


def _set_aside(kept: Kept, standing: str) -> None:
    if isinstance(kept, Operation):
        kept.standing = standing


def _take(row: Operation, revs: Revs, sweep_id: str | None, now: datetime) -> Operation:
    """Let an operation of the ledger count, under the sweep named for it where it names none."""
    if sweep_id and row.kind in BEGINNINGS:
        if row.sweep_id not in (None, sweep_id):
            raise _still("It names its sweep itself, and counts there.")
        row.sweep_id = sweep_id
    batch = Batch(_author_of(row), revs, now, None)
    try:
        batch.take(row)
    except KeptOut as why:
        raise _still(why.detail) from why
    return _finished(batch, row)


def _enter_as_it_is(kept: Quarantined, revs: Revs) -> Operation:
    """Try once more what the ledger had no room for. Unreadable bytes and a used number stay out."""
    came = opened(kept.body)
    if came.op_id is None or came.header is None:
        raise _still("It can’t be read, so it has to be mended or discarded.")
    if entries.seen([came.op_id]):
        raise _still(
            "Its number is used by another operation, so it has to be mended or discarded."
        )
    # It came when it came: its record says so too.
    batch = Batch(_author_of(kept), revs, kept.received_at, None)
    return _finished(batch, batch.add(came))


def _enter(
    mended: str, kept: Kept, revs: Revs, who: tuple[str | None, str | None], now: datetime
) -> Operation:
    """The mended text as a new operation of this user, in the name of the officer who recorded it."""
    user_id, sweep_id = who
    came = incoming(_named(mended, kept, sweep_id))
    if came.too_big or came.header is None:
        raise _still("The mended text is not a whole operation in JSON.")
    author = Author(
        kept.authority_id, COORDINATORS_MAY, officer_id=kept.officer_id, user_id=user_id
    )
    batch = Batch(author, revs, now, None)
    # Its times are still those of the phone's clock.
    return _finished(batch, batch.add(came, offset_ms(came, kept.received_at, _sent_at(kept))))


def _sent_at(kept: Kept) -> datetime | None:
    """When it was sent by the phone's clock, as its correction in the ledger says."""
    if isinstance(kept, Operation):
        return kept.received_at - timedelta(milliseconds=kept.offset_ms)
    return None


def _named(mended: str, kept: Kept, sweep_id: str | None) -> str:
    """The mended text under a number of its own, saying whose place it takes.

    By its bytes, and by its number too, which its officer's later changes name.
    """
    try:
        said = json.loads(mended)
    except (ValueError, RecursionError) as error:
        raise _still("The mended text is not whole JSON.") from error
    if not isinstance(said, dict):
        raise _still("The mended text is not an operation.")
    content = said.get("data")
    if sweep_id and isinstance(content, dict):
        content["sweep_id"] = sweep_id
    said.pop("seq", None)
    named = {"op_id": str(uuid7()), "mends": kept.sha256, "mends_op": kept.op_id}
    return json.dumps({**said, **named}, ensure_ascii=False)


def _finished(batch: Batch, row: Operation) -> Operation:
    batch.finish()
    if row.op_id in batch.later:
        raise _still("What it changes was written by a newer version of this server.")
    if row.standing == "erased":
        raise _still("The record that it names was erased, so nothing can count under its number.")
    if row.standing == "quarantined":
        raise _still((row.problem or {}).get("detail", ""))
    return row


def _still(detail: str) -> Problem:
    return Problem("still_kept_out", detail)


def _author_of(kept: Kept) -> Author:
    """Whoever brought it; a person at a desk has decided that it counts, so all kinds are theirs."""
    return Author(
        kept.authority_id, COORDINATORS_MAY, kept.device_id, kept.officer_id, kept.user_id
    )


def reread(authority_id: int, now: datetime) -> int:
    """Take in what an older version of this server could not read; how many those were."""
    with writing(authority_id):
        rows = db.session.scalars(
            select(Operation)
            .where(
                Operation.standing == "quarantined",
                Operation.problem["code"].as_string().in_(_NEWER),
            )
            .order_by(Operation.rev)
        ).all()
        revs = Revs(authority_id)
        return sum(_reads(row, revs, now) for row in rows)


def _reads(row: Operation, revs: Revs, now: datetime) -> bool:
    try:
        with db.session.begin_nested():
            _decide(row, revs, None, Wish("apply", _UPGRADED), now)
    except Problem:
        return False
    return True
