"""The command `sweep restore`: back to a backup, and what that means, in plain words."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from sweep.keeping.elsewhere import said_plainly
from sweep.keeping.gaps import Gaps
from sweep.keeping.restore import Restored
from sweep.keeping.restore import restore as restore_file


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def restore(file: Path, *, as_json: bool) -> None:
    """Go back to the backup FILE. The server must be stopped; the database before is kept.

    Says what the backup lacks: what phones will send again by themselves, and what was done at desks since.
    Exit code 0: done, start the server. 1: nothing was changed, and why.
    """
    with said_plainly():
        done = restore_file(file, datetime.now(UTC))
    click.echo(json.dumps(asdict(done)) if as_json else "\n".join(_words(done)))


def _words(done: Restored) -> Iterator[str]:
    prepared = done.prepared
    yield f"Restored from {done.file}: {sum(done.rows.values())} rows."
    if done.kept:
        yield f"The database before is kept as {done.kept}. Delete it when you need it no longer."
    if prepared.upgraded:
        yield f"Its tables were of version {prepared.revision} and were brought up to date."
    if prepared.differed:
        yield f"{len(prepared.differed)} records were not as its ledger makes them and were put right."
    yield (
        f"Done again from the journal: {_some(prepared.erased, 'erasure')}, "
        f"{_some(prepared.revoked, 'revocation')}. {_some(prepared.sessions_ended, 'sign-in')} ended."
    )
    if prepared.codes_ended:
        yield f"{_some(prepared.codes_ended, 'enrol code')} not used yet called off: make new ones."
    yield from _gap_words(done.gaps, done.kept)
    yield "Start the server. Phones compare by themselves what they hold with what is here."


def _gap_words(gaps: Gaps, kept: str | None) -> Iterator[str]:
    for code, rev in gaps.revs.items():
        was = "not known" if rev["before"] is None else rev["before"]
        yield f"{code}: rev before {was}, in this backup {rev['restored']}."
    if not gaps.before_is_known:
        why = "could not be read" if kept else "is not there"
        yield f"The database before {why}, so what came after the backup is not known."
    if gaps.from_phones:
        yield f"Expected back from phones, at most: {_listed(gaps.from_phones)}."
    if gaps.let_go:
        yield (
            "NOT SURE to come back, because a later backup had them and phones may have let go: "
            f"{_listed(gaps.let_go)}. Restore that later backup if you have it, or look in {kept}."
        )
    if gaps.wiped:
        yield (
            "Not to be expected back, because these phones were reported lost and wiped: "
            f"{_listed(gaps.wiped)}. Their rescue files bring it, if anybody has them, or {kept}."
        )
    if gaps.desk:
        yield f"Done at desks since, to be done again by hand: {_listed(gaps.desk)}."
    if gaps.enrol_again:
        yield f"Phones enrolled since, which must enrol again: {', '.join(gaps.enrol_again)}."


def _listed(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(numbers.items()))


def _some(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
