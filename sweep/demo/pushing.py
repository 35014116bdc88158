"""Outboxes and a desk's operations into the ledger, by the same push that answers every phone."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select

from sweep.access.models import Device, User
from sweep.db import db, writing
from sweep.sync.entries import Author
from sweep.sync.push import push
from sweep.sync.reading import COORDINATORS_MAY, PHONES_MAY
from sweep.sync.schemas import MOST_OPS


class NotTaken(Exception):
    """An operation of the demo was not accepted. Its text says which and why."""


def send_from_phone(device: Device, texts: Sequence[str], at: datetime) -> None:
    """What this phone recorded, received at `at`."""
    author = Author(device.authority_id, PHONES_MAY, device.id, device.officer_id)
    _send(author, texts, at)


def send_from_desk(user: User, texts: Sequence[str], at: datetime) -> None:
    """What this person entered at a desk."""
    _send(Author(user.authority_id, COORDINATORS_MAY, user_id=user.id), texts, at)


def note_contact(authority_id: int, device_id: str, made: int, at: datetime) -> None:
    """The phone's last words: it holds nothing more."""
    with writing(authority_id):
        device = db.session.scalars(select(Device).where(Device.id == device_id)).one()
        device.made, device.unsent, device.last_contact_at = made, 0, at


def _send(author: Author, texts: Sequence[str], at: datetime) -> None:
    for some in _portions(texts):
        for result in push(author, some, at, at).results:
            if result.status not in {"accepted", "duplicate"}:
                raise NotTaken(f"Operation {result.op_id} was answered {result.status}.")


def _portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[at : at + MOST_OPS] for at in range(0, len(texts), MOST_OPS))
