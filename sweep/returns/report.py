"""All that a sweep's summary says, read once: page, CSV, XLSX, PDF and JSON are renderings of one `Report`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sweep.access.models import Authority
from sweep.core.hours import minutes_out
from sweep.core.rates import Rate
from sweep.core.shares import Share
from sweep.db import db
from sweep.returns.double_note import double_note
from sweep.returns.earlier import Earlier, earlier_than, left_out
from sweep.returns.parts import Parts, parts_of
from sweep.returns.published import Published, published
from sweep.returns.read import Summary, made_final_at, shifts_of_sweep, summary_from
from sweep.returns.second_looks import SecondLooks, days_without_school
from sweep.returns.seen import seen_stops
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import counted_until


@dataclass(frozen=True, slots=True)
class Report:
    """A summary with its parts. `minutes_out`: for how long at least one officer was out.

    `earlier_left_out`: how many earlier sweeps are not in `earlier`, by kind.
    `counts` are all its counts of children, and which of them are kept back: whoever shows one asks there.
    `made_final_at` is None where nobody has made it final, or nobody knows when.
    """

    la_name: str
    summary: Summary
    parts: Parts
    minutes_out: int
    earlier: Sequence[Earlier]
    earlier_left_out: Mapping[str, int]
    counts: Published
    made_final_at: datetime | None
    second_looks: SecondLooks

    def truanting_share(self, verified: bool = True) -> Share:
        """Truanting of stopped."""
        totals = self.summary.totals
        found = totals.as_verified if verified else totals.as_recorded
        return Share(found.truanting, totals.meetings.stopped)

    def truants_per_sweep_hour(self) -> Rate:
        """Truanting (as verified) over the hours in which anybody was out."""
        return Rate(self.summary.totals.meetings.truanting_verified, self.minutes_out)


def report_of(sweep: Sweep, now: datetime, suppress_below: int = 0) -> Report:
    """Everything at `now`; counts of children below `suppress_below` are kept back (0: none but in the equality
    table, which always keeps back its small ones).
    """
    seen, shifts = list(seen_stops(sweep)), shifts_of_sweep(sweep)
    until = counted_until(sweep, now)
    summary = summary_from(sweep, [stop.counted for stop in seen], shifts, now)
    parts = parts_of(seen, shifts, sweep.sites, until)
    earlier = earlier_than(sweep, summary.totals.truants_per_police_officer_hour(), now)
    return Report(
        la_name=db.session.get_one(Authority, sweep.authority_id).la_name,
        summary=summary,
        parts=parts,
        minutes_out=minutes_out(shifts, until),
        earlier=earlier,
        earlier_left_out=left_out(sweep, earlier),
        counts=published(summary, parts, suppress_below),
        made_final_at=made_final_at(sweep),
        second_looks=SecondLooks(
            days_without_school(sweep, (stop.stopped_at for stop in seen)),
            double_note(sweep, summary.totals, now),
            kept_back=suppress_below > 1,
        ),
    )
