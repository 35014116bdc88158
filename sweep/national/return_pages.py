"""A return's own page and files, making it final, and explaining what is odd about it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import caller
from sweep.access.models import Authority
from sweep.db import db
from sweep.errors import Problem
from sweep.fields import is_storable
from sweep.national import as_at, kept, publishing, tables
from sweep.national.asked import NotRead, asked_moment, today_as_moment, typed_moment
from sweep.national.differences import Difference, Row, differences
from sweep.national.files import ENDINGS, MIMETYPES, STATUTE, Standing, read_rows
from sweep.national.models import PublishedReturn
from sweep.national.periods import Period, find_period, periods_of_year
from sweep.national.returns import Return, return_at, return_now
from sweep.national.shown import below
from sweep.pages import Fault
from sweep.returns.published import all_shown
from sweep.returns.sentence import sentence
from sweep.sweeps.models import Sweep

blp = Blueprint("return_pages", __name__)


@blp.get("/returns/<years>/<name>")
def show_return(years: str, name: str) -> Response | Answer | str:
    """The page of a term or year, or with an ending one of its three files.

    `?revision=` gives a published one as it was, `?as_at=` the figures as at a moment.
    """
    term, _, ending = name.partition(".")
    period, now = find_period(years, term), datetime.now(UTC)
    if ending and ending not in ENDINGS:
        raise Problem("not_found", "A return is a page, .csv, .meta.csv or .csv-metadata.json.")
    if "revision" in request.args:
        return _revision(kept.find_revision(period, request.args["revision"]), period, ending)
    try:
        typed = None if ending else typed_moment(request.args, now)
    except NotRead as wrong:
        return _page(_current(period, now), {"as_at": Fault(str(wrong), "#as_at-day")})
    if typed := typed or today_as_moment(request.args, now):
        here = url_for("return_pages.show_return", years=years, name=name, as_at=typed)
        return redirect(here, 303)
    moment = asked_moment(request.args, now)
    made = _earlier(period, moment, now) if moment else _current(period, now)
    if ending:
        return _file(made.standing, ending, made.file(ending))
    return _page(made, {}, moment)


def _authority() -> Authority:
    return db.session.get_one(Authority, caller().authority_id)


def _current(period: Period, now: datetime) -> Return:
    authority = _authority()
    as_at.catch_up(authority, now)
    return return_now(authority, period, now)


def _earlier(period: Period, moment: datetime, now: datetime) -> Return:
    authority = _authority()
    as_at.catch_up(authority, now)
    return return_at(authority, period, moment)


def _file(standing: Standing, ending: str, content: bytes) -> Response:
    answer = Response(content, mimetype=MIMETYPES[ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="{standing.stem}.{ending}"'
    return answer


def _revision(published: PublishedReturn, period: Period, ending: str) -> Response | str:
    authority = _authority()
    standing = Standing(
        period,
        authority.new_la_code,
        authority.la_name,
        published.status,
        published.revision,
        published.as_at,
    )
    if ending:
        return _file(standing, ending, kept.file_of(published, ending))
    rows = read_rows(published.csv)
    return render_template(
        "national/revision.html",
        authority=authority,
        standing=standing,
        warned=published.warnings,
        made_by=kept.made_by(published),
        changes=_changes(published, period, rows),
        **_figures(rows),
    )


def _changes(
    published: PublishedReturn, period: Period, rows: Sequence[Row]
) -> Sequence[Difference]:
    """What differs from the revision before; nothing of the first."""
    if published.revision == 1:
        return []
    before = kept.find_revision(period, str(published.revision - 1))
    return differences(read_rows(before.csv), rows)


def _page(made: Return, errors: Mapping[str, Fault], moment: datetime | None = None) -> str:
    unexplained = publishing.unexplained(made)
    return render_template(
        "national/return.html",
        authority=_authority(),
        made=made,
        standing=made.standing,
        period=made.standing.period,
        moment=moment,
        terms=periods_of_year(made.standing.period.begun),
        sentence=_sentence(made),
        titles=_titles(made),
        revisions=kept.revisions(made.standing.period),
        asked=" ".join(unexplained) if request.args.get("ask") == "final" else "",
        overtaken=request.args.get("ask") == "changed",
        unexplained=unexplained,
        errors=errors,
        form=request.args,
        statute=STATUTE,
        keeps_back=below() > 1,
        **_figures(made.rows),
    )


def _figures(rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    return {"tables": tables.tables_of(rows), "apart": tables.tables_apart(rows)}


def _sentence(made: Return) -> str:
    """Nothing is said of figures of which some are kept back."""
    hides = any("c" in row.values() for row in made.rows)
    whole = made.counted.figures.whole
    return "" if hides else sentence(whole, all_shown(whole))


def _titles(made: Return) -> Mapping[str, str]:
    """What people call these sweeps: for the page alone, since a title is free text."""
    ids = [sweep.id for sweep in (*made.counted.sweeps, *made.counted.planned)]
    rows = db.session.execute(select(Sweep.id, Sweep.title).where(Sweep.id.in_(ids)))
    return dict(rows.all())


@blp.post("/returns/<years>/<term>")
def make_final(years: str, term: str) -> Answer:
    """Publish the figures as they stand. Where warnings are unexplained it is asked about once more.

    Where they are others by now than the page showed nothing is published, and the page shows the new ones.
    """
    who, period = caller(), find_period(years, term)
    as_at.catch_up(_authority(), datetime.now(UTC))
    seen, shown = request.form.get("seen", "").split(), request.form.get("shown", "")
    try:
        points = publishing.make_final(who.authority_id, period, who.user_id or "", seen, shown)
        asked = "final" if points else None
    except publishing.FiguresChanged:
        asked = "changed"
    page = url_for("return_pages.show_return", years=years, name=term, ask=asked, _anchor=asked)
    return redirect(page, 303)


@blp.post("/returns/<years>/<term>/explanations")
def explain_warning(years: str, term: str) -> Answer:
    """Keep what the coordinator says to one warning."""
    who, period, now = caller(), find_period(years, term), datetime.now(UTC)
    code, words = request.form.get("code", "")[:32], request.form.get("words", "").strip()
    known = [each.code for each in _current(period, now).warned]
    if code not in known:
        raise Problem(
            "unreadable_request", "This warning is not, or no longer, one of this return’s."
        )
    if not is_storable(words):
        raise Problem("unreadable_request", "The explanation has characters that can’t be stored.")
    said = (code, words[: publishing.LONGEST_EXPLANATION])
    publishing.explain(who.authority_id, period, who.user_id or "", said, now)
    page = url_for("return_pages.show_return", years=years, name=term, _anchor=f"warning-{code}")
    return redirect(page, 303)
