"""Outboxes and a desk's operations into the ledger, by the same push that answers every phone."""

from collections.abc import Sequence
from datetime import datetime

from sweep.access.models import Device, User
from sweep.invented.outbox import Outbox
from sweep.sync.contact import Contact
from sweep.sync.entries import Author
from sweep.sync.push import push
from sweep.sync.reading import COORDINATORS_MAY, PHONES_MAY
from sweep.sync.schemas import MOST_OPS


class NotTaken(Exception):
    """An operation of the demo was not accepted. Its text says which and why."""


def send_from_phone(device: Device, outbox: Outbox, at: datetime) -> None:
    """All that this phone holds, received at `at`; it holds nothing afterwards."""
    author = Author(device.authority_id, PHONES_MAY, device.id, device.officer_id)
    contact = Contact(device.id, unsent=len(outbox.texts), made=outbox.made)
    _send(author, outbox.texts, at, contact)
    outbox.texts.clear()


def send_from_desk(user: User, texts: Sequence[str], at: datetime) -> None:
    """What this person entered at a desk."""
    _send(Author(user.authority_id, COORDINATORS_MAY, user_id=user.id), texts, at, None)


def _send(author: Author, texts: Sequence[str], at: datetime, contact: Contact | None) -> None:
    if len(texts) > MOST_OPS:
        raise NotTaken(f"{len(texts)} operations are too many for one push.")
    for result in push(author, texts, at, at, contact).results:
        if result.status not in {"accepted", "duplicate"}:
            raise NotTaken(f"Operation {result.op_id} was answered {result.status}.")
