"""Where files are sent: a running server that somebody names, or one of our own with credentials for one run."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import update

from sweep.access.authorities import find_authority
from sweep.access.models import PersonalToken
from sweep.access.roles import Role
from sweep.access.secrets import token_hash
from sweep.config import Config
from sweep.db import db, writing
from sweep.people import accounts
from sweep.replay.client import Refused
from sweep.replay.forces import AUTHORITIES, Place, force_of, spoken
from sweep.replay.run import Target
from sweep.replay.served import own_server

FindTarget = Callable[[Path], Target]


@contextmanager
def named_server(url: str, token: str) -> Iterator[FindTarget]:
    """A server that is running already; the token decides the authority."""
    yield lambda path: Target(url, token, _place(path))


@contextmanager
def server_of_our_own(
    settings: Config, paths: Iterable[Path], new_la_code: str | None
) -> Iterator[FindTarget]:
    """A server on the configured database, a coordinator for each authority, and tokens that end with it.

    Raises Refused before anything is started where a file's authority is not known.
    """
    places = {path: _authority_of(path, new_la_code) for path in paths}
    with own_server(settings) as url:
        tokens: dict[str, str] = {}
        try:
            for place in places.values():
                if place.new_la_code not in tokens:
                    tokens[place.new_la_code] = _token(place)
            yield lambda path: Target(url, tokens[places[path].new_la_code], _place(path))
        finally:
            for code, token in tokens.items():
                _end(code, token)
            db.session.remove()


def _place(path: Path) -> str:
    force = force_of(path)
    return spoken(force) if force else path.stem


def _authority_of(path: Path, new_la_code: str | None) -> Place:
    """The one asked for, else the force's. Raises Refused where neither is known."""
    force = force_of(path)
    if new_la_code:
        known = {place.new_la_code: place for place in AUTHORITIES.values()}
        return known.get(new_la_code) or Place(new_la_code, "", new_la_code)
    if force not in AUTHORITIES:
        raise Refused(
            f"The name {path.name} does not say a force whose authority is known. "
            "Name one: --authority CODE, such as E06000047."
        )
    return AUTHORITIES[force]


def _token(place: Place) -> str:
    authority = accounts.add_authority(place.new_la_code, place.old_la_code, place.la_name)
    email = f"replay-{place.new_la_code.lower()}@sweep.invalid"
    if accounts.find_user(email) is None:
        accounts.add_user(authority, email, Role.COORDINATOR, "sweep replay")
    user = accounts.find_user(email)
    assert user is not None  # made just above
    return accounts.make_token(user)


def _end(new_la_code: str, token: str) -> None:
    authority = find_authority(new_la_code)
    if authority is None:
        return
    with writing(authority.id):
        db.session.execute(
            update(PersonalToken)
            .where(PersonalToken.token_hash == token_hash(token))
            .values(ended_at=datetime.now(UTC))
        )
