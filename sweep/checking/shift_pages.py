"""The pages of a sweep's shifts: put right with a reason, removed, and added where nobody recorded one."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from sweep.access.officers import officer_names
from sweep.checking import shift_form
from sweep.checking.entering import Entry, enter
from sweep.checking.history import Step, history_of
from sweep.checking.reasons import Form, overtaken, why_of
from sweep.core.reference import reference
from sweep.db import db
from sweep.errors import Problem
from sweep.fields import is_uuid
from sweep.pages import Fault
from sweep.returns.patrols import shift_lines
from sweep.returns.watch import in_sweep_text, sentences
from sweep.stops.on_shift import stops_off_shift
from sweep.sweeps.models import Shift, Sweep
from sweep.sweeps.read import find_sweep, shifts_of

blp = Blueprint("shift_pages", __name__)

_DONE = {
    "corrected": "The correction is saved.",
    "removed": "The shift is removed, and its time counts no more.",
    "added": "The shift is added.",
    "nothing": "Nothing was changed, so nothing was saved.",
}
_REMOVED_SINCE = (
    "This shift was added before and has been removed since, so it was not added now. To count it after all, add it"
    " once more"
)
Faults = Mapping[str, Fault]


@blp.get("/sweeps/<sweep_id>/shifts")
def show_shifts(sweep_id: str) -> str:
    """Every shift that stands, those still open first, and those that were removed."""
    sweep, now = find_sweep(sweep_id), datetime.now(UTC)
    return render_template(
        "checking/shifts.html",
        sweep=sweep,
        shifts=shift_lines(sweep, now),
        off_shift=_off_shift(sweep),
        removed=[shift for shift in shifts_of(sweep) if shift["voided"]],
        done=_DONE.get(request.args.get("done", ""), ""),
        at=lambda moment: in_sweep_text(moment, sweep),
    )


def _off_shift(sweep: Sweep) -> list[tuple[str, str, datetime, str]]:
    """The stops that lie in no shift of their officer: id, reference, moment, and the officer."""
    found = stops_off_shift(sweep.id)
    names = officer_names()
    return [
        (stop["id"], reference(stop["id"]), stop["stopped_at"], names.get(stop["author_id"], ""))
        for stop in found
    ]


@blp.get("/sweeps/<sweep_id>/shifts/add")
def show_add(sweep_id: str) -> str:
    """A shift that nobody recorded."""
    sweep = find_sweep(sweep_id)
    return _add_page(sweep, shift_form.new_form(sweep, datetime.now(UTC)), {})


@blp.post("/sweeps/<sweep_id>/shifts/add")
def add_shift(sweep_id: str) -> Answer:
    """Add it, for somebody on the roster."""
    sweep = find_sweep(sweep_id)
    form: Form = request.form
    officer_id = form.get("officer_id", "")
    faults: dict[str, Fault] = {}
    if officer_id not in {entry.officer_id for entry in sweep.roster}:
        faults["officer_id"] = Fault("Choose whose shift it was", "#officer_id")
    worked, wrong = shift_form.read(form)
    faults |= wrong
    if why_of(form)[1]:
        faults["why"] = Fault("Say how it is known, in at most 1,000 characters", "#why")
    if not faults and worked:
        entries = shift_form.new_shift(sweep, officer_id, worked, form)
        faults |= _entered(entries)
        if not faults and _is_removed(entries[0].said["shift_id"]):
            faults["base"] = Fault(_REMOVED_SINCE, "#stands")
            form = shift_form.once_more(form)
    if faults:
        return Response(_add_page(find_sweep(sweep_id), form, faults), 422)
    return redirect(url_for("shift_pages.show_shifts", sweep_id=sweep_id, done="added"), 303)


def _is_removed(shift_id: str) -> bool:
    """The ledger knows a form's second sending whatever became of its shift since, so the shift is asked."""
    gone = select(Shift.voided).where(Shift.id == shift_id)
    return bool(db.session.scalars(gone).one_or_none())


@blp.get("/shifts/<shift_id>")
def show_shift(shift_id: str) -> str:
    """One shift with its history, and the form that puts it right."""
    shift, sweep = _find(shift_id)
    return _page(shift, sweep, shift_form.filled_in(shift), {})


@blp.post("/shifts/<shift_id>")
def correct_shift(shift_id: str) -> Answer:
    """Put right its start, end or breaks, or remove it."""
    shift, sweep = _find(shift_id)
    if shift["voided"]:
        raise Problem("not_found", "This shift was removed, so there is nothing to change.")
    form, head = request.form, {"shift_id": shift["id"], "base_op": shift["head"]}
    why, faults = why_of(form)
    found: dict[str, Fault] = {**overtaken(form, shift["head"], _steps(shift)), **faults}
    changes: dict[str, Any] = {}
    if "remove" not in form:
        worked, wrong = shift_form.read(form, shift)
        found |= wrong
        changes = shift_form.changes_of(worked, shift) if worked else {}
    if not found and not changes and "remove" not in form:
        return _back(sweep, "nothing")
    if not found:
        found = _entered([_change(head, changes, why)])
    if found:
        shift, sweep = _find(shift_id)
        return Response(_page(shift, sweep, form, found), 422)
    return _back(sweep, "corrected" if changes else "removed")


def _change(head: Mapping[str, Any], changes: Mapping[str, Any], why: str) -> Entry:
    """A removal where there is nothing to change."""
    if not changes:
        return Entry("shift.void", {**head, "why": why})
    return Entry("shift.amend", {**head, "changes": changes, "why": why})


def _entered(entries: Sequence[Entry]) -> dict[str, Fault]:
    sentence = next(filter(None, enter(entries)), "")
    return {"base": Fault(sentence, "#stands")} if sentence else {}


def _back(sweep: Sweep, done: str) -> Answer:
    return redirect(url_for("shift_pages.show_shifts", sweep_id=sweep.id, done=done), 303)


def _find(shift_id: str) -> tuple[dict[str, Any], Sweep]:
    own = select(Shift.sweep_id).where(Shift.id == shift_id)
    sweep_id = db.session.scalars(own).one_or_none() if is_uuid(shift_id) else None
    if sweep_id is None:
        raise Problem("not_found", "There is no such shift.")
    sweep = find_sweep(sweep_id)
    return next(each for each in shifts_of(sweep) if each["id"] == shift_id.lower()), sweep


def _steps(shift: Mapping[str, Any]) -> list[Step]:
    return history_of(shift["id"], "shift")


def _page(shift: dict[str, Any], sweep: Sweep, form: Form, faults: Faults) -> str:
    return render_template(
        "checking/shift.html",
        shift=shift,
        flags=sentences(dict.fromkeys(shift["flags"])),
        reference=reference(shift["id"]),
        sweep=sweep,
        form=form,
        errors=faults,
        steps=_steps(shift),
        at=lambda moment: in_sweep_text(moment, sweep),
    )


def _add_page(sweep: Sweep, form: MultiDict[str, str], faults: Faults) -> str:
    roster = sorted((entry.officer.name, entry.officer_id) for entry in sweep.roster)
    return render_template(
        "checking/shift_add.html",
        sweep=sweep,
        form=form,
        errors=faults,
        roster=[(officer_id, name) for name, officer_id in roster],
    )
