"""What is kept of a return: its published revisions and the explanations of its warnings, read back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from sweep.access.models import User
from sweep.db import db
from sweep.errors import Problem
from sweep.national.files import ENDINGS, read_rows
from sweep.national.hidden import Hidden, already_hidden
from sweep.national.models import Explanation, PublishedReturn
from sweep.national.periods import Period


@dataclass(frozen=True, slots=True)
class Revision:
    """A published revision in a list; `by` is who made it final."""

    revision: int
    as_at: datetime
    by: str


def _of(period: Period) -> tuple[ColumnElement[bool], ...]:
    return PublishedReturn.time_period == period.time_period, PublishedReturn.term == period.term


def last_published(period: Period, rev: int | None = None) -> PublishedReturn | None:
    """The last revision, or the last by `rev`."""
    found = select(PublishedReturn).where(*_of(period))
    if rev is not None:
        found = found.where(PublishedReturn.rev <= rev)
    return db.session.scalars(
        found.order_by(PublishedReturn.revision.desc()).limit(1)
    ).one_or_none()


def find_revision(period: Period, revision: str) -> PublishedReturn:
    """A published revision by its number as typed. Raises `not_found`."""
    own = select(PublishedReturn.revision).where(*_of(period)).order_by(PublishedReturn.revision)
    numbers = db.session.scalars(own).all()
    # To the letter: each revision has one address.
    known = {str(number): number for number in numbers}
    if revision not in known:
        has = f"Its last is revision {numbers[-1]}." if numbers else "None is published yet."
        raise Problem("not_found", f"{period.title} has no such revision. {has}")
    found = select(PublishedReturn).where(*_of(period), PublishedReturn.revision == known[revision])
    return db.session.scalars(found).one()


def made_by(published: PublishedReturn) -> str:
    """Who made a revision final."""
    user = db.session.get_one(User, (published.authority_id, published.user_id))
    return user.name or user.email


def revisions(period: Period) -> list[Revision]:
    """Every published revision, the last first."""
    rows = db.session.execute(
        select(PublishedReturn.revision, PublishedReturn.as_at, User.name, User.email)
        .join(
            User,
            (User.authority_id == PublishedReturn.authority_id)
            & (User.id == PublishedReturn.user_id),
        )
        .where(*_of(period))
        .order_by(PublishedReturn.revision.desc())
    )
    return [Revision(row.revision, row.as_at, row.name or row.email) for row in rows]


def file_of(published: PublishedReturn, ending: str) -> bytes:
    """One of the three files of a revision, as it was published."""
    kept = (published.csv, published.meta_csv, published.csv_metadata)
    return dict(zip(ENDINGS, kept, strict=True))[ending]


def hidden_before(period: Period, rev: int | None = None) -> Hidden:
    """What any published revision keeps back, or any by `rev`: read from the bytes that were handed out."""
    found = select(PublishedReturn.csv).where(*_of(period))
    if rev is not None:
        found = found.where(PublishedReturn.rev <= rev)
    published = db.session.scalars(found)
    return frozenset().union(*(already_hidden(read_rows(each)) for each in published))


def explanations(period: Period, rev: int) -> Mapping[str, str]:
    """What was said by `rev` to each warning, by its code."""
    rows = db.session.execute(
        select(Explanation.code, Explanation.words)
        .where(
            Explanation.time_period == period.time_period,
            Explanation.term == period.term,
            Explanation.rev <= rev,
        )
        .order_by(Explanation.rev)
    )
    return dict(rows.all())
