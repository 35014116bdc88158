"""The table of stops, written by `sync` from the ledger and nothing else; and what people decided on stops.

The decisions stand here and not with the pages that write them (`checking`): figures ask about them too.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sweep.db import db
from sweep.tables import Id, Identified, Json, UtcDateTime


class Stop(Identified, db.Model):
    """One child stopped once. Codes are those of core.codes.

    `author_id` is the officer whose phone recorded it; None at a desk (`recorded_by`: the user).
    `stopped_at` is the phone's time corrected by its clock offset; `stopped_at_phone` is the raw one.
    `shift_id` and `acted_by` are claims, so they are no foreign keys.
    """

    __tablename__ = "stops"

    sweep_id: Mapped[str] = mapped_column(Id)
    encounter_id: Mapped[str] = mapped_column(Id)
    shift_id: Mapped[str | None] = mapped_column(Id)
    author_id: Mapped[str | None] = mapped_column(Id)
    recorded_by: Mapped[str | None] = mapped_column(Id)
    stopped_at: Mapped[datetime] = mapped_column(UtcDateTime)
    stopped_at_phone: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)

    lat: Mapped[float | None] = mapped_column()
    lon: Mapped[float | None] = mapped_column()
    accuracy_m: Mapped[float | None] = mapped_column()
    fix_age_s: Mapped[float | None] = mapped_column()
    location_source: Mapped[str] = mapped_column(String(8))
    why_none: Mapped[str | None] = mapped_column(String(16))

    finding: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str | None] = mapped_column(String(40))
    accompanied_by: Mapped[str] = mapped_column(String(16))
    phase: Mapped[str | None] = mapped_column(String(16))
    age_band: Mapped[str | None] = mapped_column(String(16))
    sex: Mapped[str | None] = mapped_column(String(16))
    ethnicity: Mapped[str | None] = mapped_column(String(2))
    school_urn: Mapped[str | None] = mapped_column(String(6))
    outcome: Mapped[str | None] = mapped_column(String(32))
    acted_by: Mapped[str | None] = mapped_column(Id)
    urgent: Mapped[str | None] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text, default="")

    verification: Mapped[str] = mapped_column(String(16))
    verified_finding: Mapped[str | None] = mapped_column(String(32))
    register_code: Mapped[str | None] = mapped_column(String(2))
    told_by: Mapped[str | None] = mapped_column(Text)

    # How long the phone's form was open, and how often it was tapped: see form_times.
    form_ms: Mapped[int | None] = mapped_column()
    form_taps: Mapped[int | None] = mapped_column()

    voided: Mapped[bool] = mapped_column(default=False)
    flags: Mapped[list[str]] = mapped_column(Json, default=list)
    head: Mapped[str] = mapped_column(Id)
    rev: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        ForeignKeyConstraint(["authority_id", "sweep_id"], ["sweeps.authority_id", "sweeps.id"]),
        Index("ix_stops_sweep", "authority_id", "sweep_id", "rev"),
        Index("ix_stops_author", "authority_id", "author_id", "rev"),
    )


def _of_sweep() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["authority_id", "sweep_id"], ["sweeps.authority_id", "sweeps.id"])


class Review(Identified, db.Model):
    """One look at one stop. Kept for ever; of several the latest counts. `verdict`: core.codes.REVIEW_VERDICTS."""

    __tablename__ = "reviews"

    sweep_id: Mapped[str] = mapped_column(Id)
    stop_id: Mapped[str] = mapped_column(Id)
    verdict: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text)
    user_id: Mapped[str] = mapped_column(Id)
    reviewed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        _of_sweep(),
        Index("ix_reviews_sweep", "authority_id", "sweep_id"),
        Index("ix_reviews_stop", "authority_id", "stop_id"),
    )


class DoubleDecision(Identified, db.Model):
    """What somebody decided on two stops that looked like one child. Kept for ever; of several the latest counts.

    `stays` is the stop that counts for both, None where they are two children. `stop_id` is the lower of the two
    ids. One that is `withdrawn` takes the decision before it back: then nobody has decided.
    """

    __tablename__ = "double_decisions"

    sweep_id: Mapped[str] = mapped_column(Id)
    stop_id: Mapped[str] = mapped_column(Id)
    other_id: Mapped[str] = mapped_column(Id)
    stays: Mapped[str | None] = mapped_column(Id)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    user_id: Mapped[str] = mapped_column(Id)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    rev: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (_of_sweep(), Index("ix_double_decisions_sweep", "authority_id", "sweep_id"))

    @property
    def goes(self) -> str | None:
        """The stop that is not counted; None where both are."""
        if self.stays is None:
            return None
        return self.other_id if self.stays == self.stop_id else self.stop_id
