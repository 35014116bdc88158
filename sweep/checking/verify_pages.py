"""The pages by which schools are asked: which come next, one school's children on one page, and a list to print."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import caller
from sweep.access.models import Authority
from sweep.checking.asking import Child, School, answered, school_of, schools_of
from sweep.checking.entering import Entry, enter
from sweep.checking.school_answers import Form, box, choices_of, enter_answers
from sweep.core.codes import REGISTER_CODES
from sweep.core.register_answers import CANNOT_SAY, read_mark
from sweep.db import db
from sweep.errors import Problem
from sweep.pages import Fault
from sweep.returns.watch import in_sweep_text
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import find_sweep

blp = Blueprint("verify_pages", __name__)

CANNOT_SAY_WORDS = "Cannot be checked: the school can’t say"
# The marks and their words, and to which findings each can be put, for the script that shows them while typing.
MARKS: Mapping[str, Any] = {
    **{
        code: {"words": mark.words, "findings": list(mark.findings)}
        for code, mark in REGISTER_CODES.items()
    },
    CANNOT_SAY: {"words": CANNOT_SAY_WORDS, "findings": []},
}


@dataclass(frozen=True, slots=True)
class Row:
    """One child's line of the form: what is in its box, what that means, and what to choose from where it is open."""

    child: Child
    box: str
    typed: str
    means: str
    choices: list[tuple[str, str]]
    chosen: str
    fault: str


@blp.get("/sweeps/<sweep_id>/verify")
def show_schools(sweep_id: str) -> str:
    """Every school with something to answer, and which comes next."""
    sweep = find_sweep(sweep_id)
    schools = schools_of(sweep)
    done, of_all = answered(schools)
    return render_template(
        "checking/schools.html",
        sweep=sweep,
        schools=schools,
        next=next((school for school in schools if school.waiting), None),
        answered=done,
        of_all=of_all,
        saved=request.args.get("saved", 0, int),
    )


@blp.get("/sweeps/<sweep_id>/verify/<key>")
def show_school(sweep_id: str, key: str) -> str:
    """One school's children, each with a box for the register's mark."""
    sweep, school = _school(sweep_id, key)
    return _page(sweep, school, MultiDict({"told_by": school.told_by}), {})


@blp.post("/sweeps/<sweep_id>/verify/<key>")
def answer_school(sweep_id: str, key: str) -> Answer:
    """Save what was typed; show again what could not be saved, as it was typed."""
    sweep, school = _school(sweep_id, key)
    outcome = enter_answers(school, request.form)
    sweep, school = _school(sweep_id, key)
    if outcome.faults:
        page = _page(sweep, school, request.form, outcome.faults, outcome.saved)
        return Response(page, 422)
    address = f"verify_pages.show_{'school' if school.waiting else 'schools'}"
    which = key if school.waiting else None
    return redirect(url_for(address, sweep_id=sweep_id, key=which, saved=outcome.saved), 303)


@blp.post("/sweeps/<sweep_id>/verify/<key>/asked")
def ask_school(sweep_id: str, key: str) -> Answer:
    """Note that this school was asked about all its children who wait and were not asked yet."""
    _, school = _school(sweep_id, key)
    sentences = enter(
        [_asked(child) for child in school.children if child.waits and not child.asked]
    )
    asked = sum(not sentence for sentence in sentences)
    page = url_for("verify_pages.show_school", sweep_id=sweep_id, key=key, asked=asked)
    return redirect(page, 303)


@blp.get("/sweeps/<sweep_id>/verify/<key>/print")
def print_school(sweep_id: str, key: str) -> str:
    """A list for the school: no names, an empty column for the mark, and how to answer."""
    sweep, school = _school(sweep_id, key)
    return render_template(
        "checking/print.html",
        sweep=sweep,
        school=school,
        children=[child for child in school.children if child.waits],
        authority=db.session.get_one(Authority, caller().authority_id),
        at=lambda moment: in_sweep_text(moment, sweep),
    )


def _asked(child: Child) -> Entry:
    said = {"verification": "asked", "verified_finding": None, "register_code": None}
    head = {"stop_id": child.stop["id"], "base_op": child.stop["head"]}
    return Entry("stop.verify", {**head, **said, "told_by": None, "why": ""})


def _school(sweep_id: str, key: str) -> tuple[Sweep, School]:
    sweep = find_sweep(sweep_id)
    school = school_of(sweep, key)
    if school is None:
        raise Problem("not_found", "No child of this sweep is to be asked about there.")
    return sweep, school


def _page(
    sweep: Sweep, school: School, form: Form, faults: Mapping[str, Fault], saved: int = 0
) -> str:
    rows = [
        _row(child, form, faults)
        for child in school.children
        if child.waits or box(child) in faults
    ]
    return render_template(
        "checking/school.html",
        sweep=sweep,
        school=school,
        rows=rows,
        answered=[child for child in school.children if not child.waits],
        told_by=form.get("told_by", ""),
        errors=faults,
        saved=saved or request.args.get("saved", 0, int),
        asked=request.args.get("asked", 0, int),
        marks=REGISTER_CODES,
        marks_told=MARKS,
        at=lambda moment: in_sweep_text(moment, sweep),
    )


def _row(child: Child, form: Form, faults: Mapping[str, Fault]) -> Row:
    typed = form.get(box(child), "").strip() if box(child) in faults or "none" not in faults else ""
    mark = read_mark(typed)
    fault = faults.get(box(child))
    return Row(
        child,
        box(child),
        typed,
        MARKS[mark]["words"] if mark else "",
        choices_of(child, mark),
        form.get(f"finding-{child.stop['id']}", ""),
        fault.words if fault else "",
    )
