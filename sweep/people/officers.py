"""The pages of an authority's officers: who there is, adding one, putting one right, and taking off one who left."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from marshmallow import ValidationError
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import caller
from sweep.access.models import Device, Officer
from sweep.access.officers import (
    NewOfficer,
    add_officer,
    all_officers,
    by_role,
    change_officer,
    find_officer,
    officers_here,
)
from sweep.access.revs import Revs
from sweep.db import db, writing
from sweep.sweeps.models import RosterEntry

blp = Blueprint("officer_pages", __name__)

FIELDS = ("name", "role", "employer")
WORDS = {
    "name": "Enter a name or collar number, at most 120 characters",
    "role": "Choose what kind of officer this is",
    "employer": "An employer’s name has at most 120 characters",
}
_DONE = {
    "added": ("Added", "The officer is on the list."),
    "changed": ("Saved", "The officer is put right, on phones too from their next contact."),
    "left": ("Saved", "The officer is offered on no roster any more."),
    "back": ("Saved", "The officer is on the list again."),
}


@blp.get("/officers")
def show_officers() -> str:
    """Everybody who can be put on a roster, and the form for one more."""
    return _page({}, {})


@blp.post("/officers")
def create_officer() -> Answer:
    """Add one officer, or say what is missing."""
    typed = {name: request.form.get(name, "").strip() for name in FIELDS}
    try:
        said = NewOfficer().load(typed)
    except ValidationError as error:
        return Response(_page(typed, error.normalized_messages()), 422)
    authority_id = caller().authority_id
    with writing(authority_id):
        add_officer(authority_id, said)
    return redirect(url_for("officer_pages.show_officers", done="added"), 303)


@blp.get("/officers/<officer_id>")
def show_officer(officer_id: str) -> str:
    """One officer, to be put right or taken off the list."""
    officer = find_officer(officer_id)
    return _one(officer, {name: getattr(officer, name) for name in FIELDS}, {})


@blp.post("/officers/<officer_id>")
def save_officer(officer_id: str) -> Answer:
    """Put right a name, a role or an employer. Figures follow the role, also those of sweeps that are over."""
    typed = {name: request.form.get(name, "").strip() for name in FIELDS}
    try:
        said = NewOfficer().load(typed)
    except ValidationError as error:
        page = _one(find_officer(officer_id), typed, error.normalized_messages())
        return Response(page, 422)
    put_right(officer_id, said)
    return redirect(url_for("officer_pages.show_officers", done="changed"), 303)


def put_right(officer_id: str, said: Mapping[str, Any]) -> Officer:
    """Change an officer (`ChangedOfficer`), and let phones know whose roster they are on. Raises `not_found`."""
    authority_id = caller().authority_id
    with writing(authority_id):
        revs, officer = Revs(authority_id), find_officer(officer_id)
        change_officer(officer, said, datetime.now(UTC))
        revs.next()  # figures follow the role
        _tell_phones(officer, revs)
    return officer


@blp.post("/officers/<officer_id>/left")
def take_off(officer_id: str) -> Answer:
    """Offer the officer on no roster any more, or on them again. What they recorded stays, under their name."""
    back = "back" in request.form
    put_right(officer_id, {"left": not back})
    return redirect(url_for("officer_pages.show_officers", done="back" if back else "left"), 303)


def _tell_phones(officer: Officer, revs: Revs) -> None:
    """Phones hear of names and roles by the rosters that they pull."""
    own = select(RosterEntry).where(RosterEntry.officer_id == officer.id)
    for entry in db.session.scalars(own.where(RosterEntry.removed.is_(False))):
        entry.rev = revs.next()


def _page(typed: Mapping[str, str], wrong: Mapping[str, Any]) -> str:
    return render_template(
        "people/officers.html",
        groups=by_role(officers_here()),
        left=[officer for officer in all_officers() if officer.left_at],
        typed=typed,
        errors=_errors(wrong),
        done=None if wrong else _DONE.get(request.args.get("done", "")),
    )


def _one(officer: Officer, typed: Mapping[str, str], wrong: Mapping[str, Any]) -> str:
    phones = select(Device).where(Device.officer_id == officer.id, Device.revoked_at.is_(None))
    return render_template(
        "people/officer.html",
        officer=officer,
        phones=db.session.scalars(phones.order_by(Device.enrolled_at)).all(),
        typed=typed,
        errors=_errors(wrong),
    )


def _errors(wrong: Mapping[str, Any]) -> dict[str, str]:
    return {name: words for name, words in WORDS.items() if name in wrong}
