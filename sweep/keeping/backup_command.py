"""The commands `sweep backup` and `sweep verify-copy`."""

import json
import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import ArgumentError

from sweep.keeping.backup import Backup, back_up, held_elsewhere
from sweep.keeping.elsewhere import said_plainly

COPY = "SWEEP_COPY_URL"


@click.command("backup")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def backup(folder: Path, *, as_json: bool) -> None:
    """Keep a verified copy of the database in DIR, while the server runs.

    Only when the copy has been read and recounted do phones hear that they may let go of what it holds. Exit
    code 0: there is a new, whole backup. 1: there is none, and why.
    """
    with said_plainly():
        done = back_up(folder, datetime.now(UTC))
    click.echo(json.dumps(asdict(done)) if as_json else _words(done))


@click.command("verify-copy")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def verify_copy(*, as_json: bool) -> None:
    """Check a copy that others keep, and let phones rely on it: a replica, a provider's restored snapshot.

    Its address stands in the environment variable SWEEP_COPY_URL, like DATABASE_URL. It is only read.
    """
    address = os.environ.get(COPY, "")
    if not address:
        raise click.ClickException(f"Set {COPY} to the address of the copy, like DATABASE_URL.")
    try:
        with said_plainly():
            durable = held_elsewhere(_spelled(address), datetime.now(UTC))
    except ArgumentError as error:
        raise click.ClickException(f"{COPY} is no address of a database.") from error
    click.echo(json.dumps({"durable": dict(durable)}) if as_json else _risen(durable))


def _spelled(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else address


def _words(done: Backup) -> str:
    rows = sum(done.rows.values())
    lines = [
        f"{done.file}: {done.bytes} bytes, {rows} rows, checked and recounted.",
        _risen(done.durable),
    ]
    if done.same_disk:
        lines.append(
            "It lies on the database's own disk: copy it elsewhere too, or the disk takes both."
        )
    return "\n".join(lines)


def _risen(durable: object) -> str:
    assert isinstance(durable, dict)
    held = ", ".join(f"{code} up to rev {rev}" for code, rev in sorted(durable.items()))
    return f"Held by a verified copy: {held or 'no authority yet'}."
