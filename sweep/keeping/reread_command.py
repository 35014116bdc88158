"""The command `sweep reread`: what an older version of this program could not read, read again."""

import json
from datetime import UTC, datetime

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from sweep.access.models import Authority
from sweep.db import db
from sweep.keeping.elsewhere import said_plainly
from sweep.quarantine.deciding import reread as reread_authority


@click.command("reread")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def reread(*, as_json: bool) -> None:
    """Take in what was kept out because a newer phone app had written it. Run it after each upgrade.

    What this version still can't read stays with the coordinator. Running it again changes nothing.
    """
    now = datetime.now(UTC)
    with said_plainly():
        authorities = db.session.execute(select(Authority.id, Authority.new_la_code)).all()
        taken = {code: reread_authority(authority_id, now) for authority_id, code in authorities}
    click.echo(json.dumps({"taken_in": taken}) if as_json else _words(taken))


def _words(taken: dict[str, int]) -> str:
    number = sum(taken.values())
    return f"Read again and taken in: {number} {'operation' if number == 1 else 'operations'}."
