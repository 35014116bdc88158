"""A rescue file: what a phone could not send, brought to the desk by hand and taken in as if it had sent it."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import request
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate
from sqlalchemy import select

from sweep.access.callers import caller
from sweep.access.models import Device, Officer
from sweep.access.rescue import LONGEST_FILE, open_file
from sweep.access.secrets import token_hash
from sweep.api import blueprint
from sweep.db import db, writing
from sweep.errors import Problem
from sweep.fields import PlainText, is_uuid
from sweep.sync import schemas
from sweep.sync.contact import Contact, note
from sweep.sync.entries import Author
from sweep.sync.push import Result, push, settled
from sweep.sync.reading import BIGGEST_SEQ, PHONES_MAY

blp = blueprint("rescue", __name__, "What a phone could not send, by hand.")

_VERSION = PlainText(64)


class _Held(Schema):
    """What is in the file, once it is open."""

    class Meta:
        unknown = EXCLUDE

    sweep_rescue = fields.Integer(required=True, validate=validate.Equal(1))
    token = fields.String(required=True)
    ops = fields.List(fields.String(), required=True)
    # The phone's word on itself. What can't be read of it keeps no record out.
    app_version = fields.Raw()
    made = fields.Raw()
    unsent = fields.Raw()
    held = fields.Raw()


@dataclass(frozen=True, slots=True)
class Rescue:
    """Whose phone the file is of, and what became of each operation in it. `officer` is empty if unknown."""

    device_id: str | None
    officer: str
    results: list[Result]

    @property
    def counts(self) -> Counter[str]:
        return Counter(result.status for result in self.results)


def take_in(authority_id: int, user_id: str | None, sealed: str, now: datetime) -> Rescue:
    """Take in a rescue file, in batches like a phone's own. Raises `rescue_unreadable`.

    The author is the phone whose token is in the file. Where that phone is no longer known, or was signed
    off or lost, everything goes to quarantine: somebody else may hold it.
    """
    try:
        held = _Held().load(open_file(sealed.strip()))
    except ValidationError as error:
        raise Problem("rescue_unreadable") from error
    device = db.session.scalars(
        select(Device).where(Device.token_hash == token_hash(held["token"]))
    ).one_or_none()
    author = _author(authority_id, user_id, device)
    rescue = Rescue(author.device_id, _officer_name(device), [])
    for start in range(0, len(held["ops"]), schemas.MOST_OPS):
        some = held["ops"][start : start + schemas.MOST_OPS]
        rescue.results.extend(push(author, some, now).results)
    _note(authority_id, rescue, held)
    return rescue


def _note(authority_id: int, rescue: Rescue, held: dict[str, Any]) -> None:
    """The file is the phone's own word on what it held when the file was saved; it was not heard since."""
    if rescue.device_id is None:
        return
    by_sweep = held.get("held")
    said = Contact(
        rescue.device_id,
        _version(held.get("app_version")),
        _count(held.get("unsent")),
        _count(held.get("made")),
        _by_sweep(by_sweep) if isinstance(by_sweep, dict) else None,
    )
    with writing(authority_id):
        note(said, settled(rescue.results), None)


def _version(said: Any) -> str:
    try:
        return str(_VERSION.deserialize(said))
    except ValidationError:
        return ""


def _count(said: Any) -> int | None:
    return said if type(said) is int and 0 <= said < BIGGEST_SEQ else None


def _by_sweep(said: dict[str, Any]) -> dict[str, int]:
    counts = {sweep_id.lower(): _count(number) for sweep_id, number in said.items()}
    return {sweep_id: number for sweep_id, number in counts.items() if number and is_uuid(sweep_id)}


def _author(authority_id: int, user_id: str | None, device: Device | None) -> Author:
    if device is None:
        return Author(authority_id, PHONES_MAY, user_id=user_id, left=True)
    return Author(
        authority_id, PHONES_MAY, device.id, device.officer_id, left=device.revoked_at is not None
    )


def _officer_name(device: Device | None) -> str:
    if device is None:
        return ""
    return db.session.scalars(select(Officer.name).where(Officer.id == device.officer_id)).one()


@blp.route("/sync/rescue", methods=["POST"])
@blp.doc(
    requestBody={
        "required": True,
        "content": {"text/plain": {"schema": {"type": "string"}}},
        "description": f"The file as the phone made it; at most {LONGEST_FILE} bytes.",
    }
)
@blp.response(200, schemas.Rescued)
def import_rescue() -> Rescue:
    """Take in a rescue file. The same file again changes nothing: what is here is answered `duplicate`."""
    request.max_content_length = LONGEST_FILE
    who = caller()
    sealed = request.get_data(as_text=True)
    return take_in(who.authority_id, who.user_id, sealed, datetime.now(UTC))
