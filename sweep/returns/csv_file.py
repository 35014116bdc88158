"""A summary as CSV: UTF-8, RFC 4180, one header, a `Total` row and one for each phase.

Columns are the return's indicators in its order, each yield followed by its limits. Text that a
spreadsheet could take for a formula is guarded.
"""

import csv
import io
from collections.abc import Iterator

from sweep.returns.indicators import row
from sweep.returns.published import OF_SWEEPS_ONLY, SUPPRESSED, Published, made_of
from sweep.returns.report import Report

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def summary_csv(report: Report) -> str:
    """The whole file as text."""
    out = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for cells in _rows(report):
        if writer is None:
            writer = csv.DictWriter(out, list(cells), lineterminator="\r\n")
            writer.writeheader()
        writer.writerow(cells)
    return out.getvalue()


def _rows(report: Report) -> Iterator[dict[str, str]]:
    summary = report.summary
    total = dict(row(summary.totals, 1, summary.sites_count))
    yield {**_named(report, "Total"), **_kept_back(report.counts, "Total", total)}
    for phase, totals in summary.by_phase.items():
        cells = dict(row(totals, None, 0))
        yield {**_named(report, phase), **_kept_back(report.counts, phase, cells)}


def _kept_back(counts: Published, phase: str, cells: dict[str, str]) -> dict[str, str]:
    """The row with `c` for each count that is kept back and for whatever would tell it."""
    return {
        name: SUPPRESSED if _would_tell(counts, phase, name) else text
        for name, text in cells.items()
    }


def _would_tell(counts: Published, phase: str, name: str) -> bool:
    """What applies to no phase is `z` there always, which tells nothing."""
    if phase != "Total" and name in OF_SWEEPS_ONLY:
        return False
    return counts.any_hidden(*(f"{phase}/{each}" for each in made_of(name)))


def _named(report: Report, phase: str) -> dict[str, str]:
    summary, sweep = report.summary, report.summary.sweep
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
