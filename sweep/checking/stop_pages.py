"""A stop's own page, and finding one by its reference."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from sweep.checking.stop_shown import erasure_of, find_by_reference, stop_page
from sweep.core.reference import reference
from sweep.returns.watch import in_sweep_text, lines_of
from sweep.stops.read import stops_of
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import find_sweep

blp = Blueprint("stop_pages", __name__)

AT_ONCE = 100
_DONE = {
    "corrected": "The correction is saved.",
    "removed": "The stop is removed, and counts no more.",
    "put-back": "The stop is put back, and counts again.",
    "answered": "The school’s answer is saved.",
    "taken-back": "The school’s answer is taken back.",
    "note": "The note is changed.",
    "nothing": "Nothing was changed, so nothing was saved.",
}


@blp.get("/stops/<stop_id>")
def show_stop(stop_id: str) -> Answer:
    """What was recorded, what the school said beside it, and everything that became of it."""
    if erased := erasure_of(stop_id):
        page = render_template("checking/erased.html", erased=erased, reference=reference(stop_id))
        return Response(page, 410)
    shown = stop_page(stop_id)
    return Response(
        render_template(
            "checking/stop.html",
            shown=shown,
            sweep=shown.sweep,
            at=lambda moment: in_sweep_text(moment, shown.sweep),
            done=_DONE.get(request.args.get("done", ""), ""),
        )
    )


@blp.get("/sweeps/<sweep_id>/stops")
def show_stops(sweep_id: str) -> Answer:
    """A sweep's stops, the latest first, or the one with the reference asked for."""
    sweep, asked = find_sweep(sweep_id), request.args.get("reference", "").strip()
    named = find_by_reference(sweep, asked) if asked else []
    if len(named) == 1:
        return redirect(url_for("stop_pages.show_stop", stop_id=named[0]), 303)
    return Response(_list_page(sweep, asked, named))


def _list_page(sweep: Sweep, asked: str, named: list[str]) -> str:
    found = stops_of(sweep) if named or not asked else []
    if asked:
        found = [stop for stop in found if stop["id"] in named]
    found.sort(key=lambda stop: stop["stopped_at"], reverse=True)
    page = max(1, request.args.get("page", 1, int))
    shown = found[(page - 1) * AT_ONCE : page * AT_ONCE]
    return render_template(
        "checking/stops.html",
        sweep=sweep,
        asked=asked,
        stops=list(zip(shown, lines_of(shown, sweep), strict=True)),
        total=len(found),
        page=page,
        pages=-(-len(found) // AT_ONCE),
        at=lambda moment: in_sweep_text(moment, sweep),
    )
