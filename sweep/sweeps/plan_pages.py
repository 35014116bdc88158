"""The pages that plan a sweep and change its plan. What was typed is kept until it is right."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from marshmallow import Schema
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import caller
from sweep.access.officers import add_officer, by_role, officers_here
from sweep.access.revs import Revs
from sweep.db import db, writing
from sweep.errors import Problem, fields_wrong
from sweep.sweeps import planning, schemas
from sweep.sweeps.area_choice import NO_WARD, with_chosen_area
from sweep.sweeps.ground import ground_of, own_outlines
from sweep.sweeps.models import Sweep
from sweep.sweeps.odd_sites import site_warnings
from sweep.sweeps.plan_errors import Wrong, all_wrong
from sweep.sweeps.plan_form import ROWS, USUAL_RADIUS_M, Form, as_copy, as_typed, empty, rows_of
from sweep.sweeps.read import find_sweep
from sweep.sweeps.typed import Typed

blp = Blueprint("plan_pages", __name__)

_OVERTAKEN = (
    "Somebody changed this plan while you had it open. Look at it as it stands now: saved again, yours takes the place"
    " of all of it"
)
Keep = Callable[[dict[str, Any]], Sweep]


@blp.get("/sweeps/new")
def show_new() -> str:
    """An empty plan; or one like the sweep `like`, for another day."""
    like = _like()
    return _page(as_copy(like) if like else empty(), None)


@blp.post("/sweeps/new")
def create_sweep() -> Answer:
    """Plan a sweep."""
    authority_id = caller().authority_id
    return _take(schemas.NewSweep(), None, lambda said: planning.create_sweep(authority_id, said))


@blp.get("/sweeps/<sweep_id>/edit")
def show_plan(sweep_id: str) -> str:
    """The plan as it stands, to be changed."""
    sweep = find_sweep(sweep_id)
    return _page(as_typed(sweep), sweep)


@blp.post("/sweeps/<sweep_id>/edit")
def change_sweep(sweep_id: str) -> Answer:
    """Change the plan: all of it, so only where it still is the one that the form was filled in from."""
    base = request.form.get("base")

    def keep(said: dict[str, Any]) -> Sweep:
        Revs(caller().authority_id)  # nobody changes it between looking and keeping
        sweep = find_sweep(sweep_id)
        if base not in (None, str(sweep.rev)):
            raise fields_wrong({"base": [_OVERTAKEN]})
        return planning.change_sweep(sweep, said)

    return _take(schemas.ChangedSweep(), find_sweep(sweep_id), keep)


def _take(schema: Schema, sweep: Sweep | None, keep: Keep) -> Answer:
    """Keep what was typed as a plan, or show it again with what is wrong."""
    form = with_chosen_area(request.form, own_outlines())
    if more := form.get("more"):
        lacking = more == "area" and not request.form.getlist("wards")
        unread = {"wards": NO_WARD} if lacking else {}
        return Response(_page(form, sweep, all_wrong({}, unread), more))
    typed = Typed(form)
    if wrong := typed.wrong(schema):
        return _again(form, sweep, wrong)
    try:
        kept = _keep(schema, typed, keep)
    except Problem as problem:
        return _again(form, sweep, all_wrong(_messages(problem), {}))
    return redirect(url_for("sweep_pages.show_sweep", sweep_id=kept), 303)


def _keep(schema: Schema, typed: Typed, keep: Keep) -> str:
    authority_id = caller().authority_id
    with writing(authority_id):
        added = [add_officer(authority_id, row) for row in typed.new_officers]
        db.session.flush()
        said = schema.load(typed.said)
        said["officer_ids"] = [*said["officer_ids"], *(officer.id for officer in added)]
        return keep(said).id


def _like() -> Sweep | None:
    """What a new plan was copied from; its address keeps it while mistakes are mended."""
    like = request.args.get("like")
    return find_sweep(like) if like else None


def _walking(sweep: Sweep | None) -> list[str]:
    """Whoever is on the roster stays in sight, also where they have left since."""
    return [entry.officer_id for entry in sweep.roster] if sweep else []


def _messages(problem: Problem) -> Mapping[str, Any]:
    """By field, where it is about fields; else it is answered like any other problem."""
    if "errors" not in problem.extra:
        raise problem
    messages: Mapping[str, Any] = problem.extra["errors"]
    return messages


def _again(form: Form, sweep: Sweep | None, wrong: dict[str, Wrong]) -> Answer:
    # The failed write ended the session's transaction: the sweep is read anew.
    again = find_sweep(sweep.id) if sweep else None
    return Response(_page(form, again, wrong), 422)


def _page(
    form: Form, sweep: Sweep | None, wrong: Mapping[str, Wrong] | None = None, more: str = ""
) -> str:
    # One empty row always, so that the next can be typed; another for who asked for more.
    rows = {name: [*rows_of(form, name), {}, *([{}] if more == name else [])] for name in ROWS}
    outlines = own_outlines()
    return render_template(
        "sweeps/plan.html",
        outlines=outlines,
        like=_like() if sweep is None else None,
        ground=ground_of(outlines),
        sweep=sweep,
        form=form,
        rows=rows,
        usual_radius=USUAL_RADIUS_M,
        groups=by_role(officers_here(*_walking(sweep))),
        chosen=form.getlist("officer_ids"),
        errors=wrong or {},
        odd_sites=site_warnings(sweep) if sweep else (),
    )
