"""The command `sweep recount`: proves that the figures follow from the ledger, or says where they don't."""

import json
from datetime import UTC, datetime

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from sweep.access.models import Authority
from sweep.db import db
from sweep.keeping.elsewhere import said_plainly
from sweep.keeping.recount import Recount, recounted

# More lines than these help nobody; --json gives them all.
_MOST_SHOWN = 50


@click.command("recount")
@click.option("--authority", "code", default="", help="Only the authority with this ONS code.")
@click.option("--write", is_flag=True, help="Put the tables right where they differ.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def recount(code: str, *, write: bool, as_json: bool) -> None:
    """Rebuild stops, shifts and totals from the ledger and compare them with the tables.

    Exit code 0: all equal. 1: something differed (with --write, what a table can be put right about has been).
    """
    now = datetime.now(UTC)
    with said_plainly():
        done = [recounted(authority_id, now, write=write) for authority_id in _authorities(code)]
    equal = all(each.equal for each in done)
    if as_json:
        found = {"equal": equal, "authorities": [each.as_dict() for each in done]}
        click.echo(json.dumps(found))
    else:
        click.echo("\n".join(_words(each) for each in done) or "There is no authority yet.")
    raise SystemExit(0 if equal else 1)


def _authorities(code: str) -> list[int]:
    wanted = select(Authority.id).order_by(Authority.new_la_code)
    found = list(
        db.session.scalars(wanted.where(Authority.new_la_code == code) if code else wanted)
    )
    if code and not found:
        raise click.ClickException(f"There is no authority {code}.")
    return found


def _words(done: Recount) -> str:
    counted = (
        f"{done.new_la_code} at rev {done.rev}: operations {done.operations}, stops {done.stops}, "
        f"shifts {done.shifts}, sweeps {len(done.sweeps)}."
    )
    if done.equal:
        return f"{counted} Tables and totals are equal."
    shown = [f"  {each}" for each in done.differences[:_MOST_SHOWN]]
    more = len(done.differences) - len(shown)
    lines = [counted, f"{len(done.differences)} differ:", *shown]
    if more:
        lines.append(f"  and {more} more (--json lists them all)")
    if done.written:
        lines.append("The tables were put right. Count once more to see that nothing is left.")
    return "\n".join(lines)
