"""The page on which a stop that was removed is put back, with a reason."""

from datetime import UTC, datetime

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import caller
from sweep.checking.double_decisions import take_back_of
from sweep.checking.entering import Entry, enter
from sweep.checking.reasons import Form, overtaken, why_of
from sweep.checking.stop_shown import StopPage, stop_page
from sweep.core.reference import reference
from sweep.errors import Problem
from sweep.pages import Fault
from sweep.returns.watch import in_sweep_text
from sweep.stops.decided import counted_among, same_child_as

blp = Blueprint("put_back_pages", __name__)


@blp.get("/stops/<stop_id>/put-back")
def show_put_back(stop_id: str) -> str:
    """What putting it back does, before it is done."""
    return _page(_removed(stop_id), MultiDict(), {})


@blp.post("/stops/<stop_id>/put-back")
def put_stop_back(stop_id: str) -> Answer:
    """The stop counts again. A decision by which it went is taken back."""
    shown, form = _removed(stop_id), request.form
    why, faults = why_of(form)
    faults = {**overtaken(form, shown.stop["head"], shown.steps), **faults}
    if not faults:
        said = {"stop_id": shown.stop["id"], "base_op": shown.stop["head"], "why": why}
        (sentence,) = enter([Entry("stop.restore", said)])
        faults = {"base": Fault(sentence, "#stands")} if sentence else {}
    if faults:
        return Response(_page(_removed(stop_id), form, faults), 422)
    take_back_of(stop_id, stop_page(stop_id).sweep, caller(), datetime.now(UTC))
    return redirect(url_for("stop_pages.show_stop", stop_id=stop_id, done="put-back"), 303)


def _removed(stop_id: str) -> StopPage:
    """Raises `not_found`, also for a stop that counts."""
    shown = stop_page(stop_id)
    if not shown.stop["voided"]:
        raise Problem("not_found", "This stop is not removed, so there is nothing to put back.")
    return shown


def _page(shown: StopPage, form: Form, faults: dict[str, Fault]) -> str:
    same = same_child_as(shown.stop["id"], shown.sweep.id)
    return render_template(
        "checking/put_back.html",
        shown=shown,
        sweep=shown.sweep,
        form=form,
        errors=faults,
        at=lambda moment: in_sweep_text(moment, shown.sweep),
        same=same,
        same_reference=reference(same) if same else "",
        same_counts=bool(same and counted_among([same])),
    )
