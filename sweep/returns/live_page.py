"""The page to watch while a sweep runs. Asked again every few seconds, it answers 304 until something changed."""

from datetime import UTC, datetime

from flask import Blueprint, Response, render_template, request
from sqlalchemy import func, select

from sweep.access.models import Authority, Device
from sweep.access.server import epoch
from sweep.db import db
from sweep.returns.double_note import double_note
from sweep.returns.live_map import drawn_of
from sweep.returns.patrols import shift_lines, still_out
from sweep.returns.phone_lines import arrival_of
from sweep.returns.read import summary_of
from sweep.returns.watch import in_sweep_text, watched_stops
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import find_sweep

blp = Blueprint("live_pages", __name__)

# Why figures may change that the page doesn't show in full elsewhere.
_ASIDE = {"quarantined", "waiting", "after_final", "plan_after_final"}


@blp.get("/sweeps/<sweep_id>/live")
def show_live(sweep_id: str) -> Response:
    """Figures now, urgent stops first, phones that still hold some, then stops and shifts."""
    sweep, now = find_sweep(sweep_id), datetime.now(UTC)
    tag = _tag(sweep, now)
    seen = request.if_none_match.contains(tag)
    answer = Response(status=304) if seen else Response(_page(sweep, now, tag))
    answer.set_etag(tag)
    return answer


def _tag(sweep: Sweep, now: datetime) -> str:
    """`epoch-rev`, then what a page shows that no operation changes: who was in touch, and the minute
    to which open shifts are counted."""
    rev = db.session.scalars(select(Authority.rev).where(Authority.id == sweep.authority_id)).one()
    heard = db.session.scalars(select(func.max(Device.last_contact_at))).one()
    return (
        f"{epoch()}-{rev}-{heard:%H%M%S%f}-{now:%d%H%M}"
        if heard
        else f"{epoch()}-{rev}-{now:%d%H%M}"
    )


def _page(sweep: Sweep, now: datetime, tag: str) -> str:
    summary, shifts = summary_of(sweep, now), shift_lines(sweep, now)
    arrival, stops = arrival_of(sweep, summary.phones, now), watched_stops(sweep)
    return render_template(
        "returns/live.html",
        sweep=sweep,
        totals=summary.totals,
        open_points=summary.open_points,
        aside=[why for why in summary.provisional_because if why.code in _ASIDE],
        doubles=double_note(sweep, summary.totals, now),
        stops=stops,
        drawn=drawn_of(sweep, stops),
        arrival=arrival,
        asked_for=any(phone.asks for phone in arrival.used),
        quiet=[phone for phone in arrival.used if phone.quiet],
        shifts=shifts,
        out=still_out(shifts),
        tag=tag,
        now=now,
        at=lambda moment: in_sweep_text(moment, sweep),
    )
