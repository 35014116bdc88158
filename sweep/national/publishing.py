"""Making a return final, and explaining its warnings."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select

from sweep.access.models import Authority
from sweep.access.revs import Revs
from sweep.db import db, writing
from sweep.national import as_at, kept
from sweep.national.models import Explanation, PublishedReturn
from sweep.national.periods import Period
from sweep.national.returns import FINAL, Return, made_file, return_now

LONGEST_EXPLANATION = 1000


def unexplained(made: Return) -> list[str]:
    """Codes of the warnings to which nobody has said anything."""
    return [each.code for each in made.warned if not each.explanation]


class FiguresChanged(Exception):
    """The figures are not those any more that the person was shown. Nothing was published."""


def make_final(
    authority_id: int, period: Period, user_id: str, seen: Collection[str], shown: str = ""
) -> list[str]:
    """Publish the figures as they stand as the next revision; those that are published already stay as they are.

    `shown` is the checksum of what the person saw, empty for a script, which takes what there is. Raises
    FiguresChanged. Where warnings are unexplained that are not among those `seen`, nothing is done and the codes of
    all that are unexplained are given: the person is asked once more.
    """
    with writing(authority_id):
        revs = Revs(authority_id)  # nothing arrives between looking and making final
        # What came while the lock was waited for counts, so the moment must lie after it.
        now = datetime.now(UTC)
        authority = db.session.scalars(select(Authority).where(Authority.id == authority_id)).one()
        made = return_now(authority, period, now)
        if made.is_published:
            return []
        if shown not in ("", made.checksum):
            raise FiguresChanged
        points = unexplained(made)
        if set(points) - set(seen):
            return points
        db.session.add(_published(authority_id, made, user_id, revs.next()))
        # A push that waited for the lock was stamped before this moment, and is in none of these figures.
        as_at.close(authority_id, revs, now)
    return []


def _published(authority_id: int, made: Return, user_id: str, rev: int) -> PublishedReturn:
    standing = replace(made.standing, status=FINAL)
    return PublishedReturn(
        authority_id=authority_id,
        time_period=standing.period.time_period,
        term=standing.period.term,
        revision=standing.revision,
        rev=rev,
        status=FINAL,
        as_at=standing.as_at,
        user_id=user_id,
        csv=made_file(made, standing, "csv"),
        meta_csv=made_file(made, standing, "meta.csv"),
        csv_metadata=made_file(made, standing, "csv-metadata.json"),
        warnings=[each.said() for each in made.warned],
    )


def explain(
    authority_id: int, period: Period, user_id: str, said: tuple[str, str], now: datetime
) -> None:
    """Keep what a coordinator says to a warning: (its code, the words). The same words again change nothing."""
    code, words = said
    with writing(authority_id):
        revs = Revs(authority_id)
        if kept.explanations(period, revs.last).get(code, "") == words:
            return
        db.session.add(
            Explanation(
                authority_id=authority_id,
                time_period=period.time_period,
                term=period.term,
                code=code,
                rev=revs.next(),
                words=words,
                user_id=user_id,
                at=now,
            )
        )
