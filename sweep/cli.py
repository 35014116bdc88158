"""`sweep`: what the server's owner does at a terminal. `--json` prints one object instead of sentences."""

import json
from typing import Any

import click
from flask import current_app
from flask.cli import FlaskGroup
from flask_migrate.cli import db as migrate_group
from sqlalchemy.exc import OperationalError, ProgrammingError

from sweep import create_app
from sweep.access.authorities import find_authority
from sweep.access.credentials import ACROSS
from sweep.access.roles import Role
from sweep.config import BadSetting
from sweep.db import db, scope_to, writing
from sweep.demo.command import demo
from sweep.errors import Problem
from sweep.geography.import_command import import_geography
from sweep.keeping.backup_command import backup, verify_copy
from sweep.keeping.elsewhere import UNUSABLE
from sweep.keeping.erase_command import erase
from sweep.keeping.recount_command import recount
from sweep.keeping.reread_command import reread
from sweep.keeping.restore_command import restore
from sweep.people import accounts
from sweep.people.enrol import make_code
from sweep.replay.command import replay
from sweep.schools.import_commands import import_schools, schools, terms
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import find_sweep

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


class _Commands(FlaskGroup):
    """Ours and no other: not the framework's own options, nor commands that its add-ons bring along.

    Settings that the server must not start with are said in a sentence, not a traceback.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, add_version_option=False)
        self.params = []

    def _load_plugin_commands(self) -> None:
        pass

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return click.Group.get_command(self, ctx, name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return click.Group.list_commands(self, ctx)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except BadSetting as wrong:
            raise SystemExit(f"sweep: {wrong}") from wrong
        except (OperationalError, ProgrammingError) as error:
            raise SystemExit(f"sweep: {UNUSABLE}") from error


@click.group(cls=_Commands, create_app=create_app, add_default_commands=False)
def main() -> None:
    """Truancy sweeps: set up a server, let people in, load and check figures."""


main.add_command(migrate_group)
main.add_command(demo)
main.add_command(replay)
for command in (schools, terms, recount, reread, erase, backup, verify_copy, restore):
    main.add_command(command)
main.add_command(import_geography)
main.add_command(import_schools, "import-schools")


def say(said: dict[str, Any], sentence: str, *, as_json: bool) -> None:
    """One object for scripts, or a sentence for people."""
    click.echo(json.dumps(said, default=str) if as_json else sentence)


@main.command("add-authority")
@click.argument("code")
@click.option("--name", required=True, help="Its name, such as Solihull.")
@click.option("--old-code", default="", help="Its three-digit code, such as 334.")
@as_json
def add_authority(code: str, name: str, old_code: str, *, as_json: bool) -> None:
    """Add the local authority with the ONS code CODE, such as E08000029."""
    authority = accounts.add_authority(code, old_code, name)
    said = {"new_la_code": authority.new_la_code, "la_name": authority.la_name}
    say(said, f"{authority.la_name} ({authority.new_la_code}) is here.", as_json=as_json)


@main.command("add-user")
@click.argument("email")
@click.option("--authority", "code", required=True, help="The authority's ONS code.")
@click.option(
    "--role", type=click.Choice(["coordinator", "verifier", "returns_reader"]), required=True
)
@click.option("--name", default="", help="How pages call them.")
@as_json
def add_user(email: str, code: str, role: str, name: str, *, as_json: bool) -> None:
    """Let EMAIL sign in at a desk; prints a password, once."""
    authority = find_authority(code)
    if authority is None:
        raise click.ClickException(f"There is no authority {code}. Add it: sweep add-authority.")
    try:
        password = accounts.add_user(authority, email, Role(role), name)
    except ValueError as taken:
        raise click.ClickException(str(taken)) from taken
    said = {"email": email, "password": password}
    say(said, f"{email} signs in with: {password}", as_json=as_json)


@main.command("token")
@click.argument("email")
@as_json
def token(email: str, *, as_json: bool) -> None:
    """Print a personal token for the scripts of EMAIL, once."""
    user = accounts.find_user(email)
    if user is None:
        raise click.ClickException(f"There is no user {email}.")
    made = accounts.make_token(user)
    say({"token": made}, made, as_json=as_json)


@main.command("enrol-code")
@click.option("--sweep", "sweep_id", required=True, help="The sweep's id.")
@click.option("--officer", "officer_id", required=True, help="The officer's id.")
@click.option("--printed", is_flag=True, help="Live until the sweep's first day ends.")
@as_json
def enrol_code(sweep_id: str, officer_id: str, *, printed: bool, as_json: bool) -> None:
    """Make a single-use code that enrols a phone for an officer."""
    settings = current_app.config["SWEEP"]
    authority_id = db.session.scalar(
        db.select(Sweep.authority_id).where(Sweep.id == sweep_id), execution_options=ACROSS
    )
    if authority_id is None:
        raise click.ClickException("There is no such sweep.")
    try:
        with writing(authority_id):
            made = make_code(
                settings.secret_key,
                settings.origin,
                find_sweep(sweep_id),
                officer_id,
                printed=printed,
            )
    except Problem as problem:
        raise click.ClickException(problem.detail) from problem
    scope_to(authority_id)
    said = {"code": made.code, "link": made.link, "expires_at": made.expires_at.isoformat()}
    sentence = (
        f"Code {made.code}, or open {made.link}\nIt lives until {made.expires_at:%d %B %H:%M} UTC."
    )
    say(said, sentence, as_json=as_json)
