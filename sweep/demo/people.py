"""The demo's people in the database: found where they are, made where they are missing."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from sweep.access.models import Authority, Device, Officer, User
from sweep.access.officers import add_officer
from sweep.access.passwords import matches
from sweep.access.secrets import new_token, token_hash
from sweep.db import db, scope_to, writing
from sweep.demo.cast import AUTHORITY, COORDINATOR, DESK, OFFICERS, AtDesk, Person
from sweep.invented.outbox import repeatable_id
from sweep.people import accounts

_SIGN_INS = "demo-sign-ins.json"


@dataclass(frozen=True, slots=True)
class SignIn:
    """An address and the password that goes with it today."""

    email: str
    password: str


class NotOurs(Exception):
    """The authority has records that the demo did not make. Its text is a sentence."""


def authority() -> Authority:
    """Solihull, in scope from now on. Raises NotOurs where real people work with it already."""
    made = accounts.add_authority(*AUTHORITY)
    scope_to(made.id)
    if accounts.find_user(COORDINATOR.email) is None and db.session.scalar(
        select(User.id).limit(1)
    ):
        raise NotOurs(
            f"{made.la_name} has users of its own here. Invented records are not mixed with real ones: "
            "load the demo into another database (DATABASE_URL)."
        )
    return made


def sign_ins(solihull: Authority, instance: Path) -> dict[str, SignIn]:
    """Everybody at the demo's desk, by address, with passwords that work.

    A password is random, made once, and kept in the instance folder readable by its owner alone, so that
    the same one is printed at every run. Where that file is gone, another is set.
    """
    kept = _kept(instance)
    found = {person.email: _sign_in(solihull, person, kept.get(person.email)) for person in DESK}
    _keep(instance, {each.email: each.password for each in found.values()})
    return found


def _sign_in(solihull: Authority, person: AtDesk, password: str | None) -> SignIn:
    user = accounts.find_user(person.email)
    if user is None:
        made = accounts.add_user(solihull, person.email, person.role, person.name)
        return SignIn(person.email, made)
    if password is None or not matches(user.password_hash, password):
        password = new_token()
        accounts.set_password(user, password)
    return SignIn(person.email, password)


def _kept(instance: Path) -> dict[str, str]:
    try:
        kept = json.loads((instance / _SIGN_INS).read_text())
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(instance: Path, passwords: dict[str, str]) -> None:
    path = instance / _SIGN_INS
    path.unlink(missing_ok=True)  # a file that others could read would stay readable
    with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        json.dump(passwords, file)


def coordinator(email: str) -> User:
    """The user with this address, who must be there."""
    user = accounts.find_user(email)
    assert user is not None  # signed up before anything is loaded
    return user


def officers(solihull: Authority) -> dict[str, str]:
    """Every officer's id by name."""
    with writing(solihull.id):
        here = {officer.name: officer.id for officer in db.session.scalars(select(Officer))}
        for person in OFFICERS:
            if person.name not in here:
                here[person.name] = _add_officer(solihull, person)
    return {person.name: here[person.name] for person in OFFICERS}


def _add_officer(solihull: Authority, person: Person) -> str:
    said = {"name": person.name, "role": person.role, "employer": person.employer}
    return add_officer(solihull.id, said).id


def phones(
    solihull: Authority, carriers: Iterable[Person], officer_ids: dict[str, str], since: datetime
) -> dict[str, Device]:
    """The phone of each of these officers, by the officer's name, enrolled at `since` where it is new.

    Nobody holds its token: what it sends goes through the push in this process.
    """
    with writing(solihull.id):
        return {
            person.name: _phone(solihull, officer_ids[person.name], since) for person in carriers
        }


def _phone(solihull: Authority, officer_id: str, since: datetime) -> Device:
    wanted = repeatable_id(since, "demo phone", officer_id)
    device = db.session.scalars(select(Device).where(Device.id == wanted)).one_or_none()
    if device is None:
        device = Device(
            authority_id=solihull.id,
            id=wanted,
            officer_id=officer_id,
            name="Demo phone",
            app_version="demo",
            token_hash=token_hash(new_token()),
            enrolled_at=since,
            held={},
        )
        db.session.add(device)
    return device
