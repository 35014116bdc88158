"""A sweep's own page: the checklist that turns green, the plan as it stands, and moving it on.

It stands among the returns because moving a sweep to its end needs to know what its figures still lack.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sweep.access.callers import caller
from sweep.access.officers import by_role
from sweep.access.revs import Revs
from sweep.core.codes import SWEEP_STATUSES
from sweep.db import writing
from sweep.errors import Problem
from sweep.returns.closing import left_before_final
from sweep.returns.phone_lines import arrival_of
from sweep.schools.calendar import read_calendar
from sweep.stops.form_times import form_times
from sweep.sweeps.cautions import cautions_of
from sweep.sweeps.checklist import steps_of
from sweep.sweeps.completeness import Because, because_of, provisional_because
from sweep.sweeps.ground import own_outlines
from sweep.sweeps.models import Sweep
from sweep.sweeps.moves import MOVES, early_warnings
from sweep.sweeps.odd_sites import site_warnings
from sweep.sweeps.phones import phones_of
from sweep.sweeps.planning import change_sweep
from sweep.sweeps.read import find_sweep
from sweep.sweeps.small_map import small_map

blp = Blueprint("sweep_pages", __name__)

# Their work is over, so nothing of the plan is still to do.
_OVER = {"verifying", "final"}


@blp.get("/sweeps/<sweep_id>")
def show_sweep(sweep_id: str) -> str:
    """The plan, what it still lacks, and what can be done next."""
    sweep, now = find_sweep(sweep_id), datetime.now(UTC)
    over, phones = sweep.status in _OVER, phones_of(sweep)
    because = because_of(sweep, phones, now) if over else ()
    return render_template(
        "sweeps/sweep.html",
        sweep=sweep,
        steps=() if over else steps_of(sweep, now),
        roster=by_role(entry.officer for entry in sweep.roster),
        moves=MOVES[sweep.status],
        because=because,
        asked=_codes(because) if request.args.get("ask") == "final" else "",
        quicker=request.args.get("ask") == "quicker",
        open_points=sweep.status == "final" and bool(because),
        early=early_warnings(sweep, now),
        odd_sites=site_warnings(sweep),
        picture=small_map(sweep, own_outlines()),
        cautions=() if over else cautions_of(sweep, read_calendar().terms),
        arrival=arrival_of(sweep, phones, now) if _begun(sweep, phones) else None,
        form_times=form_times(sweep.id),
        left=left_before_final(sweep, because) if over else (),
    )


def _begun(sweep: Sweep, phones: Sequence[Mapping[str, Any]]) -> bool:
    """Whether there is anything to say of what arrived: a plan of which nothing came has nothing yet."""
    if sweep.status == "planned":
        return any(phone["received"] or phone["holds"] for phone in phones)
    return bool(phones)


@blp.post("/sweeps/<sweep_id>")
def move_sweep(sweep_id: str) -> Response:
    """Move the sweep to another status. Final with points open is asked about once more.

    `was` is the status for which the button was shown: where it is another by now, somebody was quicker, and what the
    button said would follow is not what would.
    """
    status = request.form.get("status", "")
    if status not in SWEEP_STATUSES:
        raise Problem("unreadable_request", "There is no such status.")
    with writing(caller().authority_id):
        Revs(caller().authority_id)  # nothing arrives between looking and making final
        sweep = find_sweep(sweep_id)
        asked = _asked(sweep, status)
        if not asked:
            change_sweep(sweep, {"status": status})
    page = url_for("sweep_pages.show_sweep", sweep_id=sweep_id, ask=asked, _anchor=asked)
    return redirect(page, 303)


def _asked(sweep: Sweep, status: str) -> str | None:
    """What the page has to say first, where the sweep can't just be moved."""
    if sweep.status not in (request.form.get("was", sweep.status), status):
        return "quicker"
    if status == "final" and _unseen(provisional_because(sweep, datetime.now(UTC))):
        return "final"
    return None


def _unseen(because: Sequence[Because]) -> bool:
    """Whether there is a reason that the person had not been shown when they pressed the button."""
    seen = set(request.form.get("seen", "").split())
    return any(why.code not in seen for why in because)


def _codes(because: Sequence[Because]) -> str:
    return " ".join(why.code for why in because)
