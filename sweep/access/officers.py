"""An authority's officers: added and listed by whichever room has a page or a call for it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from marshmallow import Schema, fields
from sqlalchemy import select
from uuid_utils.compat import uuid7

from sweep.access.history import note
from sweep.access.models import Officer
from sweep.access.revs import Revs
from sweep.core import codes
from sweep.db import db
from sweep.errors import Problem
from sweep.fields import Name, PlainText, Slug, is_uuid


class NewOfficer(Schema):
    name = Name(120, required=True)
    role = Slug(codes.OFFICER_ROLES, required=True)
    employer = PlainText(120, load_default="")


class ChangedOfficer(Schema):
    """Any part of an officer; `left` takes them off the list."""

    name = Name(120)
    role = Slug(codes.OFFICER_ROLES)
    employer = PlainText(120)
    left = fields.Boolean()


def all_officers() -> Sequence[Officer]:
    """Every officer of the authority in scope, by name."""
    return db.session.scalars(select(Officer).order_by(Officer.name, Officer.id)).all()


def officers_here(*also: str) -> Sequence[Officer]:
    """Those who have not left, by name, and whoever of them all is asked for `also`, by id."""
    return [each for each in all_officers() if each.left_at is None or each.id in also]


def officer_names() -> dict[str, str]:
    """The name of every officer by id, also of those who have left."""
    return {officer.id: officer.name for officer in all_officers()}


def find_officer(officer_id: str) -> Officer:
    """One officer of this authority, also one who has left. Raises `not_found`."""
    found = None
    if is_uuid(officer_id):
        found = db.session.scalars(select(Officer).where(Officer.id == officer_id)).one_or_none()
    if found is None:
        raise Problem("not_found", "There is no such officer.")
    return found


def by_role(officers: Iterable[Officer]) -> list[tuple[codes.Role, list[Officer]]]:
    """Officers under what they are, in the order of the code list; kinds without any are left out."""
    found: dict[str, list[Officer]] = {role: [] for role in codes.OFFICER_ROLES}
    for officer in officers:
        found[officer.role].append(officer)
    return [(codes.OFFICER_ROLES[role], own) for role, own in found.items() if own]


def change_officer(officer: Officer, said: Mapping[str, Any], now: datetime) -> None:
    """Put right what `said` (`ChangedOfficer`) names. Inside `writing`; phones hear of it by their rosters.

    `left` takes an officer off the list that rosters are made from, or puts them back on it.
    """
    before = officer.role
    officer.name = said.get("name", officer.name)
    officer.role = said.get("role", before)
    if officer.role != before:
        note_role(officer, Revs(officer.authority_id).next())
    officer.employer = said.get("employer", officer.employer)
    if "left" in said:
        officer.left_at = (officer.left_at or now) if said["left"] else None


def add_officer(authority_id: int, said: Mapping[str, Any]) -> Officer:
    """A new officer from `NewOfficer`. Inside `writing`."""
    officer = Officer(authority_id=authority_id, id=str(uuid7()), **said)
    db.session.add(officer)
    note_role(officer, Revs(authority_id).next())
    return officer


def note_role(officer: Officer, rev: int) -> None:
    """Keep in the history whose hours this officer's are from now on. Inside `writing`."""
    note(officer.authority_id, ("officer", officer.id), rev, {"role": officer.role})
