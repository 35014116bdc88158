"""The pages that change one stop: correct it, remove it, change its note, enter or take back a school's answer."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from sweep.checking import correct_form
from sweep.checking.asking import Child
from sweep.checking.entering import Entry, enter
from sweep.checking.one_answer import one_answer
from sweep.checking.reasons import Form, overtaken, why_of
from sweep.checking.school_answers import box
from sweep.checking.stop_shown import StopPage, stop_page
from sweep.core.codes import REGISTER_CODES
from sweep.errors import Problem
from sweep.pages import Fault
from sweep.returns.watch import in_sweep_text
from sweep.schools.names import all_school_names

blp = Blueprint("change_pages", __name__)

Faults = Mapping[str, Fault]
LONGEST_NOTE = 20_000


@blp.get("/stops/<stop_id>/correct")
def show_correct(stop_id: str) -> str:
    """Every answer of the stop, to be put right."""
    shown = _standing(stop_id)
    return _correct_page(shown, correct_form.filled_in(shown.stop), {})


@blp.post("/stops/<stop_id>/correct")
def correct_stop(stop_id: str) -> Answer:
    """Put right what differs from what stands."""
    shown, form = _standing(stop_id), request.form
    correction = correct_form.read(form, shown.stop, shown.sweep)
    why, faults = why_of(form)
    faults = {**overtaken(form, shown.stop["head"], shown.steps), **correction.faults, **faults}
    if not faults and not correction.changes:
        return _back(stop_id, "nothing")
    if not faults:
        said = {**_head(shown), "changes": correction.changes, "why": why}
        faults = _entered(Entry("stop.amend", said))
    if faults:
        return Response(_correct_page(_standing(stop_id), form, faults), 422)
    return _back(stop_id, "corrected")


@blp.get("/stops/<stop_id>/remove")
def show_remove(stop_id: str) -> str:
    """What removing does, before it is done."""
    return _small_page("remove", _standing(stop_id), MultiDict(), {})


@blp.post("/stops/<stop_id>/remove")
def remove_stop(stop_id: str) -> Answer:
    """The stop never was: it counts no more."""
    shown = _standing(stop_id)
    why, faults = why_of(request.form)
    return _change("remove", shown, Entry("stop.void", {**_head(shown), "why": why}), faults)


@blp.get("/stops/<stop_id>/note")
def show_note(stop_id: str) -> str:
    """The note, and what taking words out of it does and does not do."""
    shown = _standing(stop_id)
    return _small_page("note", shown, MultiDict({"note": shown.stop["note"]}), {})


@blp.post("/stops/<stop_id>/note")
def change_note(stop_id: str) -> Answer:
    """Other words, or none."""
    shown, note = _standing(stop_id), request.form.get("note", "").replace("\r\n", "\n").strip()
    why, faults = why_of(request.form)
    if len(note) > LONGEST_NOTE:
        faults["note"] = Fault("A note has at most 20,000 characters", "#note")
    said = {**_head(shown), "changes": {"note": note}, "why": why}
    return _change("note", shown, Entry("stop.amend", said), faults)


@blp.get("/stops/<stop_id>/answer")
def show_answer(stop_id: str) -> str:
    """The school's answer about this child alone."""
    shown = _standing(stop_id)
    stop = shown.stop
    form = {"told_by": stop["told_by"] or "", "code": stop["register_code"] or ""}
    return _answer_page(shown, MultiDict({**form, "finding": stop["verified_finding"] or ""}), {})


@blp.post("/stops/<stop_id>/answer")
def answer_stop(stop_id: str) -> Answer:
    """Enter it, put another in its place, or take it back."""
    shown, form = _standing(stop_id), request.form
    entry, faults = one_answer(_child(shown), form)
    faults = {**overtaken(form, shown.stop["head"], shown.steps), **faults}
    if not faults and entry:
        faults = _entered(entry)
    if faults:
        return Response(_answer_page(_standing(stop_id), form, faults), 422)
    return _back(stop_id, "taken-back" if "back" in form else "answered")


def _standing(stop_id: str) -> StopPage:
    """Raises `not_found`; a stop that was removed can't be changed any more."""
    shown = stop_page(stop_id)
    if shown.stop["voided"]:
        raise Problem("not_found", "This stop was removed, so there is nothing to change.")
    return shown


def _head(shown: StopPage) -> dict[str, Any]:
    return {"stop_id": shown.stop["id"], "base_op": shown.stop["head"]}


def _child(shown: StopPage) -> Child:
    return Child(shown.stop)


def _entered(entry: Entry) -> dict[str, Fault]:
    (sentence,) = enter([entry])
    return {"base": Fault(sentence, "#stands")} if sentence else {}


def _change(page: str, shown: StopPage, entry: Entry, faults: dict[str, Fault]) -> Answer:
    """Enter one change of a small page, or show the page again with what keeps it back."""
    stop_id = shown.stop["id"]
    found = {**overtaken(request.form, shown.stop["head"], shown.steps), **faults} or _entered(
        entry
    )
    if found:
        return Response(_small_page(page, _standing(stop_id), request.form, found), 422)
    return _back(stop_id, "removed" if page == "remove" else page)


def _back(stop_id: str, done: str) -> Answer:
    return redirect(url_for("stop_pages.show_stop", stop_id=stop_id, done=done), 303)


def _page(template: str, shown: StopPage, form: Form, faults: Faults, **more: Any) -> str:
    return render_template(
        f"checking/{template}.html",
        shown=shown,
        sweep=shown.sweep,
        form=form,
        errors=faults,
        at=lambda moment: in_sweep_text(moment, shown.sweep),
        **more,
    )


def _small_page(template: str, shown: StopPage, form: Form, faults: Faults) -> str:
    return _page(template, shown, form, faults)


def _correct_page(shown: StopPage, form: Form, faults: Faults) -> str:
    own = correct_form.boxes(shown.stop, shown.sweep)
    return _page("correct", shown, form, faults, boxes=own, schools=all_school_names())


def _answer_page(shown: StopPage, form: Form, faults: Faults) -> str:
    answered = shown.stop["verification"] in ("confirmed", "changed", "cannot_verify", "asked")
    more = {"marks": REGISTER_CODES, "answered": answered, "box": box(_child(shown))}
    return _page("answer", shown, form, faults, **more)
