"""The page on which a coordinator gives up what one phone will never send."""

from datetime import UTC, datetime

from flask import Blueprint, Response, redirect, render_template, request, url_for
from marshmallow import ValidationError
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import caller
from sweep.access.models import User
from sweep.db import db
from sweep.london import moment_text
from sweep.sweeps.models import WriteOff
from sweep.sweeps.phone_words import at_text, given_up_text, waiting_for
from sweep.sweeps.phones import find_phone
from sweep.sweeps.read import find_sweep
from sweep.sweeps.schemas import NewWriteOff
from sweep.sweeps.write_offs import write_off

blp = Blueprint("write_off_pages", __name__)

_WRONG = "Say why, in at most 1,000 characters"


@blp.get("/sweeps/<sweep_id>/phones/<device_id>/write-off")
def show_write_off(sweep_id: str, device_id: str) -> str:
    """What the phone holds, what giving it up means, and the form."""
    return _page(sweep_id, device_id, "", "")


@blp.post("/sweeps/<sweep_id>/phones/<device_id>/write-off")
def write_off_phone(sweep_id: str, device_id: str) -> Answer:
    """Give it up, or say what is missing."""
    why = request.form.get("why", "")
    try:
        said = NewWriteOff().load({"device_id": device_id, "why": why})
    except ValidationError:
        return Response(_page(sweep_id, device_id, why, _WRONG), 422)
    who = caller()
    write_off(who.authority_id, sweep_id, said, who.user_id, datetime.now(UTC))
    return redirect(url_for("sweep_pages.show_sweep", sweep_id=sweep_id, _anchor="arrived"), 303)


def _page(sweep_id: str, device_id: str, typed: str, wrong: str) -> str:
    sweep, now = find_sweep(sweep_id), datetime.now(UTC)
    phone = find_phone(sweep, device_id)
    return render_template(
        "sweeps/write_off.html",
        sweep=sweep,
        phone=phone,
        heard=at_text(phone["heard_at"], now),
        why_waiting=waiting_for(phone, sweep, now),
        given_up=given_up_text(phone) if phone["written_off"] else "",
        decided=_decided(phone["written_off"]),
        still_on=now < sweep.ends_at,
        typed=typed,
        wrong=wrong,
    )


def _decided(written: WriteOff | None) -> str:
    if written is None:
        return ""
    by = db.session.scalars(select(User).where(User.id == written.user_id)).one_or_none()
    who = (by.name or by.email) if by else "somebody who has left"
    return f"Decided by {who} at {moment_text(written.written_at)}."
