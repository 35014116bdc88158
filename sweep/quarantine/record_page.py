"""The page of one record that was kept out: what it says, its exact bytes, and what a person decides on it."""

import re
from collections.abc import Mapping

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from sweep.db import db
from sweep.errors import Problem
from sweep.fields import is_uuid
from sweep.ledger import ASIDE, Decision, Operation, Quarantined
from sweep.pages import Fault
from sweep.quarantine.deciding import Kept, Wish, decision_on, find
from sweep.quarantine.deciding_form import ask_again, carry_out, why_of
from sweep.quarantine.mend_form import Form, boxes, filled_in
from sweep.quarantine.mending import Mending
from sweep.quarantine.record_shown import Shown, decided, shown
from sweep.quarantine.shown_bytes import pieces

blp = Blueprint("record_pages", __name__)

_SHA256 = re.compile(r"[0-9a-f]{64}")
# On the page each way of deciding has its own box for the reason.
_WAYS = ("count", "mend", "text", "discard")


@blp.get("/quarantine/<sha256>")
def show_record(sha256: str) -> str:
    """One record, and the ways to decide on it; or what was decided."""
    return _page(_row(sha256))


@blp.get("/quarantine/<sha256>/bytes")
def download_bytes(sha256: str) -> Answer:
    """Its exact bytes."""
    answer = Response(_row(sha256).body, mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="record-{sha256[:12]}.bin"'
    return answer


@blp.post("/quarantine/<sha256>")
def decide_record(sha256: str) -> Answer:
    """Decide on it in one of the four ways, or say what is missing."""
    row, way = _row(sha256), request.form.get("way", "")
    if decision_on(sha256):
        return _back(sha256, late="")
    if way not in _WAYS:
        raise Problem("unreadable_request", "There is no such decision.")
    if "back" in request.form:
        return Response(_page(row, request.form))
    return _decide(row, way)


def _decide(row: Kept, way: str) -> Answer:
    why, faults = why_of(request.form, f"#why-{way}")
    record, here = shown(row), url_for("record_pages.show_record", sha256=row.sha256)
    wish, wrong = _wish(way, record, why)
    if faults := wrong | faults:
        return Response(_page(row, request.form, faults), 422)
    if again := ask_again([(record.record, wish)], here):
        return Response(again)
    if still := carry_out(row.sha256, wish):
        if decision_on(row.sha256):
            return _back(row.sha256, late="")
        href = "#text" if way == "text" else f"#why-{way}"
        problem = Fault(f"It still can’t be taken in. {still}", href)
        return Response(_page(_row(row.sha256), request.form, {"still": problem}), 422)
    return _back(row.sha256)


def _back(sha256: str, late: str | None = None) -> Answer:
    return redirect(url_for("record_pages.show_record", sha256=sha256, late=late), 303)


def _wish(way: str, record: Shown, why: str) -> tuple[Wish, dict[str, Fault]]:
    """What the form asks for, and what is wrong with it."""
    if way == "discard":
        return Wish("discard", why), {}
    if way == "text":
        return Wish("apply", why, mended=request.form.get("text", "")), {}
    if way == "count":
        return _count(record, why)
    if record.form is None:
        raise Problem("unreadable_request", "This record has no form to put it right.")
    mending = Mending(record.form, request.form, fresh=record.fresh)
    return Wish("apply", why, mended=mending.text), mending.faults


def _count(record: Shown, why: str) -> tuple[Wish, dict[str, Fault]]:
    if not record.needs_sweep:
        return Wish("apply", why), {}
    named = request.form.get("sweep_id", "")
    faults = {} if is_uuid(named) else {"sweep_id": Fault("Choose its sweep", "#sweep_id")}
    return Wish("apply", why, sweep_id=named), faults


def _row(sha256: str) -> Kept:
    """What waits or was decided on, with these bytes. Raises `not_found`."""
    row = (find(sha256) or _decided_row(sha256)) if _SHA256.fullmatch(sha256) else None
    if row is None:
        raise Problem("not_found", "There is no such record to decide on.")
    return row


def _decided_row(sha256: str) -> Kept | None:
    decision = decision_on(sha256)
    if decision is None:
        return None
    aside = select(Quarantined).where(Quarantined.sha256 == sha256)
    return db.session.scalars(aside).one_or_none() or _entered(decision)


def _entered(decision: Decision) -> Operation | None:
    own = select(Operation).where(Operation.op_id == decision.op_id)
    set_aside = select(Operation).where(Operation.standing.in_((*ASIDE, "erased")))
    rows = (
        db.session.scalars(each.where(Operation.sha256 == decision.sha256)).first()
        for each in (own, set_aside)
    )
    return next((row for row in rows if row), None)


def _page(
    row: Kept, typed: MultiDict[str, str] | None = None, faults: Mapping[str, Fault] | None = None
) -> str:
    record, decision = shown(row), decision_on(row.sha256)
    way = typed.get("way", "") if typed else ""
    form: Form = typed if typed and way == "mend" else _first(record)
    return render_template(
        "sync/record.html",
        record=record,
        boxes=list(boxes(record.form, record.names)) if record.form else [],
        form=form,
        typed=typed or {},
        way=way,
        errors=faults or {},
        pieces=list(pieces(row.body)),
        decided=decided(decision, record) if decision else None,
        late="late" in request.args,
    )


def _first(record: Shown) -> Form:
    return filled_in(record.form) if record.form else MultiDict()
