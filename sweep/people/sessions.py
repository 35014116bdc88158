"""A person's session at a desk: a row here, a random token in their browser, its hash with us."""

from datetime import datetime

from sqlalchemy import update
from uuid_utils.compat import uuid7

from sweep.access.credentials import Caller
from sweep.access.models import DeskSession, User
from sweep.access.passwords import matches
from sweep.access.secrets import new_token, token_hash
from sweep.db import db, writing
from sweep.people.accounts import find_user


def known(email: str, password: str) -> User | None:
    """Who signs in with these, or None. Takes as long for an address that nobody has."""
    user = find_user(email)
    right = matches(user.password_hash if user else None, password)
    return user if right else None


def begin_session(user: User, now: datetime) -> str:
    """A new session's token, for the cookie."""
    token, authority_id, user_id = new_token(), user.authority_id, user.id
    with writing(authority_id):
        db.session.add(
            DeskSession(
                authority_id=authority_id,
                id=str(uuid7()),
                user_id=user_id,
                token_hash=token_hash(token),
                started_at=now,
                seen_at=now,
            )
        )
    return token


def end_session(who: Caller, now: datetime) -> None:
    """Nothing that this session's cookie opens is open any more."""
    with writing(who.authority_id):
        db.session.execute(
            update(DeskSession).where(DeskSession.id == who.session_id).values(ended_at=now)
        )
