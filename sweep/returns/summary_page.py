"""A sweep's summary: the sentence, the tables and charts, and the same figures as CSV and JSON."""

import re
import unicodedata
from datetime import UTC, datetime

from flask import Blueprint, Response, jsonify, render_template

from sweep.access.callers import caller
from sweep.access.models import Authority
from sweep.db import db
from sweep.returns import tables
from sweep.returns.csv_file import summary_csv
from sweep.returns.double_note import double_note
from sweep.returns.drawings import charts_of
from sweep.returns.json_file import summary_json
from sweep.returns.read import Summary, summary_of
from sweep.returns.sentence import TOO_FEW_MINUTES, sentence
from sweep.sweeps.phone_words import given_up_text
from sweep.sweeps.read import find_sweep

blp = Blueprint("summary_pages", __name__)


@blp.get("/sweeps/<sweep_id>/summary")
def show_summary(sweep_id: str) -> str:
    """The page."""
    summary = _summary(sweep_id)
    totals = summary.totals
    return render_template(
        "returns/summary.html",
        summary=summary,
        sweep=summary.sweep,
        totals=totals,
        authority=db.session.get_one(Authority, caller().authority_id),
        sentence=sentence(totals),
        has_rate=totals.effort.officer_minutes >= TOO_FEW_MINUTES,
        tables=_tables(summary),
        charts=charts_of(totals),
        doubles=double_note(summary.sweep, totals, summary.as_at),
        given_up=[given_up_text(phone) for phone in summary.written_off],
    )


def _tables(summary: Summary) -> dict[str, list[tables.Row]]:
    totals = summary.totals
    return {
        "accompanied": tables.accompanied(totals),
        "findings": tables.findings(totals),
        "changed": tables.changed(totals),
        "outcomes": tables.outcomes(totals),
        "hours": tables.hours(totals),
        "yields": tables.yields(totals),
        "phases": tables.phases(summary.by_phase, totals),
        "shares": tables.shares(totals),
    }


@blp.get("/sweeps/<sweep_id>/summary.csv")
def download_csv(sweep_id: str) -> Response:
    """The figures as CSV, under the return's column names."""
    summary = _summary(sweep_id)
    return _download(summary, Response(summary_csv(summary), mimetype="text/csv"), "csv")


@blp.get("/sweeps/<sweep_id>/summary.json")
def download_json(sweep_id: str) -> Response:
    """The figures as JSON, under the return's indicator names."""
    summary = _summary(sweep_id)
    return _download(summary, jsonify(summary_json(summary)), "json")


def _download(summary: Summary, answer: Response, ending: str) -> Response:
    name = f"{_file_name(summary)}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _file_name(summary: Summary) -> str:
    """Title and day; the status so that nobody mistakes one for the other."""
    status = "final" if summary.final else "provisional"
    parts = ("sweep", _safe(summary.sweep.title), f"{summary.sweep.starts_at:%Y-%m-%d}", status)
    return "_".join(part for part in (*parts, f"r{summary.rev}") if part)


def _safe(title: str) -> str:
    """A title may hold anything; a file's name should hold only letters and figures that all systems take."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:40].strip("-")


def _summary(sweep_id: str) -> Summary:
    return summary_of(find_sweep(sweep_id), datetime.now(UTC))
