"""What a replay prints, for people and for scripts."""

from collections.abc import Sequence
from typing import Any

from sweep.core.tally import Totals
from sweep.replay.counted import figures
from sweep.replay.rows import RULE
from sweep.replay.run import Replayed

NOTICE = (
    "Police searches are not truancy stops. Times, places and sex are the file's; "
    "findings, company, reasons, outcomes, officers and shifts are invented."
)


def words_of(done: Replayed) -> str:
    """One file: its rows, each day's count in the file and on the server, and whether they are equal."""
    rows = done.rows
    read = f"{rows.total} rows; {len(rows.skipped)} could not be read; {len(rows.qualifying)} of {RULE}."
    days = [
        f"{sweep.title}: {sweep.in_file} in the file, "
        f"{sweep.totals.stops.children_stopped} on the server{_differs(sweep.equal)}"
        for sweep in done.sweeps
    ]
    sent = f"{done.operations} operations in {done.batches} batches, each sent twice."
    lines = (read, *days, sent, _figures(done.totals), _verdict(done.equal))
    return "\n  ".join((done.path.name, *lines))


def words_of_all(done: Sequence[Replayed]) -> str:
    """All files together."""
    totals = sum((each.totals for each in done), Totals())
    rows = sum(each.rows.total for each in done)
    qualify = sum(len(each.rows.qualifying) for each in done)
    read = f"{_files(len(done))}: {rows} rows, {qualify} that qualify."
    equal = all(each.equal for each in done)
    return "\n".join(("\n  ".join((read, _figures(totals), _verdict(equal))), NOTICE))


def json_of_all(done: Sequence[Replayed]) -> dict[str, Any]:
    """The same as one object."""
    return {
        "notice": NOTICE,
        "rule": RULE,
        "equal": all(each.equal for each in done),
        "rows": sum(each.rows.total for each in done),
        "rows_that_qualify": sum(len(each.rows.qualifying) for each in done),
        "rows_skipped": sum(len(each.rows.skipped) for each in done),
        **figures(sum((each.totals for each in done), Totals())),
        "files": [each.as_json() for each in done],
    }


def _figures(totals: Totals) -> str:
    said = figures(totals)
    line = (
        f"On the server: {said['stopped']} stopped, {said['truanting']} truanting, "
        f"{said['officer_hours']} officer-hours"
    )
    if said["truants_per_officer_hour"] is not None:
        line += f", {said['truants_per_officer_hour']} truants per officer-hour"
    return line + " (all but the number stopped is invented)."


def _files(number: int) -> str:
    return "One file" if number == 1 else f"All {number} files"


def _differs(equal: bool) -> str:
    return "" if equal else "  <- differs"


def _verdict(equal: bool) -> str:
    return "The server's count equals the file's." if equal else "The server's count DIFFERS."
