"""The server's own row: its epoch."""

from sqlalchemy import select

from sweep.access.models import Server
from sweep.db import db


def epoch() -> str:
    """The random name of this database's history; another one means that data may have been lost."""
    return db.session.execute(select(Server.epoch).where(Server.id == 1)).scalar_one()
