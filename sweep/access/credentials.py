"""What a credential stands for: a phone's token, a person's token, a signed-in browser's cookie.

The only queries that look across authorities, because a credential is what tells the authority.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import request
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from sweep.access.models import DeskSession, Device, Officer, PersonalToken, User
from sweep.access.roles import Role
from sweep.access.secrets import token_hash
from sweep.body import read_json
from sweep.db import Busy, db, writing
from sweep.errors import Problem

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
NOTED_EVERY = timedelta(minutes=1)
LEFT_STILL_SENDS = timedelta(days=14)
ACROSS = {"any_authority": True}


@dataclass(frozen=True)
class Caller:
    """Who made this request. Exactly one of `device_id` and `user_id` is set.

    `left` is true for a phone whose officer has left: it may still send, into quarantine.
    """

    role: Role
    authority_id: int
    name: str
    officer_id: str | None = None
    device_id: str | None = None
    user_id: str | None = None
    session_id: str | None = None
    left: bool = False


def by_device(hashed: str, now: datetime) -> Caller | None:
    """Whose phone carries the token with this hash. Raises for one that was revoked."""
    row = db.session.execute(
        select(Device, Officer)
        .join(
            Officer,
            (Officer.authority_id == Device.authority_id) & (Officer.id == Device.officer_id),
        )
        .where(Device.token_hash == hashed),
        execution_options=ACROSS,
    ).one_or_none()
    if row is None:
        return None
    device, officer = row
    left = _refuse_revoked(device, now)
    return Caller(Role.DEVICE, device.authority_id, officer.name, officer.id, device.id, left=left)


def _refuse_revoked(device: Device, now: datetime) -> bool:
    """True for a phone that left and may still send. Raises for a lost one, which wipes itself.

    The refusal echoes what only this request knew, so that an old or forged answer wipes nothing.
    """
    if device.revoked_at is None:
        return False
    if device.revoked_reason == "lost":
        raise Problem(
            "device_lost", "This phone was reported lost. It removes what it holds.", **_echo()
        )
    if now - device.revoked_at > LEFT_STILL_SENDS:
        raise Problem(
            "device_left",
            "This phone was signed off more than 14 days ago. Give its rescue file to a coordinator.",
            **_echo(),
        )
    return True


def _echo() -> dict[str, Any]:
    try:
        said = read_json() if request.method == "POST" else None
    except Problem:
        said = None
    batch_id = said.get("batch_id") if isinstance(said, dict) else None
    nonce = request.args.get("nonce")
    return {
        key: value
        for key, value in (("nonce", nonce), ("batch_id", batch_id))
        if isinstance(value, str)
    }


def by_personal_token(hashed: str) -> Caller | None:
    """Whose scripts carry the token with this hash."""
    row = db.session.execute(
        select(PersonalToken, User)
        .join(
            User,
            (User.authority_id == PersonalToken.authority_id) & (User.id == PersonalToken.user_id),
        )
        .where(PersonalToken.token_hash == hashed, PersonalToken.ended_at.is_(None)),
        execution_options=ACROSS,
    ).one_or_none()
    if row is None:
        return None
    _, user = row
    return Caller(Role(user.role), user.authority_id, user.name or user.email, user_id=user.id)


def by_session(cookie: str, now: datetime) -> Caller | None:
    """Who is signed in with this cookie, unless idle or signed in for too long."""
    if not cookie:
        return None
    row = db.session.execute(
        select(DeskSession, User)
        .join(
            User,
            (User.authority_id == DeskSession.authority_id) & (User.id == DeskSession.user_id),
        )
        .where(DeskSession.token_hash == token_hash(cookie), DeskSession.ended_at.is_(None)),
        execution_options=ACROSS,
    ).one_or_none()
    if row is None:
        return None
    session, user = row
    if now - session.seen_at > IDLE or now - session.started_at > LONGEST:
        return None
    who = Caller(
        Role(user.role),
        user.authority_id,
        user.name or user.email,
        user_id=user.id,
        session_id=session.id,
    )
    _keep_alive(who, session.seen_at, now)
    return who


def _keep_alive(who: Caller, seen_at: datetime, now: datetime) -> None:
    """Note that the person is there: at most once a minute, since a live page asks every few seconds.

    Never at the cost of the page: where the database is busy, the next page notes it.
    """
    if now - seen_at <= NOTED_EVERY:
        return
    seen = update(DeskSession).where(DeskSession.id == who.session_id).values(seen_at=now)
    try:
        with writing(who.authority_id, patience_s=0):
            db.session.execute(seen)
    except (Busy, OperationalError):
        db.session.rollback()
