"""The page for whoever plans the next sweep: where and when past ones found most for an officer-hour."""

from dataclasses import replace
from datetime import UTC, datetime

from flask import Blueprint, render_template, request

from sweep.returns import outlook
from sweep.returns.charts import spreads
from sweep.returns.indicators import per_hour
from sweep.returns.past import Past, past_sweeps
from sweep.returns.spots import Seen

blp = Blueprint("outlook_pages", __name__)

# As many sites as a page bears at first; a link shows the others.
MOST_SITES = 20
_TITLE = "Children truanting an officer-hour, estimated, with the 95% range, by "


@blp.get("/where-and-when")
def show_outlook() -> str:
    """Sites, hours, and both, each estimate drawn towards the common rate by how little was seen there."""
    past = past_sweeps(datetime.now(UTC))
    enough = len(past.sweeps) >= outlook.FEWEST_SWEEPS
    by_site, by_hour = outlook.by_site(past), outlook.by_hour(past)
    of_all = len(by_site.rows)
    if "all" not in request.args:
        few, drawn = by_site.rows[:MOST_SITES], by_site.spreads[:MOST_SITES]
        by_site = replace(by_site, rows=few, spreads=drawn)
    heads, rows = outlook.grid(past, [row.label for row in by_site.rows])
    return render_template(
        "returns/outlook.html",
        past=past,
        enough=enough,
        whole=_whole(past),
        by_site=by_site,
        of_all=of_all,
        most=MOST_SITES,
        by_hour=by_hour,
        charts={
            "site": spreads("chart-sites", _TITLE + "site", by_site.spreads),
            "hour": spreads("chart-hours-of-day", _TITLE + "hour", by_hour.spreads),
        },
        grid_heads=heads,
        grid=rows,
    )


def _whole(past: Past) -> dict[str, object]:
    """All of them together; every stop and every minute is in one of the hours."""
    whole = Seen()
    for seen in past.by_hour.values():
        whole.minutes += seen.minutes
        whole.stopped += seen.stopped
        whole.truanting.update(seen.truanting)
    value, low, high = per_hour(whole.rate)
    rate = f"{value} ({low}–{high})" if value else ""
    return {
        "minutes": whole.minutes,
        "stopped": whole.stopped,
        "truanting": whole.rate.children,
        "rate": rate,
    }
