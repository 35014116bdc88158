"""Whether figures are provisional or final, in words, alike on page and paper."""

from sweep.london import moment_text
from sweep.returns.read import Summary
from sweep.returns.report import Report


def status_text(summary: Summary) -> str:
    """`Provisional`, `Final` or `Final, with open points`. Where all has come that phones told of and nobody has made
    the figures final, that and no more: doubles, answers and the review may still be open.
    """
    if summary.open_points:
        return "Final, with open points"
    if summary.provisional:
        return "Provisional"
    return "Final" if summary.sweep.status == "final" else "All records received, not final yet"


def status_line(report: Report) -> str:
    """The status, and the moment that the figures are of: one that was made final in March was not made so today."""
    status, as_at = status_text(report.summary), moment_text(report.summary.as_at)
    if report.made_final_at is None:
        return f"{status}, as at {as_at}"
    return f"{status}: made final at {moment_text(report.made_final_at)}. Read at {as_at}"
