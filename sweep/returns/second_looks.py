"""What asks for a second look at a summary, alike on page and paper: possible doubles, and days without school."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sweep.core.school_days import no_school_on
from sweep.london import LONDON, date_text
from sweep.returns import indicators
from sweep.returns.double_note import DoubleNote
from sweep.returns.published import STOPPED, TRUANTING, all_shown
from sweep.returns.rows import NONE, Range, Row, Table
from sweep.returns.sentence import TOO_FEW_MINUTES
from sweep.schools.calendar import read_calendar
from sweep.sweeps.models import Sweep


@dataclass(frozen=True, slots=True)
class SecondLooks:
    """`no_school` are days, see `days_without_school`. `kept_back`: small numbers are, so no number of children
    without the doubles is shown, since the difference might be one.
    """

    no_school: tuple[date, ...]
    doubles: DoubleNote
    kept_back: bool

    def no_school_text(self) -> str:
        """A sentence; empty where there was school, or nobody knows."""
        if not self.no_school:
            return ""
        *most, last = map(date_text, self.no_school)
        named = f"{', '.join(most)} and {last}" if most else last
        return (
            f"By the calendar and the term dates there was no school on {named}."
            " What was found then is counted all the same."
        )

    def doubles_notes(self) -> tuple[tuple[str, str], ...]:
        """All that is to be said of doubles, as (title, text): children miscounted by a decision, then what waits."""
        waits = ((self.doubles_title(), self.doubles_text()),) if self.doubles.pairs else ()
        return (*self.doubles.miscounted(self.kept_back), *waits)

    def doubles_title(self) -> str:
        """How many pairs, and what a pair is; empty where none waits."""
        if not self.doubles.pairs:
            return ""
        if self.doubles.pairs == 1:
            return "1 possible double: a pair of stops that may be one child, met by two officers"
        return f"{self.doubles.pairs} possible doubles: pairs of stops that may each be one child, met by two officers"

    def doubles_text(self) -> str:
        """What the pairs come to in children, which may be fewer than there are pairs; empty where none waits."""
        if not self.doubles.pairs:
            return ""
        waits = "Nobody has decided yet, so every stop is counted."
        if self.kept_back:
            return f"{waits} Small numbers are kept back here, and so are the figures without the doubles."
        now, one = (
            each.stops.children_stopped for each in (self.doubles.as_now, self.doubles.as_one)
        )
        said = f"If each pair is one child, {_children(one)} {'was' if one == 1 else 'were'} stopped, not {now}."
        if now - one == self.doubles.pairs:
            return f"{waits} {said}"
        # Three officers' stops of one child are three pairs and two stops too many.
        several = f"One stop can be in several pairs: these {self.doubles.pairs} come to {_children(now - one)} fewer."
        return f"{waits} {said} {several}"

    def doubles_table(self) -> Table:
        """Both ways of counting; no rows where none waits, or where they are kept back."""
        heads = ("Stopped", "Truanting", "Truanting per officer-hour")
        rows = () if self.kept_back or not self.doubles.pairs else tuple(self._both())
        return Table("doubles", "Possible doubles, counted both ways", heads, rows)

    def _both(self) -> Iterator[Row]:
        for words, totals in (
            ("As now", self.doubles.as_now),
            ("As one child each", self.doubles.as_one),
        ):
            counts, rate = all_shown(totals), totals.truants_per_officer_hour()
            found = Range(*indicators.per_hour(rate)) if rate.minutes >= TOO_FEW_MINUTES else NONE
            yield Row(words, (counts.text(STOPPED), counts.text(TRUANTING), found))


def _children(number: int) -> str:
    return "1 child" if number == 1 else f"{number} children"


def days_without_school(sweep: Sweep, stopped_at: Iterable[datetime]) -> tuple[date, ...]:
    """Of the day on which a sweep began and those of its stops: the days on which the term dates have no school."""
    terms = read_calendar().terms
    days = {moment.astimezone(LONDON).date() for moment in (sweep.starts_at, *stopped_at)}
    return tuple(sorted(day for day in days if no_school_on(day, terms)))
