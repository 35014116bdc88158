"""Tables of what every phone of an authority hears, whatever its sweeps: schools and terms.

What is taken away is kept as `removed`, so that it is a change that phones hear of.
"""

from datetime import date

from sqlalchemy import BigInteger, Date, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sweep.db import db
from sweep.tables import AuthorityOwned, Identified, Json


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
