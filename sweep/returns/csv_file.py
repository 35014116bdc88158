"""A summary as CSV: UTF-8, RFC 4180, one header, a `Total` row and one for each phase.

Columns are the return's indicators in its order, each yield followed by its limits. Text that a
spreadsheet could take for a formula is guarded.
"""

import csv
import io
from collections.abc import Iterator

from sweep.returns.indicators import row
from sweep.returns.read import Summary

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def summary_csv(summary: Summary) -> str:
    """The whole file as text."""
    out = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for cells in _rows(summary):
        if writer is None:
            writer = csv.DictWriter(out, list(cells), lineterminator="\r\n")
            writer.writeheader()
        writer.writerow(cells)
    return out.getvalue()


def _rows(summary: Summary) -> Iterator[dict[str, str]]:
    yield {**_named(summary, "Total"), **dict(row(summary.totals, 1, summary.sites_count))}
    for phase, totals in summary.by_phase.items():
        yield {**_named(summary, phase), **dict(row(totals, None, 0))}


def _named(summary: Summary, phase: str) -> dict[str, str]:
    sweep = summary.sweep
    return {
        "sweep_id": sweep.id,
        "sweep_title": guarded(sweep.title),
        "sweep_type": sweep.kind.capitalize(),
        "starts_at": sweep.starts_at.isoformat(),
        "ends_at": sweep.ends_at.isoformat(),
        "rev": str(summary.rev),
        "status": "Final" if summary.final else "Provisional",
        "education_phase": phase,
    }


def guarded(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe before what could begin a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
