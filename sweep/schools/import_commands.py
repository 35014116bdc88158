"""The commands `sweep schools import` and `sweep terms import`: a file checked, then taken in whole or not at all."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click
from flask.cli import with_appcontext

from sweep.access.authorities import find_authority
from sweep.access.models import Authority
from sweep.csv_rows import Unreadable, Wrong
from sweep.schools.bring_in import TooMany, bring_in_schools, bring_in_terms
from sweep.schools.brought import Brought, How, Source, shown
from sweep.schools.gias import Whose, read_schools
from sweep.schools.term_file import read_terms

_MOST_SHOWN = 20
_Read = TypeVar("_Read")

_dry_run = click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
_as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.group("schools")
def schools() -> None:
    """The schools that phones show near by."""


@click.group("terms")
def terms() -> None:
    """The days on which schools are open."""


@schools.command("import")
@click.argument("code", metavar="AUTHORITY")
@click.argument("file", type=click.File("rb"))
@click.option("--all", "every", is_flag=True, help="Other authorities' schools in FILE too.")
@_dry_run
@_as_json
@with_appcontext
def import_schools(code: str, file: BinaryIO, *, every: bool, dry_run: bool, as_json: bool) -> None:
    """Take the open schools of AUTHORITY, such as E08000029, from FILE.

    FILE is a CSV download of Get Information About Schools, as it came. A school that was imported before and is
    not open in FILE counts as closed. Where a row can't be right, nothing is imported.
    """
    authority = _authority(code)
    whose = Whose(authority.old_la_code, authority.la_name, every)
    raw = file.read()
    read = _tried(lambda: read_schools(raw, whose))
    _refuse(read.wrong)
    how = _how(file, raw, dry_run=dry_run)
    brought = _tried(lambda: bring_in_schools(authority.id, read.schools, how))
    placeless = [school.name for school in read.schools if school.lat is None]
    said = {**asdict(brought), "without_place": placeless}
    sentence = f"{_counted(brought, 'school', 'closed')}{_without_place(placeless)}"
    _say(authority, said, sentence, dry_run=dry_run, as_json=as_json)


@terms.command("import")
@click.argument("code", metavar="AUTHORITY")
@click.argument("file", type=click.File("rb"))
@_dry_run
@_as_json
@with_appcontext
def import_terms(code: str, file: BinaryIO, *, dry_run: bool, as_json: bool) -> None:
    """Take the terms of AUTHORITY, such as E08000029, from FILE.

    FILE is a CSV file with the columns kind, name, first_day and last_day: a row of the kind "term" for each term,
    one of the kind "off" for each holiday or day off within it. Terms before its first and after its last day stay.
    """
    authority = _authority(code)
    raw = file.read()
    read = _tried(lambda: read_terms(raw))
    _refuse(read.wrong)
    brought = bring_in_terms(authority.id, read.terms, _how(file, raw, dry_run=dry_run))
    sentence = _counted(brought, "term", "taken away")
    _say(authority, asdict(brought), sentence, dry_run=dry_run, as_json=as_json)


def _how(file: BinaryIO, raw: bytes, *, dry_run: bool) -> How:
    name = shown(Path(file.name).name)
    return How(dry_run, Source(name, sha256(raw).hexdigest(), datetime.now(UTC)))


def _authority(code: str) -> Authority:
    authority = find_authority(code)
    if authority is None:
        raise click.ClickException(f"There is no authority {code}. Add it: sweep add-authority.")
    return authority


def _tried(deed: Callable[[], _Read]) -> _Read:
    try:
        return deed()
    except (Unreadable, TooMany) as why:
        raise click.ClickException(f"Nothing was imported. {why}") from why


def _refuse(wrong: Sequence[Wrong]) -> None:
    if not wrong:
        return
    rows = "1 row needs" if len(wrong) == 1 else f"{len(wrong)} rows need"
    lines = [f"Nothing was imported: {rows} mending.", *map(str, wrong[:_MOST_SHOWN])]
    if len(wrong) > _MOST_SHOWN:
        lines.append(f"and {len(wrong) - _MOST_SHOWN} more.")
    raise click.ClickException("\n".join(lines))


def _counted(brought: Brought, noun: str, gone: str) -> str:
    new, changed, away = len(brought.new), len(brought.changed), len(brought.gone)
    plural = "" if new == 1 else "s"
    return f"{new} new {noun}{plural}, {changed} changed, {away} {gone}, {brought.same} as before."


def _without_place(names: Sequence[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:_MOST_SHOWN]) + (" and others" if len(names) > _MOST_SHOWN else "")
    return f"\nThe file gives no place for {shown}: phones can’t show them near by."


def _say(
    authority: Authority, said: dict[str, Any], sentence: str, *, dry_run: bool, as_json: bool
) -> None:
    if as_json:
        whole = {"new_la_code": authority.new_la_code, **said, "dry_run": dry_run}
        click.echo(json.dumps(whole))
        return
    rehearsed = "\nThis was a dry run: nothing was changed." if dry_run else ""
    click.echo(f"{authority.la_name}: {sentence}{rehearsed}")
