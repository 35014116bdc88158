"""What the desk sees while phones push: its own notes wait for nobody, and a lock held for ever ends in a 503."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from flask import Flask
from sqlalchemy import text, update

from rig.pages import Visitor
from rig.street import PretendPhone
from sweep.access.models import DeskSession
from sweep.db import _writers, db

ACROSS = {"any_authority": True}


def last_seen(app: Flask, moved_to: datetime | None = None) -> datetime:
    """When the one session was last noted; or note that it was then."""
    with app.app_context():
        if moved_to:
            db.session.execute(
                update(DeskSession).values(seen_at=moved_to), execution_options=ACROSS
            )
            db.session.commit()
        seen = db.session.scalars(db.select(DeskSession.seen_at), execution_options=ACROSS).one()
        assert isinstance(seen, datetime)
        return seen


@contextmanager
def another_writer(sqlite_url: str) -> Iterator[None]:
    """Another process in the middle of a write."""
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def test_that_a_person_is_there_is_noted_once_a_minute(app: Flask, amina: Visitor) -> None:
    before = last_seen(app, datetime.now(UTC) - timedelta(seconds=30))
    amina.open("/sweeps")
    assert last_seen(app) == before
    before = last_seen(app, datetime.now(UTC) - timedelta(seconds=70))
    amina.open("/sweeps")
    assert last_seen(app) > before + timedelta(seconds=60)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_page_is_shown_while_somebody_else_is_writing(
    app: Flask, amina: Visitor, sqlite_url: str
) -> None:
    before = last_seen(app, datetime.now(UTC) - timedelta(seconds=70))
    with another_writer(sqlite_url):
        assert amina.open("/sweeps").status == 200
    assert last_seen(app) == before
    assert amina.open("/sweeps").status == 200
    assert last_seen(app) > before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_page_is_shown_while_writers_of_this_process_stand_in_line(
    app: Flask, amina: Visitor
) -> None:
    last_seen(app, datetime.now(UTC) - timedelta(seconds=70))
    with _writers:
        assert amina.open("/sweeps").status == 200


def test_a_page_that_noted_its_reader_still_sees_one_authority(app: Flask, amina: Visitor) -> None:
    last_seen(app, datetime.now(UTC) - timedelta(seconds=70))
    assert amina.open("/officers").status == 200


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
def test_a_push_behind_a_lock_that_is_never_let_go_is_told_to_try_again(
    app: Flask, phone: PretendPhone, postgresql_url: str
) -> None:
    stop = phone.stop()
    with app.app_context():
        said = db.session.execute(text("show lock_timeout")).scalar_one()
        zone = db.session.execute(text("show timezone")).scalar_one()
    assert (said, zone.lower()) == ("10s", "utc")
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as other:
        other.execute("select * from authorities for update")
        status, answer = phone.send(stop)
        assert (status, answer["code"]) == (503, "database_away")
        other.rollback()
    assert phone.push(stop)[0]["status"] == "accepted"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_server_that_can_not_write_says_that_it_is_not_ready(app: Flask, sqlite_url: str) -> None:
    client = app.test_client()
    assert client.get("/readyz").status_code == 200
    with another_writer(sqlite_url):
        answer = client.get("/readyz")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
def test_a_server_on_a_read_only_replica_says_that_it_is_not_ready(
    app: Flask, postgresql_url: str
) -> None:
    client = app.test_client()
    assert client.get("/readyz").status_code == 200
    address = postgresql_url.replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as owner, app.app_context():
        name = owner.info.dbname
        owner.execute(f'alter database "{name}" set default_transaction_read_only = on')
        db.engine.dispose()  # as connections made from now on
    assert client.get("/readyz").status_code == 503


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
def test_a_database_that_goes_away_at_the_end_of_a_request_takes_no_answer_with_it(
    app: Flask, postgresql_url: str
) -> None:
    with app.app_context():
        here = db.session.execute(text("select pg_backend_pid()")).scalar_one()
        with psycopg.connect(postgresql_url.replace("+psycopg", ""), autocommit=True) as other:
            other.execute("select pg_terminate_backend(%s, 60000)", [here])
        ended = db.session()
    # Leaving raised nothing, and what comes next stands on a session and a connection of its own.
    with app.app_context():
        assert db.session() is not ended
        assert db.session.execute(text("select pg_backend_pid()")).scalar_one() != here
