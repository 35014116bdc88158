"""Whether the server is up, and whether it can do its work."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app

from sweep.db import can_write, db, has_room
from sweep.errors import Problem

blp = Blueprint("health", __name__)


@blp.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "up"}


@blp.get("/readyz")
def readyz() -> dict[str, str]:
    """The database answers, its tables are those of this version, and a write could be made and has room."""
    if not tables_are_current():
        raise Problem("database_away", "The tables are of another version. Run: sweep db upgrade")
    if not can_write():
        raise Problem("database_away", "The database can't be written to just now.", retry_after=5)
    if not has_room():
        raise Problem("database_away", "The database's disk is full, or nearly so.", retry_after=5)
    return {"status": "ready"}


def tables_are_current() -> bool:
    """Whether every migration of this version has been made on the database. Raises when it is away."""
    scripts = ScriptDirectory(current_app.extensions["migrate"].directory)
    here = MigrationContext.configure(db.session.connection()).get_current_revision()
    return here == scripts.get_current_head()
