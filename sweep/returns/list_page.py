"""The list of sweeps: the one that matters now and what it still lacks, then all of them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from flask import Blueprint, current_app, render_template

from sweep.returns.published import SUPPRESSED
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
    first, below = _first(sweeps, now), current_app.config["SWEEP"].suppress_below
    figures = _figures(below)
    return render_template(
        "returns/sweeps.html",
        sweeps=sweeps,
        figures=figures,
        keeps_back=any(SUPPRESSED in own for own in figures.values()),
        first=first,
        over=first is not None and first.ends_at < now,
        steps=steps_of(first, now) if first else (),
        open_points=_with_open_points(sweeps, now),
    )


def _figures(below: int) -> Mapping[str, tuple[int | str, int | str]]:
    """(stopped, truanting) of each sweep that has stops, small ones as the sweep's own page writes them."""
    return {
        sweep_id: (_shown(stopped, below), _shown(truanting, below))
        for sweep_id, (stopped, truanting) in stopped_and_truanting().items()
    }


def _shown(children: int, below: int) -> int | str:
    return SUPPRESSED if 0 < children < below else children


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
