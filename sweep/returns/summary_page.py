"""A sweep's summary: the sentence, the tables and charts, and the same figures to take away."""

from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, jsonify, render_template

from sweep.returns.csv_file import summary_csv
from sweep.returns.definitions import NO_RETURN, definitions
from sweep.returns.drawings import drawings_of
from sweep.returns.every_table import tables_of
from sweep.returns.file_names import attached
from sweep.returns.json_file import summary_json
from sweep.returns.report import Report, report_of
from sweep.returns.sentence import TOO_FEW_MINUTES, sentence
from sweep.returns.status import status_line
from sweep.sweeps.phone_words import given_up_text
from sweep.sweeps.read import find_sweep

blp = Blueprint("summary_pages", __name__)


@blp.get("/sweeps/<sweep_id>/summary")
def show_summary(sweep_id: str) -> str:
    """The page."""
    report = _report(sweep_id)
    summary = report.summary
    return render_template(
        "returns/summary.html",
        report=report,
        summary=summary,
        sweep=summary.sweep,
        totals=summary.totals,
        sentence=sentence(summary.totals, report.counts),
        too_early=summary.totals.effort.officer_minutes < TOO_FEW_MINUTES,
        police_too_early=summary.totals.effort.police_minutes < TOO_FEW_MINUTES,
        tables=tables_of(report),
        charts=drawings_of(report),
        definitions=definitions(report),
        no_return=NO_RETURN,
        status=status_line(report),
        work=f"/sweeps/{sweep_id}/stop-files",
        second=report.second_looks,
        given_up=[given_up_text(phone) for phone in summary.written_off],
    )


@blp.get("/sweeps/<sweep_id>/summary.csv")
def download_csv(sweep_id: str) -> Response:
    """The figures as CSV, under the return's column names."""
    report = _report(sweep_id)
    return attached(Response(summary_csv(report), mimetype="text/csv"), report, "csv")


@blp.get("/sweeps/<sweep_id>/summary.json")
def download_json(sweep_id: str) -> Response:
    """The figures as JSON, under the return's indicator names."""
    report = _report(sweep_id)
    return attached(jsonify(summary_json(report)), report, "json")


@blp.get("/sweeps/<sweep_id>/summary.xlsx")
def download_spreadsheet(sweep_id: str) -> Response:
    """Every table on a sheet of its own."""
    # A tenth of a second to import, which no other page needs.
    from sweep.returns.spreadsheet import XLSX, summary_xlsx

    report = _report(sweep_id)
    return attached(Response(summary_xlsx(report), mimetype=XLSX), report, "xlsx")


@blp.get("/sweeps/<sweep_id>/summary.pdf")
def download_pdf(sweep_id: str) -> Response:
    """Pages to hand out."""
    from sweep.returns.pdf import summary_pdf

    report = _report(sweep_id)
    return attached(Response(summary_pdf(report), mimetype="application/pdf"), report, "pdf")


def _report(sweep_id: str) -> Report:
    below = current_app.config["SWEEP"].suppress_below
    return report_of(find_sweep(sweep_id), datetime.now(UTC), below)
