"""The list of sweeps: the one that matters now and what it still lacks, then all of them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, render_template

from sweep.returns.read import stopped_and_truanting
from sweep.sweeps.at_rest import plainly_complete
from sweep.sweeps.checklist import steps_of
from sweep.sweeps.completeness import provisional_because
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import all_sweeps

blp = Blueprint("list_pages", __name__)


@blp.get("/sweeps")
def show_sweeps() -> str:
    """Every sweep, stopped and truanting side by side."""
    now, sweeps = datetime.now(UTC), all_sweeps()
    first = _first(sweeps, now)
    return render_template(
        "returns/sweeps.html",
        sweeps=sweeps,
        figures=stopped_and_truanting(),
        first=first,
        over=first is not None and first.ends_at < now,
        steps=steps_of(first, now) if first else (),
        open_points=_with_open_points(sweeps, now),
    )


@blp.app_template_global()
def has_open_points(sweep: Sweep) -> bool:
    """Whether a sweep was made final though something may still change it: every page of it says so alike."""
    return bool(_with_open_points([sweep], datetime.now(UTC)))


def _with_open_points(sweeps: Sequence[Sweep], now: datetime) -> set[str]:
    """Ids of those made final though something may still change them."""
    final = [sweep for sweep in sweeps if sweep.status == "final"]
    complete = plainly_complete(final)
    doubtful = (sweep for sweep in final if sweep.id not in complete)
    return {sweep.id for sweep in doubtful if provisional_because(sweep, now)}


def _first(sweeps: Sequence[Sweep], now: datetime) -> Sweep | None:
    """The open one that ends last; else the next one planned; else the last with schools to ask."""
    by_start = sorted(sweeps, key=lambda sweep: sweep.starts_at)
    still = [sweep for sweep in by_start if sweep.status == "open"]
    ahead = [sweep for sweep in by_start if sweep.status == "planned" and sweep.ends_at > now]
    behind = [sweep for sweep in by_start if sweep.status == "verifying"]
    return still[-1] if still else ahead[0] if ahead else behind[-1] if behind else None
