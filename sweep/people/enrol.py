"""Enrolment: a code made at a desk, redeemed once by a phone for a token of its own."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from uuid_utils.compat import uuid7

from sweep.access.credentials import ACROSS
from sweep.access.models import Authority, Device, EnrolCode, Officer
from sweep.access.secrets import (
    as_typed,
    common_secret,
    derived_token,
    keyed_hash,
    new_link_secret,
    new_token,
    new_typed_code,
    token_hash,
)
from sweep.db import db, scope_to, writing
from sweep.errors import Problem
from sweep.sweeps.models import Sweep

ON_SCREEN = timedelta(minutes=10)
REPEATABLE = timedelta(minutes=10)
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class NewCode:
    """A fresh code: to type, and as a link whose secret never reaches a server's log."""

    code: str
    link: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Enrolled:
    token: str
    device: Device
    officer: Officer
    authority: Authority


def make_code(
    secret_key: str, origin: str, sweep: Sweep, officer_id: str, *, printed: bool
) -> NewCode:
    """A single-use code for one officer.

    It lives 10 minutes when shown on a screen, when printed until the end of the sweep's first day
    (London time), or of today where that is past. Raises `not_found` for an officer not of this
    authority. The caller commits.
    """
    if db.session.scalars(select(Officer).where(Officer.id == officer_id)).one_or_none() is None:
        raise Problem("not_found", "There is no such officer.")
    now = datetime.now(UTC)
    typed = new_typed_code()
    link_secret = new_link_secret(typed)
    expires_at = _end_of_day(max(sweep.starts_at, now)) if printed else now + ON_SCREEN
    db.session.add(
        EnrolCode(
            authority_id=sweep.authority_id,
            id=str(uuid7()),
            officer_id=officer_id,
            sweep_id=sweep.id,
            typed_hash=keyed_hash(secret_key, "enrol", as_typed(typed)),
            link_hash=keyed_hash(secret_key, "enrol", link_secret),
            made_at=now,
            expires_at=expires_at,
        )
    )
    return NewCode(typed, f"{origin}/app/#enrol={link_secret}", expires_at)


def _end_of_day(moment: datetime) -> datetime:
    tomorrow = moment.astimezone(LONDON).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), LONDON).astimezone(UTC)


def redeem(secret_key: str, said: str, enrol_id: str | None, phone: dict[str, str]) -> Enrolled:
    """The device that this code makes, and its token.

    The same code (typed, or its link) with the same `enrol_id` is a lost answer and gives the same device
    and token, for `REPEATABLE` or as long as the code lives, and only while that token is the device's
    own: a late copy must not put a replaced token back in force.
    `phone` holds `name`, `app_version`, and `device_id` where the phone enrols its officer again.
    Raises `enrol_code_unknown`, `enrol_code_used`, `enrol_code_expired`.
    """
    authority_id, code_id = _look_up(secret_key, said)
    with writing(authority_id):
        one = select(EnrolCode).where(EnrolCode.id == code_id).with_for_update()
        code = db.session.scalars(one).one()
        secret = common_secret(said)
        token = derived_token(secret_key, code.id, enrol_id, secret) if enrol_id else new_token()
        now = datetime.now(UTC)
        if code.redeemed_at is None:
            device = _redeemed(code, enrol_id, phone, token, now)
        else:
            device = _made_before(code, enrol_id, token, now)
    scope_to(authority_id)
    return Enrolled(token, device, _officer(device), _authority(authority_id))


def _hash(secret_key: str, said: str) -> str:
    return keyed_hash(secret_key, "enrol", said.strip())


def _look_up(secret_key: str, said: str) -> tuple[int, str]:
    found = db.session.execute(
        select(EnrolCode.authority_id, EnrolCode.id).where(
            or_(
                EnrolCode.link_hash == _hash(secret_key, said),
                EnrolCode.typed_hash == keyed_hash(secret_key, "enrol", as_typed(said)),
            ),
            EnrolCode.revoked_at.is_(None),
        ),
        execution_options=ACROSS,
    ).one_or_none()
    if found is None:
        raise Problem(
            "enrol_code_unknown", "We don’t know this code. Check it, or ask for another."
        )
    return found[0], found[1]


def _redeemed(
    code: EnrolCode, enrol_id: str | None, phone: dict[str, str], token: str, now: datetime
) -> Device:
    if now > code.expires_at:
        raise Problem("enrol_code_expired", "This code has run out. Ask for another.")
    device = _device(code, phone, token)
    code.redeemed_at, code.enrol_id, code.device_id = now, enrol_id, device.id
    return device


def _made_before(code: EnrolCode, enrol_id: str | None, token: str, now: datetime) -> Device:
    """The device that a lost answer told of, as long as nothing has come after it."""
    assert code.redeemed_at is not None
    device = db.session.scalars(
        select(Device).where(Device.id == code.device_id, Device.token_hash == token_hash(token))
    ).one_or_none()
    in_time = now <= max(code.expires_at, code.redeemed_at + REPEATABLE)
    if device is None or enrol_id != code.enrol_id or not in_time:
        raise Problem("enrol_code_used", "This code was used already. Ask for another.")
    return device


def _device(code: EnrolCode, phone: dict[str, str], token: str) -> Device:
    """The officer's own device enrolled anew, or a new one."""
    device = db.session.scalars(
        select(Device).where(
            Device.id == phone.get("device_id"), Device.officer_id == code.officer_id
        )
    ).one_or_none()
    if device is None or device.revoked_at is not None:
        device = Device(
            authority_id=code.authority_id,
            id=str(uuid7()),
            officer_id=code.officer_id,
            enrolled_at=datetime.now(UTC),
            held={},
        )
        db.session.add(device)
    device.token_hash = token_hash(token)
    device.name = phone.get("name") or ""
    device.app_version = phone.get("app_version") or ""
    return device


def _officer(device: Device) -> Officer:
    return db.session.scalars(select(Officer).where(Officer.id == device.officer_id)).one()


def _authority(authority_id: int) -> Authority:
    return db.session.scalars(select(Authority).where(Authority.id == authority_id)).one()
