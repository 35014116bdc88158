"""This application on another database than the served one: a copy to be checked, or one being restored."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import click
from flask import Flask, current_app
from sqlalchemy.exc import OperationalError

from sweep import create_app
from sweep.db import Busy, db
from sweep.errors import Problem

UNUSABLE = "The database can't be reached, or its tables are of another version (sweep db upgrade)."


class NotKept(Exception):
    """A backup or a restore that could not be done. Its text is a plain sentence for whoever runs the server."""


@contextmanager
def said_plainly() -> Iterator[None]:
    """Within a command: what can go wrong is a sentence and exit code 1, not a traceback."""
    try:
        yield
    except (NotKept, Busy) as why:
        raise click.ClickException(str(why)) from why
    except Problem as problem:
        raise click.ClickException(problem.detail) from problem
    except OperationalError as error:
        raise click.ClickException(UNUSABLE) from error


@contextmanager
def application_on(database_url: str) -> Iterator[Flask]:
    """Within it every query goes to that database; afterwards nothing of it is open."""
    other = create_app(replace(current_app.config["SWEEP"], database_url=database_url))
    with other.app_context():
        try:
            yield other
        finally:
            let_go()


def let_go() -> None:
    """Close every connection to the database of this application."""
    db.session.remove()
    for engine in db.engines.values():
        engine.dispose()
