"""The list of returns: years and terms, which is final, and which has changed since."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, render_template
from sqlalchemy import select

from sweep.access.callers import caller
from sweep.access.models import Authority
from sweep.core.terms import academic_year, begun_in
from sweep.db import db
from sweep.london import LONDON
from sweep.national import kept
from sweep.national.facts import Facts, facts_now
from sweep.national.models import PublishedReturn
from sweep.national.periods import Period, counts_in, periods_of_year, term_at
from sweep.national.returns import changed_since

blp = Blueprint("return_lists", __name__)


@dataclass(frozen=True, slots=True)
class Glance:
    """A return in the list: sweeps that count, the last published revision, figures that changed since."""

    period: Period
    sweeps: int
    planned: int
    revision: int
    changed: int

    @property
    def status(self) -> str:
        """`Final`, `Final, changed since`, `Provisional`, or empty where there is nothing to send."""
        if self.revision:
            return "Final, changed since" if self.changed else "Final"
        return "Provisional" if self.sweeps else ""


@blp.get("/returns")
def show_returns() -> str:
    """The years with sweeps or published returns, the latest first."""
    authority = db.session.get_one(Authority, caller().authority_id)
    known, now = facts_now(authority), datetime.now(UTC)
    years = sorted(_years(known), reverse=True)
    return render_template(
        "national/returns.html",
        authority=authority,
        years=[
            (
                periods_of_year(begun)[-1],
                [_glance(known, each, now) for each in periods_of_year(begun)],
            )
            for begun in years
        ],
        next_year=Period(academic_year(now.astimezone(LONDON).date()), "year"),
    )


def _years(known: Facts) -> set[int]:
    published = db.session.scalars(select(PublishedReturn.time_period).distinct())
    begun = {begun_in(text) for text in published} - {None}
    return {year for year in begun if year} | {
        term_at(sweep.starts_at, known.named).begun for sweep in known.sweeps
    }


def _glance(known: Facts, period: Period, now: datetime) -> Glance:
    own = [sweep for sweep in known.sweeps if counts_in(sweep.starts_at, period, known.named)]
    planned = sum(sweep.status == "planned" for sweep in own)
    last = kept.last_published(period)
    changed = changed_since(known, period, now)
    return Glance(period, len(own) - planned, planned, last.revision if last else 0, changed)
