"""The page of possible doubles: pairs side by side, for a person to say whether they are one child or two."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import caller
from sweep.checking.double_decisions import carry_out, decide
from sweep.checking.double_settling import MAY, QUICKER, settle
from sweep.checking.double_shown import Couple, Told, couples_of, told, told_of
from sweep.checking.overruled import overruled_of
from sweep.core.doubles import AT_ONCE_M, FARTHEST_APART_M, LONGEST_APART, Pair
from sweep.db import db
from sweep.errors import Problem
from sweep.fields import is_uuid
from sweep.pages import Fault
from sweep.returns.double_note import note_of
from sweep.returns.read import totals_without
from sweep.returns.watch import in_sweep_text
from sweep.stops.decided import decided_of, latest_of
from sweep.stops.doubles import doubles_of, is_open
from sweep.stops.models import DoubleDecision
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import find_sweep

blp = Blueprint("double_pages", __name__)

# As many as a person decides in one go without losing the place.
AT_ONCE = 20
# Why nothing was done, as the page says it.
_GONE = {
    "decided": "Somebody decided on them before. What was decided stands below.",
    "changed": "One of the two was removed or changed while you had them open.",
    "settled": "Somebody was quicker: the decision, or one of its stops, is not any more as you saw it.",
    "untaken": "The stop could not be changed, so the decision stands as it stood. Try again.",
}


@blp.get("/sweeps/<sweep_id>/doubles")
def show_doubles(sweep_id: str) -> str:
    """Children whom nobody counts, pairs that nobody has decided on, and what the figures would be; then the rest."""
    sweep, now = find_sweep(sweep_id), datetime.now(UTC)
    doubles = doubles_of(sweep)
    pages = max(1, -(-len(doubles.pairs) // AT_ONCE))
    page = min(pages, max(1, request.args.get("page", 1, int)))
    return render_template(
        "checking/doubles.html",
        sweep=sweep,
        couples=couples_of(doubles.pairs[(page - 1) * AT_ONCE : page * AT_ONCE], sweep),
        first=(page - 1) * AT_ONCE + 1,
        total=len(doubles.pairs),
        page=page,
        pages=pages,
        told=told_of(doubles.decided),
        note=note_of(sweep, doubles, totals_without(sweep, now, ()), now),
        made=_made(sweep),
        gone=_GONE.get(request.args.get("gone", ""), ""),
        overruled=overruled_of,
        **_words(sweep),
    )


@blp.get("/sweeps/<sweep_id>/doubles/same")
def show_same(sweep_id: str) -> Answer:
    """Which of the two stays? Asked by itself, since one of them is removed then."""
    sweep = find_sweep(sweep_id)
    pair = (request.args.get("first", ""), request.args.get("second", ""))
    if not _asked_about(sweep, pair):
        return _back(sweep, gone=_why_gone(sweep, pair))
    return Response(_same_page(sweep, pair, {}))


@blp.post("/sweeps/<sweep_id>/doubles")
def decide_double(sweep_id: str) -> Answer:
    """One child: remove one of the two, by an operation like any other. Or two: remember it."""
    sweep, form = find_sweep(sweep_id), request.form
    pair = (form.get("first", ""), form.get("second", ""))
    if not _asked_about(sweep, pair):
        return _back(sweep, gone=_why_gone(sweep, pair))
    stays = None if "two" in form else form.get("stays", "")
    if stays is not None and stays not in pair:
        wrong = {"stays": Fault("Say which of the two stays", "#stays")}
        return Response(_same_page(sweep, pair, wrong), 422)
    made = decide(sweep, pair, stays, caller(), datetime.now(UTC))
    if made is None:
        return _back(find_sweep(sweep_id), gone=_why_gone(find_sweep(sweep_id), pair))
    made_id = made.id
    carry_out(made)
    return _back(find_sweep(sweep_id), made=made_id)


@blp.post("/sweeps/<sweep_id>/doubles/<decision_id>")
def settle_double(sweep_id: str, decision_id: str) -> Answer:
    """Undo a decision; or put back, leave, or remove at last a stop of a child that it left uncounted or doubled.

    `seen` is how the two stops stood where the button was shown.
    """
    sweep, form = find_sweep(sweep_id), request.form
    if form.get("do") not in MAY:
        raise Problem("unreadable_request", "Say what is to be done with these two.")
    if _decision(sweep, decision_id) is None:
        return _back(sweep, gone="settled")
    wish = form["do"], form.get("seen", "")
    sentence = settle(sweep_id, decision_id, wish, caller(), datetime.now(UTC))
    sweep = find_sweep(sweep_id)
    if sentence == QUICKER:
        return _back(sweep, gone="settled")
    if sentence:
        return _back(sweep, gone="untaken")
    return _back(sweep, made=decision_id)


def _asked_about(sweep: Sweep, pair: Pair) -> bool:
    return is_uuid(pair[0]) and is_uuid(pair[1]) and is_open(sweep, pair)


def _why_gone(sweep: Sweep, pair: Pair) -> str:
    """Why these two don't wait: somebody decided on one of them, or one was removed or changed."""
    decided = decided_of(sweep.id)
    quicker = frozenset(pair) in decided.standing or not decided.going.isdisjoint(pair)
    return "decided" if quicker else "changed"


def _back(sweep: Sweep, **said: Any) -> Answer:
    return redirect(url_for("double_pages.show_doubles", sweep_id=sweep.id, **said), 303)


def _decision(sweep: Sweep, decision_id: str) -> DoubleDecision | None:
    if not is_uuid(decision_id):
        return None
    named = select(DoubleDecision).where(
        DoubleDecision.id == decision_id, DoubleDecision.sweep_id == sweep.id
    )
    return db.session.scalars(named).one_or_none()


def _made(sweep: Sweep) -> Told | None:
    """What became of the decision that was made just now, as it stands."""
    made = _decision(sweep, request.args.get("made", ""))
    return told([latest_of(made)])[0] if made else None


def _same_page(sweep: Sweep, pair: Pair, errors: dict[str, Fault]) -> str:
    couple: Couple = couples_of([pair], sweep)[0]
    return render_template(
        "checking/double_same.html", sweep=sweep, couple=couple, errors=errors, **_words(sweep)
    )


def _words(sweep: Sweep) -> dict[str, Any]:
    return {
        "minutes": int(LONGEST_APART.total_seconds() // 60),
        "metres": FARTHEST_APART_M,
        "near_metres": AT_ONCE_M,
        "at": lambda moment: in_sweep_text(moment, sweep),
    }
