"""The command `sweep replay`: its options, its progress bar and its words."""

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from threading import Lock

import click
from flask import current_app
from flask.cli import with_appcontext

from sweep.replay.client import Refused
from sweep.replay.days import DEFAULT_PHONES, DEFAULT_SEED, Making
from sweep.replay.rows import NotPoliceUk, Rows, read_rows
from sweep.replay.run import Progress, Replayed, replay_file
from sweep.replay.targets import FindTarget, named_server, server_of_our_own
from sweep.replay.words import json_of_all, words_of, words_of_all

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_PHONES = click.IntRange(1, 20)


@click.command("replay")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--seed", default=DEFAULT_SEED, show_default=True, help="Of what is invented.")
@click.option("--phones", type=_PHONES, default=DEFAULT_PHONES, show_default=True, help="How many.")
@click.option("--authority", help="ONS code; by default that of the force in the file's name.")
@click.option("--url", help="A running server; by default one is started on this database.")
@click.option("--token", help="With --url: a coordinator's personal token.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def replay(
    files: tuple[Path, ...], seed: int, phones: int, *, as_json: bool, **where: str | None
) -> None:
    """Send police.uk stop-and-search FILES as patrols, from simulated phones, and check the count.

    Rows of children aged 10–17, Monday to Friday from 09:00 to just before 15:00 London time, become
    stops. Every batch is sent twice. Ends with code 1 where the server's count is not the file's.
    """
    try:
        # All are read before any is sent.
        read = [(path, read_rows(path)) for path in dict.fromkeys(files)]
        with _server(files, **where) as find_target:
            done = [
                _replay(path, rows, find_target, Making(seed, phones), quiet=as_json)
                for path, rows in read
            ]
    except (Refused, NotPoliceUk) as why:
        raise click.ClickException(str(why)) from why
    click.echo(json.dumps(json_of_all(done)) if as_json else words_of_all(done))
    if not all(each.equal for each in done):
        raise SystemExit(1)


def _server(
    files: Sequence[Path], url: str | None, token: str | None, authority: str | None
) -> AbstractContextManager[FindTarget]:
    if url is None and token is None:
        return server_of_our_own(current_app.config["SWEEP"], files, authority)
    if url is None or token is None:
        raise click.UsageError("--url and --token go together.")
    if authority is not None:
        raise click.UsageError("With --url the token says which authority: leave --authority out.")
    return named_server(url, token)


def _replay(
    path: Path, rows: Rows, find_target: FindTarget, making: Making, *, quiet: bool
) -> Replayed:
    for skipped in rows.skipped:
        click.echo(f"{path.name}, line {skipped.line}: skipped. {skipped.why}", err=True)
    with ExitStack() as stack:
        bars = _bars(stack, path.name)
        done = replay_file(path, rows, find_target(path), making, bars)
    if not quiet:
        click.echo(words_of(done))
    return done


def _bars(stack: ExitStack, label: str) -> Callable[[int], Progress]:
    """A progress bar on standard error, once it is known how much there is; one line where nobody watches."""

    def begin(operations: int) -> Progress:
        on = sys.stderr
        bar = stack.enter_context(
            click.progressbar(range(operations), label=label, file=on, width=30)
        )
        one_at_a_time = Lock()  # phones are threads

        def sent(more: int) -> None:
            with one_at_a_time:
                bar.update(more)

        return sent

    return begin
