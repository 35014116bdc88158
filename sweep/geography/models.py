"""Reference tables of places. They hold nobody's data and belong to no authority."""

from datetime import date
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sweep.db import db
from sweep.tables import Json


class Region(db.Model):
    """A region of England by its ONS code, such as E12000005."""

    __tablename__ = "regions"

    code: Mapped[str] = mapped_column(String(9), primary_key=True)
    name: Mapped[str] = mapped_column(Text)


class LocalAuthority(db.Model):
    """A local authority's codes. Codes are dated: `closed` is the last day of one that was replaced, else None."""

    __tablename__ = "local_authorities"

    new_la_code: Mapped[str] = mapped_column(String(9), primary_key=True)
    old_la_code: Mapped[str] = mapped_column(String(3))
    la_name: Mapped[str] = mapped_column(Text)
    region_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"))
    opened: Mapped[date | None] = mapped_column(Date)
    closed: Mapped[date | None] = mapped_column(Date)


class Outline(db.Model):
    """A GeoJSON Polygon or MultiPolygon of an authority or one of its wards. `kind`: `authority`, `ward`."""

    __tablename__ = "outlines"

    code: Mapped[str] = mapped_column(String(9), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(Text)
    new_la_code: Mapped[str] = mapped_column(String(9))
    shape: Mapped[dict[str, Any]] = mapped_column(Json)

    __table_args__ = (Index("ix_outlines_new_la_code", "new_la_code", "kind"),)
