"""A sweep's own page: the checklist that turns green, the plan as it stands, and moving it on."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sweep.access.callers import caller
from sweep.access.officers import by_role
from sweep.core.codes import SWEEP_STATUSES
from sweep.db import writing
from sweep.errors import Problem
from sweep.sweeps.checklist import steps_of
from sweep.sweeps.planning import change_sweep
from sweep.sweeps.read import find_sweep

blp = Blueprint("sweep_pages", __name__)


@dataclass(frozen=True, slots=True)
class Move:
    """A step to another status: the button's words and what follows from pressing it."""

    status: str
    words: str
    meaning: str
    onward: bool = True


MOVES: dict[str, tuple[Move, ...]] = {
    "planned": (Move("open", "Open this sweep", "Officers can start their patrols."),),
    "open": (
        Move(
            "verifying",
            "End patrols and check with schools",
            "Phones can still send what they hold.",
        ),
        Move("planned", "Back to planned", "For a sweep that was opened too early.", False),
    ),
    "verifying": (
        Move(
            "final",
            "Make the figures final",
            "The sweep leaves officers’ phones. What they still hold is taken in when it comes.",
        ),
        Move("open", "Open again", "Officers can go on recording.", False),
    ),
    "final": (
        Move(
            "verifying", "Reopen the figures", "They can be corrected and made final again.", False
        ),
    ),
}


@blp.get("/sweeps/<sweep_id>")
def show_sweep(sweep_id: str) -> str:
    """The plan, what it still lacks, and what can be done next."""
    sweep = find_sweep(sweep_id)
    return render_template(
        "sweeps/sweep.html",
        sweep=sweep,
        steps=steps_of(sweep, datetime.now(UTC)),
        roster=by_role(entry.officer for entry in sweep.roster),
        moves=MOVES[sweep.status],
    )


@blp.post("/sweeps/<sweep_id>")
def move_sweep(sweep_id: str) -> Response:
    """Move the sweep to another status."""
    status = request.form.get("status", "")
    if status not in SWEEP_STATUSES:
        raise Problem("unreadable_request", "There is no such status.")
    with writing(caller().authority_id):
        change_sweep(find_sweep(sweep_id), {"status": status})
    return redirect(url_for("sweep_pages.show_sweep", sweep_id=sweep_id), 303)
