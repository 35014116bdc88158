"""Who there is: the server, its authorities, their officers and users, and what each signs in with.

Secrets are kept as hashes only. An officer walks the street and holds phones; a user signs in at a desk.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sweep.db import db
from sweep.tables import AuthorityOwned, Id, Identified, Json, UtcDateTime


class Server(db.Model):
    """One row: the epoch, random, made with the database; changed by whatever may have lost data."""

    __tablename__ = "server"

    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[str] = mapped_column(String(32))


class Authority(db.Model):
    """A local authority, and the counter that gives its operations their `rev`."""

    __tablename__ = "authorities"

    id: Mapped[int] = mapped_column(primary_key=True)
    new_la_code: Mapped[str] = mapped_column(String(9), unique=True)
    old_la_code: Mapped[str] = mapped_column(String(3))
    la_name: Mapped[str] = mapped_column(Text)
    rev: Mapped[int] = mapped_column(BigInteger, default=0)
    # The highest rev that a verified backup or a synchronous replica holds too.
    durable_rev: Mapped[int] = mapped_column(BigInteger, default=0)


class RescueKey(AuthorityOwned, db.Model):
    """The authority's key pair: phones seal rescue files to its public half, only the server opens them."""

    __tablename__ = "rescue_keys"

    private_jwk: Mapped[dict[str, Any]] = mapped_column(Json)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Officer(Identified, db.Model):
    """Anyone on patrol. `role` is one of core.codes.OFFICER_ROLES."""

    __tablename__ = "officers"

    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(32))
    employer: Mapped[str] = mapped_column(Text, default="")
    # Whoever left is offered on no roster any more; what they recorded keeps their name.
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class User(Identified, db.Model):
    """A person at a desk. `role` is `coordinator`, `verifier` or `returns_reader`."""

    __tablename__ = "users"

    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(Text, default="")
    role: Mapped[str] = mapped_column(String(32))
    password_hash: Mapped[str] = mapped_column(Text)


class DeskSession(Identified, db.Model):
    """One sign-in at a desk, ended by the person, by idling or by age."""

    __tablename__ = "desk_sessions"

    user_id: Mapped[str] = mapped_column(Id)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        ForeignKeyConstraint(["authority_id", "user_id"], ["users.authority_id", "users.id"]),
    )


class PersonalToken(Identified, db.Model):
    """What a person's scripts carry in `Authorization: Bearer`."""

    __tablename__ = "personal_tokens"

    user_id: Mapped[str] = mapped_column(Id)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        ForeignKeyConstraint(["authority_id", "user_id"], ["users.authority_id", "users.id"]),
    )


class Device(Identified, db.Model):
    """One enrolment: one officer on one phone, with an outbox of its own."""

    __tablename__ = "devices"

    officer_id: Mapped[str] = mapped_column(Id)
    name: Mapped[str] = mapped_column(Text, default="")
    app_version: Mapped[str] = mapped_column(String(64), default="")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    enrolled_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_contact_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # As the phone last told us; what it may still hold is derived from these.
    unsent: Mapped[int | None] = mapped_column()
    made: Mapped[int | None] = mapped_column()
    held: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    # Ids of the other enrolments on the same phone; null where the app never said.
    beside: Mapped[list[str] | None] = mapped_column(Json)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_reason: Mapped[str | None] = mapped_column(String(8))

    __table_args__ = (
        ForeignKeyConstraint(
            ["authority_id", "officer_id"], ["officers.authority_id", "officers.id"]
        ),
        Index("ix_devices_officer", "authority_id", "officer_id"),
    )


class EnrolCode(Identified, db.Model):
    """A single-use permission to enrol a phone for one officer: a typed code and a link's secret."""

    __tablename__ = "enrol_codes"

    officer_id: Mapped[str] = mapped_column(Id)
    sweep_id: Mapped[str] = mapped_column(Id)
    typed_hash: Mapped[str] = mapped_column(String(64), unique=True)
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    redeemed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # What redeemed it: the same enrol_id again is a lost answer and gets the same device.
    enrol_id: Mapped[str | None] = mapped_column(String(64))
    device_id: Mapped[str | None] = mapped_column(Id)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["authority_id", "officer_id"], ["officers.authority_id", "officers.id"]
        ),
        ForeignKeyConstraint(["authority_id", "sweep_id"], ["sweeps.authority_id", "sweeps.id"]),
    )


class PlanFact(AuthorityOwned, db.Model):
    """What was true of a plan from `rev` on. Only ever added to, so that a return can be made again as at a day.

    `subject` is one of history.SUBJECTS, `about` the id of what it is of. `at` is when it was noted. Those with
    `rev` 0 stood before this history was kept: they hold from `at`, as far as that is known.
    """

    __tablename__ = "plan_facts"

    subject: Mapped[str] = mapped_column(String(16), primary_key=True)
    about: Mapped[str] = mapped_column(String(36), primary_key=True)
    rev: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    said: Mapped[dict[str, Any]] = mapped_column(Json)
