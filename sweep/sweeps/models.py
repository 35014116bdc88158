"""Tables of a sweep: sites, roster, authorisation, shifts.

Whatever a phone pulls carries `rev`; taken away is kept as `removed`, so that losing sight of it is a
change that phones hear of.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sweep.access.models import Officer
from sweep.db import db
from sweep.tables import AuthorityOwned, Id, Identified, Json, UtcDateTime


def _of_sweep() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["authority_id", "sweep_id"], ["sweeps.authority_id", "sweeps.id"])


def _of_officer() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["authority_id", "officer_id"], ["officers.authority_id", "officers.id"]
    )


class Sweep(Identified, db.Model):
    """One operation. `kind`, `status`: core.codes.SWEEP_KINDS, SWEEP_STATUSES."""

    __tablename__ = "sweeps"

    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    rev: Mapped[int] = mapped_column(BigInteger)
    # The authority's rev at which the figures were last made final; None while they are not.
    final_rev: Mapped[int | None] = mapped_column(BigInteger)

    sites: Mapped[list["Site"]] = relationship(
        primaryjoin="and_(Sweep.authority_id == Site.authority_id, Sweep.id == Site.sweep_id,"
        " Site.removed.is_(False))",
        order_by="Site.name",
        viewonly=True,
    )
    roster: Mapped[list["RosterEntry"]] = relationship(
        primaryjoin="and_(Sweep.authority_id == RosterEntry.authority_id,"
        " Sweep.id == RosterEntry.sweep_id, RosterEntry.removed.is_(False))",
        viewonly=True,
    )
    authorisation: Mapped["Authorisation | None"] = relationship(viewonly=True, uselist=False)

    __table_args__ = (Index("ix_sweeps_starts_at", "authority_id", "starts_at"),)


class Site(Identified, db.Model):
    """A named hotspot: a point and a radius in metres."""

    __tablename__ = "sites"

    sweep_id: Mapped[str] = mapped_column(Id)
    name: Mapped[str] = mapped_column(Text)
    lat: Mapped[float] = mapped_column()
    lon: Mapped[float] = mapped_column()
    radius_m: Mapped[int] = mapped_column()
    removed: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (_of_sweep(), Index("ix_sites_sweep", "authority_id", "sweep_id"))


class RosterEntry(Identified, db.Model):
    """An officer who is to walk in a sweep."""

    __tablename__ = "roster"

    sweep_id: Mapped[str] = mapped_column(Id)
    officer_id: Mapped[str] = mapped_column(Id)
    removed: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(BigInteger)

    officer: Mapped[Officer] = relationship(viewonly=True)

    __table_args__ = (
        _of_sweep(),
        _of_officer(),
        Index("uq_roster", "authority_id", "sweep_id", "officer_id", unique=True),
        Index("ix_roster_officer", "authority_id", "officer_id"),
    )


class Authorisation(AuthorityOwned, db.Model):
    """The direction under section 16, Crime and Disorder Act 1998."""

    __tablename__ = "authorisations"

    sweep_id: Mapped[str] = mapped_column(Id, primary_key=True)
    superintendent: Mapped[str] = mapped_column(Text)
    reference: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    area: Mapped[dict[str, Any] | None] = mapped_column(Json)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # [{name, lat, lon}]
    premises: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    rev: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (_of_sweep(),)


class Shift(Identified, db.Model):
    """One officer's time on the street in one sweep, as the ledger's operations make it.

    `officer_id` is the phone's claim, so it is no foreign key. `author_id` is the officer whose phone
    ran the shift, or None where it was entered at a desk.
    """

    __tablename__ = "shifts"

    sweep_id: Mapped[str] = mapped_column(Id)
    officer_id: Mapped[str] = mapped_column(Id)
    author_id: Mapped[str | None] = mapped_column(Id)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    break_minutes: Mapped[int] = mapped_column(default=0)
    voided: Mapped[bool] = mapped_column(default=False)
    flags: Mapped[list[str]] = mapped_column(Json, default=list)
    head: Mapped[str] = mapped_column(Id)
    rev: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        _of_sweep(),
        Index("ix_shifts_sweep", "authority_id", "sweep_id"),
        Index("ix_shifts_author", "authority_id", "author_id", "rev"),
        Index("ix_shifts_officer", "authority_id", "officer_id", "rev"),
    )


class WriteOff(Identified, db.Model):
    """What a phone will never send, given up by a person with a reason, so that figures can be final.

    `operations` is how many it was thought to hold of the sweep, `made` the highest number it had told of.
    """

    __tablename__ = "write_offs"

    sweep_id: Mapped[str] = mapped_column(Id)
    device_id: Mapped[str] = mapped_column(Id)
    operations: Mapped[int] = mapped_column()
    made: Mapped[int] = mapped_column(BigInteger)
    why: Mapped[str] = mapped_column(Text)
    user_id: Mapped[str] = mapped_column(Id)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        _of_sweep(),
        ForeignKeyConstraint(["authority_id", "device_id"], ["devices.authority_id", "devices.id"]),
        Index("ix_write_offs_sweep", "authority_id", "sweep_id"),
    )
