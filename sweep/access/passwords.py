"""Passwords: argon2id, at least 12 characters, no composition rules, no rotation."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
_hasher = PasswordHasher()


@cache
def _nobodys() -> str:
    """Checked for unknown users, so that the answer takes as long as for known ones."""
    return _hasher.hash(secrets.token_urlsafe(16))


def hashed(password: str) -> str:
    return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """True when the password is right. Takes the same time when there is no such user (None)."""
    try:
        return _hasher.verify(password_hash or _nobodys(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False
