"""Alembic's way into the application's database: the application is made by `flask db` or `sweep db`."""

from alembic import context
from flask import current_app

from sweep.db import db
from sweep.tables import Base

config = context.config


def run() -> None:
    """Migrate the database that the application is set to."""
    with current_app.app_context(), db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            # SQLite can't alter a table in place; Alembic copies it instead.
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
