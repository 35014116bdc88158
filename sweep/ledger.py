"""The ledger, which is the truth, and the quarantine of what can't enter it: tables and questions.

Only `sync` writes them. Rooms may ask how much of a sweep is not in its figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    and_,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from sweep.db import db
from sweep.tables import AuthorityOwned, Id, Json, UtcDateTime

# `applied` counts. `waiting` lacks its base or record, `overruled` lost a conflict: they are merged too.
# `quarantined` is for a person to look at, who applies it, mends it (another takes its place) or discards it.
# `erased` is a late word on a record that was erased: kept by id alone.
MERGED = ("applied", "waiting", "overruled")
ASIDE = ("quarantined", "mended", "discarded")
STANDINGS = (*MERGED, *ASIDE, "erased")


class Authored:
    """Whose credential brought it: a device and its officer, or a user at a desk."""

    device_id: Mapped[str | None] = mapped_column(Id)
    officer_id: Mapped[str | None] = mapped_column(Id)
    user_id: Mapped[str | None] = mapped_column(Id)


class Operation(AuthorityOwned, Authored, db.Model):
    """One row per operation, its bytes as the phone queued them.

    `record_id` is the stop's or shift's id, `base_op` what an amend builds on. `offset_ms` is the clock
    correction taken when it came. `standing` is one of STANDINGS; `problem` is what its first receipt said.
    `taken_rev` is the rev of the decision by which one that was kept out counts after all, or of its
    erasure where it counted, and its own where it never did. Once erased, `body` is empty and only id, hash
    and revs stay.
    """

    __tablename__ = "operations"

    op_id: Mapped[str] = mapped_column(Id, primary_key=True, sort_order=-1)
    rev: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[str | None] = mapped_column(Id)
    base_op: Mapped[str | None] = mapped_column(Id)
    # As claimed, so that what lies in quarantine can be told to its sweep.
    sweep_id: Mapped[str | None] = mapped_column(Id)
    seq: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    offset_ms: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    standing: Mapped[str] = mapped_column(String(16))
    problem: Mapped[dict[str, Any] | None] = mapped_column(Json)
    taken_rev: Mapped[int | None] = mapped_column(BigInteger)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("authority_id", "rev"),
        Index("ix_operations_record", "authority_id", "record_id"),
        Index("ix_operations_device", "authority_id", "device_id", "seq"),
        Index("ix_operations_standing", "authority_id", "standing", "sweep_id"),
        Index("ix_operations_sweep", "authority_id", "sweep_id", "device_id"),
    )


class Quarantined(AuthorityOwned, Authored, db.Model):
    """Bytes that can't enter the ledger: unreadable, or a known id with other content."""

    __tablename__ = "quarantine"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True, sort_order=-1)
    rev: Mapped[int] = mapped_column(BigInteger)
    # What could be read of it, or None.
    op_id: Mapped[str | None] = mapped_column(Id)
    seq: Mapped[int | None] = mapped_column(BigInteger)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    problem: Mapped[dict[str, Any]] = mapped_column(Json)

    __table_args__ = (
        UniqueConstraint("authority_id", "rev"),
        Index("ix_quarantine_device", "authority_id", "device_id"),
    )


class Decision(AuthorityOwned, db.Model):
    """What a person decided on bytes that were kept out; at most once for the same bytes.

    `action` is `apply` or `discard`. `op_id` is the ledger's operation that counts by it: the very one that
    was kept out, or the mended one that took its place. `user_id` is None for the server's own doing
    after an upgrade. `rev` is the decision's own place in the authority's order.
    """

    __tablename__ = "decisions"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True, sort_order=-1)
    rev: Mapped[int] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(8))
    op_id: Mapped[str | None] = mapped_column(Id)
    sweep_id: Mapped[str | None] = mapped_column(Id)
    why: Mapped[str] = mapped_column(Text)
    user_id: Mapped[str | None] = mapped_column(Id)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_decisions_op", "authority_id", "op_id"),)


class Erasure(AuthorityOwned, db.Model):
    """One record of which nothing may be kept: its ledger rows hold ids, hashes and revs, no bytes.

    `rev` is the erasure's own place in the authority's order, by which phones hear of it.
    """

    __tablename__ = "erasures"

    record_id: Mapped[str] = mapped_column(Id, primary_key=True, sort_order=-1)
    rev: Mapped[int] = mapped_column(BigInteger)
    why: Mapped[str] = mapped_column(Text)
    erased_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """How many operations of a sweep are in no figure: in quarantine, or waiting for what they change."""

    quarantined: int
    waiting: int


def unsettled_of(sweep_id: str, device_ids: Sequence[str], since: datetime) -> Unsettled:
    """Those that name the sweep, or whose record is its.

    What can't be told to any sweep may be of this one when it came from one of its phones, and not
    before the sweep began (`since`).
    """
    own = Operation.sweep_id == sweep_id
    maybe = and_(
        Operation.sweep_id.is_(None),
        Operation.device_id.in_(device_ids),
        Operation.received_at >= since,
    )
    counted = dict(
        db.session.execute(
            select(Operation.standing, func.count())
            .where(Operation.standing.in_(("quarantined", "waiting")), or_(own, maybe))
            .group_by(Operation.standing)
        ).all()
    )
    unreadable = db.session.execute(
        select(func.count())
        .select_from(Quarantined)
        .where(
            Quarantined.device_id.in_(device_ids),
            Quarantined.received_at >= since,
            Quarantined.sha256.not_in(select(Decision.sha256)),
        )
    ).scalar_one()
    return Unsettled(counted.get("quarantined", 0) + unreadable, counted.get("waiting", 0))


def devices_of_sweep(sweep_id: str) -> set[str]:
    """The phones that sent anything of this sweep."""
    sent = select(Operation.device_id).where(
        Operation.sweep_id == sweep_id, Operation.device_id.is_not(None)
    )
    return {device_id for device_id in db.session.scalars(sent.distinct()) if device_id}


def seqs_of(device_id: str) -> list[int]:
    """Every sequence number that came from this phone, rising, also of what nobody could read."""
    found: set[int | None] = set()
    for table in (Operation, Quarantined):
        found |= set(db.session.scalars(select(table.seq).where(table.device_id == device_id)))
    return sorted(seq for seq in found if seq is not None)
