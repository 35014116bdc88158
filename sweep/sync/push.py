"""How a batch of operations is taken in. The steps carry the numbers of docs/sync.md.

1 open      each text is hashed over its exact bytes and opened as far as it opens
2 lock      the authority's revs row, so that revs are committed in the order they are given out
3 seen?     the same bytes again change nothing and get their first receipt
4 shape     what does it say? What can't be read lies in quarantine, byte for byte
5 ledger    one row per operation, the truth that all else can be rebuilt from
6 merge     each touched record anew from the set of its operations
7 write     the records
8 commit    the whole push, before the first byte of the answer
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.exc import InterfaceError, OperationalError

from sweep.access.revs import Revs
from sweep.core.operation import ERASED, KEPT_OUT, LATER, REFUSED, Problem, said
from sweep.db import db, writing
from sweep.errors import where
from sweep.ledger import ASIDE, Operation, Quarantined
from sweep.sync import entries
from sweep.sync.batch import Batch
from sweep.sync.contact import Contact, note
from sweep.sync.entries import Author
from sweep.sync.reading import Incoming, incoming

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one operation. `op_id` is spelled as it was sent; `sweep_id` where it is known."""

    op_id: str | None
    status: str
    rev: int | None
    problem: Problem | None = None
    sweep_id: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a push did, result by result in the order sent."""

    results: Sequence[Result]
    rev: int
    durable_rev: int


def settled(results: Sequence[Result]) -> Counter[str | None]:
    """How many operations the phone needn't hold as unsent any longer, by sweep."""
    kept = ("refused", "retry")
    return Counter(result.sweep_id for result in results if result.status not in kept)


def push(
    author: Author,
    texts: Sequence[str],
    received_at: datetime,
    sent_at: datetime | None = None,
    contact: Contact | None = None,
) -> Receipt:
    """Take in operations of one author, whole, and what the phone says of itself.

    Raises what the database raises; then nothing is stored.
    """
    opened = [incoming(text) for text in texts]  # 1
    with writing(author.authority_id):  # 8, at its end
        revs = Revs(author.authority_id)  # 2
        when = (received_at, sent_at)
        receipt = Receipt(_settle(opened, author, revs, when), revs.last, revs.durable)
        if contact:
            note(contact, settled(receipt.results), received_at)
        return receipt


def push_within(
    author: Author, texts: Sequence[str], received_at: datetime, revs: Revs
) -> Sequence[Result]:
    """The same inside `writing`, for whoever holds `revs`: nothing can come between what it looked up and this."""
    return _settle([incoming(text) for text in texts], author, revs, (received_at, None))


When = tuple[datetime, datetime | None]


def _settle(opened: Sequence[Incoming], author: Author, revs: Revs, when: When) -> list[Result]:
    """Take in all, or find by halving the one that the database or our own code can't bear.

    That one goes to quarantine alone; the others go on. A database that is away is no fault of theirs.
    """
    try:
        with db.session.begin_nested():
            return _take_in(opened, author, revs, when)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        if len(opened) == 1:
            log.error("an operation can't be taken in: %s\n%s", type(error).__name__, where(error))
            return [_lay_aside(opened[0], author, revs, when[0])]
    half = len(opened) // 2
    return [
        *_settle(opened[:half], author, revs, when),
        *_settle(opened[half:], author, revs, when),
    ]


def _take_in(opened: Sequence[Incoming], author: Author, revs: Revs, when: When) -> list[Result]:
    batch = Batch(author, revs, *when)
    known = entries.seen([came.op_id for came in opened if came.op_id])  # 3
    aside = entries.seen_in_quarantine([came.sha256 for came in opened])
    answers = [_enter(came, batch, known, aside) for came in opened]
    batch.finish()  # 5, 6, 7
    return [answer if isinstance(answer, Result) else answer() for answer in answers]


def _enter(
    came: Incoming, batch: Batch, known: dict[str, Operation], aside: dict[str, Quarantined]
) -> Result | Callable[[], Result]:
    """A result where there is one already, else what will tell it once the batch is finished."""
    if came.too_big:
        return _refused(came)
    if kept := aside.get(came.sha256):
        return Result(came.said_id, "quarantined", kept.rev, kept.problem)
    if came.op_id is None or came.header is None:
        return _aside(came, "unreadable", batch, aside)
    if first := known.get(came.op_id):
        if first.sha256 != came.sha256:
            return _with_other_content(came, first, batch, aside)
        return partial(_entered, came, first, "duplicate", batch)
    known[came.op_id] = batch.add(came)  # 4
    return partial(_entered, came, known[came.op_id], "accepted", batch)


def _refused(came: Incoming) -> Result:
    return Result(came.said_id, "refused", None, said(REFUSED))


def _entered(came: Incoming, row: Operation, status: str, batch: Batch) -> Result:
    if row.op_id in batch.later:
        return Result(came.said_id, "retry", None, said(LATER))
    now = "quarantined" if row.standing in ASIDE else status
    return Result(came.said_id, now, row.rev, row.problem, row.sweep_id)


def _with_other_content(
    came: Incoming, first: Operation, batch: Batch, aside: dict[str, Quarantined]
) -> Result:
    if first.erased_at is not None:
        return Result(came.said_id, "accepted", first.rev, said(ERASED), first.sweep_id)
    return _aside(came, "other_content", batch, aside)


def _aside(came: Incoming, code: str, batch: Batch, aside: dict[str, Quarantined]) -> Result:
    row = entries.keep_out(
        came, batch.author, batch.revs.next(), said(KEPT_OUT[code]), batch.received_at
    )
    aside[came.sha256] = row
    return Result(came.said_id, "quarantined", row.rev, row.problem)


def _lay_aside(came: Incoming, author: Author, revs: Revs, received_at: datetime) -> Result:
    if came.too_big:
        return _refused(came)  # whatever else went wrong, as at any other time
    problem = said(KEPT_OUT["could_not_apply"])
    row = entries.keep_out(came, author, revs.next(), problem, received_at)
    return Result(came.said_id, "quarantined", row.rev, row.problem)
