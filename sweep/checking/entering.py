"""What a person enters at the desk, as operations: sent, then looked up again to say whether they stand."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from uuid_utils.compat import uuid7

from sweep.access.callers import caller
from sweep.access.revs import Revs
from sweep.access.roles import Role
from sweep.checking import once
from sweep.db import db
from sweep.errors import Problem
from sweep.ledger import Operation
from sweep.sync.entries import Author
from sweep.sync.push import push, push_within
from sweep.sync.reading import COORDINATORS_MAY, VERIFIERS_MAY
from sweep.sync.schemas import MOST_OPS

_SCHEMA = 1
NOT_TAKEN = "This was not taken in, and nothing was changed."
OVERTAKEN = (
    "Somebody else changed this record a moment before, and theirs stands. Look at it, and enter yours again if it"
    " still holds."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation to make: its kind and what it says. `once` is the key of a form that may be sent twice."""

    kind: str
    said: Mapping[str, Any]
    once: str = ""

    def numbered(self, now: datetime) -> tuple[str, datetime]:
        """The operation's id and moment."""
        if not self.once:
            return str(uuid7()), now
        words = json.dumps([self.kind, self.said], sort_keys=True)
        return once.id_of(self.once, words), once.moment_of(self.once)


def enter(entries: Sequence[Entry]) -> list[str]:
    """Put these into the ledger in the caller's name; for each a sentence where it does not stand, else empty.

    All that one push can hold go together; a page's form holds no more. Raises `not_allowed` for a kind that the
    caller's role may not make.
    """
    if not entries:
        return []
    author, now = _author(entries), datetime.now(UTC)
    ids, texts = _texts(entries, now)
    for at in range(0, len(texts), MOST_OPS):
        push(author, texts[at : at + MOST_OPS], now)
    return _said_of(ids)


def enter_within(entry: Entry, revs: Revs) -> str:
    """The same for one, inside `writing`: nothing can come between what was looked up there and this."""
    author, now = _author([entry]), datetime.now(UTC)
    ids, texts = _texts([entry], now)
    push_within(author, texts, now, revs)
    return _said_of(ids)[0]


def _author(entries: Sequence[Entry]) -> Author:
    who = caller()
    may = COORDINATORS_MAY if who.role is Role.COORDINATOR else VERIFIERS_MAY
    if any(entry.kind not in may for entry in entries):
        raise Problem("not_allowed", "Your role may not do this.")
    return Author(who.authority_id, may, user_id=who.user_id)


def _texts(entries: Sequence[Entry], now: datetime) -> tuple[list[str], list[str]]:
    """The ids of the operations, and the operations."""
    numbers = [entry.numbered(now) for entry in entries]
    texts = [_text(*number, entry) for number, entry in zip(numbers, entries, strict=True)]
    return [op_id for op_id, _ in numbers], texts


def _text(op_id: str, at: datetime, entry: Entry) -> str:
    whole = {"op_id": op_id, "kind": entry.kind, "schema": _SCHEMA, "at": at.isoformat()}
    return json.dumps({**whole, "data": dict(entry.said)}, ensure_ascii=False)


def _said_of(ids: Sequence[str]) -> list[str]:
    """Read back from the ledger: only what stands there now was taken."""
    rows = {
        row.op_id: row
        for row in db.session.scalars(select(Operation).where(Operation.op_id.in_(ids)))
    }
    return [_sentence(rows.get(op_id)) for op_id in ids]


def _sentence(row: Operation | None) -> str:
    if row is None:
        return NOT_TAKEN
    if row.standing == "applied":
        return ""
    if row.standing == "overruled":
        return OVERTAKEN
    detail = str((row.problem or {}).get("detail", ""))
    return f"{NOT_TAKEN} {detail}".strip()
