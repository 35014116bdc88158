"""The page of a supervisor's review: the stops drawn by lot and those a rule asks about, each looked at by somebody."""

from datetime import UTC, datetime

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import caller
from sweep.access.models import User
from sweep.checking.decisions import keep_look
from sweep.core.codes import REVIEW_VERDICTS
from sweep.db import db
from sweep.errors import Problem
from sweep.fields import is_storable
from sweep.pages import Fault
from sweep.returns.watch import in_sweep_text, lines_of
from sweep.stops.reviewing import ToReview, reviews_of
from sweep.sweeps.read import find_sweep

blp = Blueprint("review_pages", __name__)

LONGEST_NOTE = 1000


@blp.get("/sweeps/<sweep_id>/review")
def show_review(sweep_id: str) -> str:
    """What is to be looked at, those not looked at yet first, and what was found."""
    return _page(sweep_id, {})


@blp.post("/sweeps/<sweep_id>/review")
def review_stop(sweep_id: str) -> Answer:
    """Note one look at one stop. Looks are kept for ever; a later one counts."""
    sweep, form = find_sweep(sweep_id), request.form
    stop_id, verdict, note = (
        form.get("stop_id", ""),
        form.get("verdict", ""),
        form.get("note", "").strip(),
    )
    if verdict not in REVIEW_VERDICTS:
        raise Problem("unreadable_request", "Say whether it is right or to be corrected.")
    words = _wrong_with(verdict, note)
    if words:
        return Response(_page(sweep_id, {stop_id: Fault(words, f"#note-{stop_id}")}), 422)
    keep_look(sweep, stop_id, (verdict, note), caller(), datetime.now(UTC))
    return redirect(url_for("review_pages.show_review", sweep_id=sweep_id, done=1), 303)


def _wrong_with(verdict: str, note: str) -> str:
    if (verdict == "to_correct" and not note) or len(note) > LONGEST_NOTE:
        return "Say what is to be corrected, in at most 1,000 characters"
    return "" if is_storable(note) else "This has characters that can’t be stored"


def _page(sweep_id: str, faults: dict[str, Fault]) -> str:
    sweep = find_sweep(sweep_id)
    asked = reviews_of(sweep)
    lines = lines_of([each.stop for each in asked], sweep)
    rows = sorted(zip(asked, lines, strict=True), key=lambda row: row[0].done)
    users = {user.id: user.name or user.email for user in db.session.scalars(select(User))}
    return render_template(
        "checking/review.html",
        sweep=sweep,
        rows=rows,
        done=sum(each.done for each in asked),
        to_correct=[row for row in rows if _to_correct(row[0])],
        errors=faults,
        typed=request.form,
        users=users,
        saved="done" in request.args,
        at=lambda moment: in_sweep_text(moment, sweep),
    )


def _to_correct(each: ToReview) -> bool:
    return each.done and each.looks[0].verdict == "to_correct"
