"""A form that makes something new is good for it once: sent twice, it makes one.

The form carries a key. All ids of what it makes follow from the key and from all that was typed, so the ledger knows
the second sending for the first; and whoever goes back and types something else makes something else.
"""

from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from uuid_utils.compat import uuid7

from sweep.fields import is_uuid

_VERSION = 7


def new_key() -> str:
    """For one form, as it is shown: a UUIDv7 (RFC 9562) of now."""
    return str(uuid7())


def key_of(typed: str) -> str:
    """The key that a form carried; a new one where it carries none that we can have given."""
    if not is_uuid(typed) or UUID(typed).version != _VERSION:
        return new_key()
    try:
        moment_of(typed)
    except (ValueError, OverflowError):
        # A key's six bytes of milliseconds reach beyond the calendar's last year.
        return new_key()
    return typed.lower()


def id_of(key: str, *words: str) -> str:
    """A UUIDv7 of the key's moment whose random bits are a hash of the key and the words."""
    chance = sha256("\x1f".join((key, *words)).encode()).digest()
    raw = bytearray(UUID(key).bytes[:6] + chance[:10])
    raw[6] = raw[6] & 0x0F | 0x70
    raw[8] = raw[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(raw)))


def moment_of(key: str) -> datetime:
    """When the form was shown: the same at each sending, as the ledger compares operations to the byte."""
    milliseconds = int.from_bytes(UUID(key).bytes[:6], "big")
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
