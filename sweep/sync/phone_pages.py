"""The pages of an authority's phones: what each holds, ending one, and taking back codes that nobody has used."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import caller
from sweep.access.credentials import LEFT_STILL_SENDS
from sweep.access.models import EnrolCode, Officer
from sweep.core.completeness import gaps
from sweep.db import db, writing
from sweep.errors import Problem
from sweep.fields import is_uuid
from sweep.ledger import seqs_of
from sweep.sweeps.models import Sweep
from sweep.sync.devices import find_device, revoke
from sweep.sync.phone_list import Phone, all_phones, in_use_with, sharing

blp = Blueprint("phone_pages", __name__)

_REASONS = ("lost", "left")
_MOST_GAPS = 5


@blp.get("/phones")
def show_phones() -> str:
    """Every phone, and the codes that would still let one in."""
    now, phones = datetime.now(UTC), all_phones()
    return render_template(
        "sync/phones.html",
        phones=phones,
        shared={phone.device.id: in_use_with(phone, phones) for phone in phones},
        codes_unused=_unused_codes(now),
        done=request.args.get("done", ""),
        now=now,
        still=LEFT_STILL_SENDS,
    )


@blp.get("/phones/<device_id>/end")
def show_end(device_id: str) -> str:
    """What ending this phone does, before it is done."""
    (phone, others), reason = _phone(device_id), request.args.get("reason", "")
    if reason not in _REASONS:
        raise Problem("not_found")
    missing = gaps(seqs_of(phone.device.id), phone.device.made or 0)
    return render_template(
        "sync/phone_end.html",
        phone=phone,
        others=others,
        at_stake=sum(each.at_stake for each in (phone, *others)),
        reason=reason,
        gaps=missing[:_MOST_GAPS],
    )


@blp.post("/phones/<device_id>/end")
def end_phone(device_id: str) -> Answer:
    """Report it lost for everybody who shares it, or sign one officer off."""
    (phone, others), reason = _phone(device_id), request.form.get("reason", "")
    if reason not in _REASONS:
        raise Problem("unreadable_request", "Say whether the phone is lost or signed off.")
    # This one last: while it isn't ended, its page can be pressed again.
    for each in (*(others if reason == "lost" else ()), phone):
        revoke(caller().authority_id, each.device.id, reason, datetime.now(UTC))
    return redirect(url_for("phone_pages.show_phones", done=reason), 303)


@blp.post("/phones/codes/<code_id>")
def withdraw_code(code_id: str) -> Answer:
    """Take back a code that nobody has used."""
    with writing(caller().authority_id):
        one = select(EnrolCode).where(EnrolCode.id == code_id)
        code = db.session.scalars(one).one_or_none() if is_uuid(code_id) else None
        if code is None:
            raise Problem("not_found", "There is no such code.")
        used = code.redeemed_at is not None
        if not used:
            code.revoked_at = code.revoked_at or datetime.now(UTC)
    return redirect(url_for("phone_pages.show_phones", done="used" if used else "withdrawn"), 303)


def _phone(device_id: str) -> tuple[Phone, list[Phone]]:
    """The phone, and the others whose records lie on it."""
    wanted, phones = find_device(device_id).id, all_phones()
    phone = next(phone for phone in phones if phone.device.id == wanted)
    return phone, sharing(phone, phones)


def _unused_codes(now: datetime) -> list[tuple[EnrolCode, str, str]]:
    """Each with its officer's name and its sweep's title, those that run out first before."""
    rows = db.session.execute(
        select(EnrolCode, Officer.name, Sweep.title)
        .join(
            Officer,
            (Officer.authority_id == EnrolCode.authority_id) & (Officer.id == EnrolCode.officer_id),
        )
        .join(
            Sweep, (Sweep.authority_id == EnrolCode.authority_id) & (Sweep.id == EnrolCode.sweep_id)
        )
        .where(
            EnrolCode.redeemed_at.is_(None),
            EnrolCode.revoked_at.is_(None),
            EnrolCode.expires_at > now,
        )
        .order_by(EnrolCode.expires_at, Officer.name)
    )
    return [(code, officer, title) for code, officer, title in rows]
