"""How much the stops that may be doubles weigh in a sweep's figures: both ways of counting, side by side."""

from dataclasses import dataclass
from datetime import datetime

from sweep.core.tally import Totals
from sweep.returns.indicators import per_hour
from sweep.returns.read import totals_without
from sweep.stops.doubles import Doubles, doubles_of
from sweep.sweeps.models import Sweep


@dataclass(frozen=True, slots=True)
class DoubleNote:
    """`pairs` wait for a person. `as_now` counts every stop; `as_one` each possible double as one child.

    `lost` children count nowhere: all stops that were taken for one child were removed. `twice` are counted more
    than once: stops were taken for one child, and more than one of them counts still.
    """

    pairs: int
    as_now: Totals
    as_one: Totals
    lost: int = 0
    twice: int = 0

    @property
    def yields(self) -> tuple[str, str]:
        """Truanting per officer-hour as now and as one, with their intervals; words where there are no hours."""
        return _yield_text(self.as_now), _yield_text(self.as_one)

    def miscounted(self, kept_back: bool = False) -> tuple[tuple[str, str], ...]:
        """Children who count nowhere or more than once, as (title, text); without a number where it is kept back."""
        lost = "Stops were taken for one child, and all of them are removed now."
        twice = "Stops were taken for one child, and more than one of them is counted still."
        said = ((self.lost, "nowhere", lost), (self.twice, "more than once", twice))
        return tuple(
            (f"{_are(number, kept_back)} counted {how}", text)
            for number, how, text in said
            if number
        )


def double_note(sweep: Sweep, as_now: Totals, now: datetime) -> DoubleNote:
    """For a page that has the sweep's totals already."""
    return note_of(sweep, doubles_of(sweep), as_now, now)


def note_of(sweep: Sweep, doubles: Doubles, as_now: Totals, now: datetime) -> DoubleNote:
    """The same for doubles that were looked up already."""
    one = totals_without(sweep, now, doubles.left_out) if doubles.left_out else as_now
    decided = doubles.decided
    return DoubleNote(len(doubles.pairs), as_now, one, len(decided.lost), len(decided.twice))


def _are(number: int, kept_back: bool) -> str:
    if kept_back:
        return "At least one child is"
    return "1 child is" if number == 1 else f"{number} children are"


def _yield_text(totals: Totals) -> str:
    value, low, high = per_hour(totals.truants_per_officer_hour())
    return f"{value} ({low}–{high})" if value else "no officer-hours"
