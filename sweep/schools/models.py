"""Tables of what every phone of an authority hears, whatever its sweeps: schools and terms.

What is taken away is kept as `removed`, so that it is a change that phones hear of.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sweep.db import db
from sweep.tables import AuthorityOwned, Id, Identified, Json, UtcDateTime


class School(AuthorityOwned, db.Model):
    """A school as Get Information About Schools lists it. `phase`: core.codes.PHASES.

    `id` is its URN, six digits. `lat` and `lon` are WGS 84 degrees, both None where the list has no place.
    """

    __tablename__ = "schools"

    id: Mapped[str] = mapped_column(String(6), primary_key=True, sort_order=-1)
    name: Mapped[str] = mapped_column(Text)
    phase: Mapped[str] = mapped_column(String(16))
    lat: Mapped[float | None] = mapped_column()
    lon: Mapped[float | None] = mapped_column()
    removed: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (Index("ix_schools_rev", "authority_id", "rev"),)


class Term(Identified, db.Model):
    """A term of the authority's schools, both days included. `days_off` are ISO dates within it."""

    __tablename__ = "terms"

    name: Mapped[str] = mapped_column(Text)
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    days_off: Mapped[list[str]] = mapped_column(Json, default=list)
    removed: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (Index("ix_terms_rev", "authority_id", "rev"),)


class BroughtFile(Identified, db.Model):
    """A file of schools or terms that was brought in, and what came of it. `sort`: `schools`, `terms`.

    `user_id` is None where it was brought in at the server's terminal. The file itself is not kept, its SHA-256 is.
    """

    __tablename__ = "brought_files"

    sort: Mapped[str] = mapped_column(String(16))
    file_name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    brought_at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[str | None] = mapped_column(Id)
    new: Mapped[int] = mapped_column()
    changed: Mapped[int] = mapped_column()
    gone: Mapped[int] = mapped_column()
    same: Mapped[int] = mapped_column()

    __table_args__ = (Index("ix_brought_files_at", "authority_id", "sort", "brought_at"),)
