"""Authorities and the people who sign in at a desk: made by the server's owner."""

import secrets
from datetime import UTC, datetime

from sqlalchemy import select
from uuid_utils.compat import uuid7

from sweep.access.authorities import find_authority
from sweep.access.credentials import ACROSS
from sweep.access.history import note
from sweep.access.models import Authority, PersonalToken, User
from sweep.access.passwords import hashed
from sweep.access.rescue import new_rescue_key
from sweep.access.roles import Role
from sweep.access.secrets import new_token, token_hash
from sweep.db import db, writing

_WORDS = 16


def add_authority(new_la_code: str, old_la_code: str, la_name: str) -> Authority:
    """A new authority; the one that is there already where the code is known."""
    if here := find_authority(new_la_code):
        return here
    authority = Authority(new_la_code=new_la_code, old_la_code=old_la_code, la_name=la_name)
    db.session.add(authority)
    db.session.flush()
    db.session.add(new_rescue_key(authority.id))
    # What figures of any moment call it, until it is called otherwise.
    said = {"old_la_code": old_la_code, "la_name": la_name}
    note(authority.id, ("authority", ""), 0, said)
    db.session.commit()
    return authority


def find_user(email: str) -> User | None:
    """Whoever signs in with this address, of any authority: asked before anyone is signed in."""
    return db.session.execute(
        select(User).where(User.email == email.strip().lower()), execution_options=ACROSS
    ).scalar_one_or_none()


def add_user(authority: Authority, email: str, role: Role, name: str = "") -> str:
    """A new user; returns a password made for them, shown once. ValueError if the address is taken."""
    if find_user(email) is not None:
        raise ValueError(f"{email} is a user already.")
    password = secrets.token_urlsafe(_WORDS)
    with writing(authority.id):
        db.session.add(
            User(
                authority_id=authority.id,
                id=str(uuid7()),
                email=email.strip().lower(),
                name=name,
                role=role.value,
                password_hash=hashed(password),
            )
        )
    return password


def set_password(user: User, password: str) -> None:
    """Give a user another password."""
    with writing(user.authority_id):
        user.password_hash = hashed(password)
        db.session.add(user)


def make_token(user: User) -> str:
    """A personal token for the user's scripts, shown once."""
    token = new_token()
    with writing(user.authority_id):
        db.session.add(
            PersonalToken(
                authority_id=user.authority_id,
                id=str(uuid7()),
                user_id=user.id,
                token_hash=token_hash(token),
                made_at=datetime.now(UTC),
            )
        )
    return token
