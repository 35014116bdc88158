"""The command `sweep import-geography`: authorities, regions and outlines from files, all of them or nothing."""

import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import with_appcontext

from sweep.csv_rows import Unreadable
from sweep.geography.bring_in import Brought, Read, bring_in
from sweep.geography.outlines import read_outlines
from sweep.geography.tables import read_table

_MOST_SHOWN = 20


@click.command("import-geography")
@click.argument(
    "files",
    metavar="FILE…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def import_geography(files: Sequence[Path], *, dry_run: bool, as_json: bool) -> None:
    """Take authorities, regions and outlines from FILE…, for the whole server.

    Each FILE is known by what is in it: the Department for Education's las.csv, regions.csv and
    region_la_hierarchy.csv, and outlines of authorities or wards as GeoJSON (the Office for National Statistics').
    Where anything can't be right, nothing of any FILE is taken.
    """
    read, left_out, wrong = Read(), list[str](), list[str]()
    with _progress(files) as each:
        for file in each:
            _read(file, read, left_out, wrong)
    if wrong:
        raise click.ClickException("\n".join(("Nothing was imported.", *_few(wrong))))
    brought = bring_in(read, dry_run=dry_run)
    if as_json:
        said = {sort: asdict(counts) for sort, counts in brought.items()}
        click.echo(json.dumps({**said, "left_out": left_out, "dry_run": dry_run}))
        return
    for line in (*_few(left_out), *(_counted(*pair) for pair in brought.items())):
        click.echo(line)
    if dry_run:
        click.echo("This was a dry run: nothing was changed.")


def _progress(files: Sequence[Path]) -> AbstractContextManager[Iterable[Path]]:
    """A bar for whoever watches, nothing for a script."""
    watched = sys.stderr.isatty()
    return click.progressbar(files, label="Reading", file=sys.stderr, hidden=not watched)


def _read(file: Path, read: Read, left_out: list[str], wrong: list[str]) -> None:
    """Add what a file says to what the others said; what is amiss is named with the file."""
    raw = file.read_bytes()
    try:
        if raw.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{":
            drawn = read_outlines(raw)
            read.outlines += drawn.outlines
            wrong += [f"{file.name}: {each}" for each in drawn.wrong]
        else:
            table = read_table(raw)
            read.regions += table.regions
            read.authorities += table.authorities
            wrong += [f"{file.name}: {each}" for each in table.wrong]
            left_out += [f"{file.name}: {each}" for each in table.left_out]
    except Unreadable as why:
        wrong.append(f"{file.name}: {why}")


def _few(lines: Sequence[str]) -> list[str]:
    rest = len(lines) - _MOST_SHOWN
    return [*lines[:_MOST_SHOWN], *([f"and {rest} more."] if rest > 0 else [])]


def _counted(sort: str, brought: Brought) -> str:
    return (
        f"{sort.capitalize()}: {brought.new} new, {brought.changed} changed, "
        f"{brought.gone} taken away, {brought.same} as before."
    )
