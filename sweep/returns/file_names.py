"""What downloaded files are called: letters and figures that every system takes."""

import re
import unicodedata

from flask import Response

from sweep.returns.report import Report
from sweep.sweeps.models import Sweep


def attached(answer: Response, report: Report, ending: str) -> Response:
    """The answer as a file of title, day, status (so that nobody mistakes one for the other) and change."""
    summary = report.summary
    status = "final" if summary.final else "provisional"
    return named(answer, f"{file_name(summary.sweep, status)}_r{summary.rev}.{ending}")


def named(answer: Response, name: str) -> Response:
    """The answer as a file of this name, which must be one of `file_name`'s."""
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def file_name(sweep: Sweep, what: str) -> str:
    """`sweep_high-street_2026-01-12_provisional`."""
    parts = ("sweep", _safe(sweep.title), f"{sweep.starts_at:%Y-%m-%d}", what)
    return "_".join(part for part in parts if part)


def _safe(title: str) -> str:
    """A title may hold anything; a file's name should hold only letters and figures that all systems take."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:40].strip("-")
