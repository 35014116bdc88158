"""Tables of returns: what was published, byte for byte, and what coordinators explained."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKeyConstraint, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sweep.db import db
from sweep.tables import AuthorityOwned, Id, Json, UtcDateTime


def _of_user() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["authority_id", "user_id"], ["users.authority_id", "users.id"])


class PublishedReturn(AuthorityOwned, db.Model):
    """One revision of a return as it was made final: its three files, kept for ever.

    `term` is one of core.terms.TERMS or YEAR. `rev` is its own place in the authority's order. `warnings` are
    [{code, detail, explanation}] as they stood.
    """

    __tablename__ = "published_returns"

    time_period: Mapped[str] = mapped_column(String(6), primary_key=True)
    term: Mapped[str] = mapped_column(String(8), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    rev: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(String(16))
    as_at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[str] = mapped_column(Id)
    csv: Mapped[bytes] = mapped_column(LargeBinary)
    meta_csv: Mapped[bytes] = mapped_column(LargeBinary)
    csv_metadata: Mapped[bytes] = mapped_column(LargeBinary)
    warnings: Mapped[list[dict[str, Any]]] = mapped_column(Json)

    __table_args__ = (_of_user(),)


class Explanation(AuthorityOwned, db.Model):
    """What a coordinator said to one warning of a return; the latest stands, an empty one takes it back."""

    __tablename__ = "return_explanations"

    time_period: Mapped[str] = mapped_column(String(6), primary_key=True)
    term: Mapped[str] = mapped_column(String(8), primary_key=True)
    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    rev: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    words: Mapped[str] = mapped_column(Text)
    user_id: Mapped[str] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (_of_user(),)
