"""The server's returns for its returns reader: aggregates of every authority, and nothing else of any."""

import logging
from datetime import UTC, datetime

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import caller
from sweep.errors import Problem
from sweep.national import files, tables
from sweep.national.asked import asked_moment, today_as_moment
from sweep.national.periods import find_period
from sweep.national.server import ServerReturn, head_of, periods_here, server_return

log = logging.getLogger(__name__)

blp = Blueprint("server_returns", __name__)


@blp.get("/returns/server")
def show_periods() -> str:
    """The terms and years with sweeps."""
    return render_template("national/server_periods.html", periods=periods_here())


@blp.get("/returns/server/<years>/<name>")
def show_return(years: str, name: str) -> Response | Answer | str:
    """The page of a term or year, or with an ending one of its three files; `?as_at=` as at a moment."""
    term, _, ending = name.partition(".")
    period = find_period(years, term)
    if ending and ending not in files.ENDINGS:
        raise Problem("not_found", "A return is a page, .csv, .meta.csv or .csv-metadata.json.")
    if "revision" in request.args:
        raise Problem(
            "not_found", "Revisions are each authority’s own; ask with as_at for a moment."
        )
    now = datetime.now(UTC)
    if moment := today_as_moment(request.args, now):
        here = url_for("server_returns.show_return", years=years, name=name, as_at=moment)
        return redirect(here, 303)
    made = server_return(period, now, asked_moment(request.args, now))
    log.info("returns reader %s read the server's return %s", caller().user_id, period.address)
    if not ending:
        return _page(made)
    answer = Response(_content(made, ending), mimetype=files.MIMETYPES[ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="{made.standing.stem}.{ending}"'
    return answer


def _content(made: ServerReturn, ending: str) -> bytes:
    figures = files.csv_bytes(made.rows)
    if ending == "csv":
        return figures
    if ending == "meta.csv":
        return files.meta_bytes()
    return files.metadata_bytes(made.standing, figures, made.warned, head_of(made))


def _page(made: ServerReturn) -> str:
    national = [row for row in made.rows if row["geographic_level"] == "National"]
    codes = dict.fromkeys(row["country_code"] for row in national)
    return render_template(
        "national/server.html",
        made=made,
        moment=made.standing.as_at if "as_at" in request.args else None,
        standing=made.standing,
        statute=files.STATUTE,
        countries=[
            (
                own[0]["country_name"],
                tables.tables_of(own, own[0]["country_code"]),
                tables.tables_apart(own),
            )
            for own in ([row for row in national if row["country_code"] == code] for code in codes)
        ],
        lines=[
            row
            for row in made.rows
            if (row["sweep_type"], row["education_phase"]) == ("Total", "Total")
        ],
    )
