"""An authority's officers: added and listed by whichever room has a page or a call for it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from marshmallow import Schema, validate
from sqlalchemy import select
from uuid_utils.compat import uuid7

from sweep.access.models import Officer
from sweep.core import codes
from sweep.db import db
from sweep.fields import PlainText, Slug


class NewOfficer(Schema):
    name = PlainText(required=True, validate=validate.Length(1, 120))
    role = Slug(codes.OFFICER_ROLES, required=True)
    employer = PlainText(load_default="", validate=validate.Length(max=120))


def all_officers() -> Sequence[Officer]:
    """Every officer of the authority in scope, by name."""
    return db.session.scalars(select(Officer).order_by(Officer.name, Officer.id)).all()


def by_role(officers: Iterable[Officer]) -> list[tuple[codes.Role, list[Officer]]]:
    """Officers under what they are, in the order of the code list; kinds without any are left out."""
    found: dict[str, list[Officer]] = {role: [] for role in codes.OFFICER_ROLES}
    for officer in officers:
        found[officer.role].append(officer)
    return [(codes.OFFICER_ROLES[role], own) for role, own in found.items() if own]


def add_officer(authority_id: int, said: Mapping[str, Any]) -> Officer:
    """A new officer from `NewOfficer`. Inside `writing`."""
    officer = Officer(authority_id=authority_id, id=str(uuid7()), **said)
    db.session.add(officer)
    return officer
