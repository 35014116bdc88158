"""The command `sweep erase`: one stop or shift, for ever."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

import click
from flask.cli import with_appcontext
from sqlalchemy import text

from sweep.access.authorities import find_authority
from sweep.db import db
from sweep.fields import is_uuid
from sweep.keeping.elsewhere import said_plainly
from sweep.sync.erasing import erase as erase_record


@click.command("erase")
@click.argument("record_id", metavar="STOP_OR_SHIFT_ID")
@click.option("--authority", "code", required=True, help="The authority's ONS code.")
@click.option("--why", required=True, help="Kept beside the id. Name no child in it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def erase(record_id: str, code: str, why: str, *, as_json: bool) -> None:
    """Erase the stop or shift with this id, for ever: from lists, figures, the ledger and the quarantine.

    What only names it stays, as each stop names its shift. Phones that sent it take it off their lists at their
    next contact. It stays erased when an older backup is restored, as the journal tells. Backups made before hold
    it until you delete them.
    """
    if not is_uuid(record_id):
        raise click.ClickException("This is not the id of a stop or shift.")
    with said_plainly():
        authority = find_authority(code)
        if authority is None:
            raise click.ClickException(f"There is no authority {code}.")
        _overwrite_what_is_deleted()
        done = erase_record(authority.id, record_id.lower(), why, datetime.now(UTC))
        _empty_the_log()
    click.echo(json.dumps(asdict(done)) if as_json else _words(done.operations + done.aside))


def _words(pieces: int) -> str:
    if not pieces:
        return "It is already erased, and nothing came of it since."
    noun = "piece" if pieces == 1 else "pieces"
    return f"Erased, with {pieces} {noun} of what was sent. Older backups hold it until they are deleted."


def _overwrite_what_is_deleted() -> None:
    """SQLite leaves deleted bytes in its file unless told to overwrite them."""
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("PRAGMA secure_delete=ON"))


def _empty_the_log() -> None:
    """The write-ahead log may hold the pages as they were. Where others read just now, it empties itself later."""
    if db.engine.dialect.name == "sqlite":
        db.session.rollback()
        connection = db.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
