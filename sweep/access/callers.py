"""Who is calling. The authority, the officer and the role come from the credential, from nothing else.

`admit` runs before every request: it reads the credential, scopes the database to its authority, and
holds the call against the declared table of routes in `roles`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy import select

from sweep.access.models import DeskSession, Device, Officer, PersonalToken, User
from sweep.access.roles import ANYONE, ROUTES, Role
from sweep.access.secrets import token_hash
from sweep.body import read_json
from sweep.db import db, scope_to
from sweep.errors import Problem

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
LEFT_STILL_SENDS = timedelta(days=14)
ACROSS = {"any_authority": True}
_UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}

csrf = CSRFProtect()


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


def init_app(app: Flask) -> None:
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # asked below, of cookies only
    # A plan may take longer to type than an hour; the token lives as long as the browser's session.
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    # Our pages send no Referer, which this would ask for over https.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    csrf.init_app(app)
    app.before_request(admit)
    app.after_request(_never_stored)


def caller() -> Caller:
    """The caller of this request. Raises `sign_in_needed` where nobody signed in."""
    if (who := g.get("caller")) is None:
        raise Problem("sign_in_needed", "Sign in, or send a token, to see this.")
    return who


def cookie_name() -> str:
    """Bound to host and https where there is https; plain on a loopback origin."""
    return "__Host-sweep" if current_app.config["SWEEP"].secure else "sweep"


def admit() -> None:
    """Let the request in, or raise the problem that says why not."""
    if request.endpoint is None:
        return  # no such address: the router answers
    allowed = ROUTES.get(request.endpoint, frozenset())
    if allowed is ANYONE:
        return
    who = _identify(datetime.now(UTC))
    if who is None:
        raise Problem("sign_in_needed", "Sign in, or send a token, to see this.")
    if who.role not in allowed:
        raise Problem("not_allowed", "Your role may not do this.")
    g.caller = who
    scope_to(who.authority_id)


def signed_in() -> Caller | None:
    """Who is signed in by cookie, if anybody: for pages that anyone may open."""
    return _by_session(request.cookies.get(cookie_name(), ""), datetime.now(UTC))


def _identify(now: datetime) -> Caller | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        hashed = token_hash(token.strip())
        return _by_device(hashed, now) or _by_personal_token(hashed)
    who = _by_session(request.cookies.get(cookie_name(), ""), now)
    if who and request.method in _UNSAFE:
        check_form()
    return who


def check_form() -> None:
    """Raises `form_expired` for a form that no page of ours made for this browser."""
    try:
        csrf.protect()
    except CSRFError as error:
        raise Problem("form_expired", "Go back, reload the page and send it again.") from error


def _by_device(hashed: str, now: datetime) -> Caller | None:
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


def _by_personal_token(hashed: str) -> Caller | None:
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


def _by_session(cookie: str, now: datetime) -> Caller | None:
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
    _keep_alive(session, now)
    return Caller(
        Role(user.role),
        user.authority_id,
        user.name or user.email,
        user_id=user.id,
        session_id=session.id,
    )


def _keep_alive(session: DeskSession, now: datetime) -> None:
    """Note that the person is there: at most once a minute, since a live page asks every few seconds."""
    if now - session.seen_at > timedelta(minutes=1):
        session.seen_at = now
        db.session.commit()


def _never_stored(response: Response) -> Response:
    response.headers.setdefault("Cache-Control", "no-store")
    return response
