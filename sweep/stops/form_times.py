"""How long recording a stop took, as the phone's form timed itself. For the people who care for the form alone.

It is no part of the stop: it is in no figure, list, export or return, and whatever is odd about it is left out in
silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlalchemy import select

from sweep.db import db
from sweep.stops.models import Stop

# A form that was open for longer was put away meanwhile.
LONGEST_MS = 3_600_000
MOST_TAPS = 500
# A median of fewer says more of one officer than of the form.
FEWEST = 5


def read_form(sent: Any) -> dict[str, int | None]:
    """A stop's columns from what its operation says under `form`: `{"ms": …, "taps": …}`, or nothing at all."""
    said = sent if isinstance(sent, Mapping) else {}
    ms, taps = said.get("ms"), said.get("taps")
    if _whole(ms, LONGEST_MS) and _whole(taps, MOST_TAPS):
        return {"form_ms": ms, "form_taps": taps}
    return {"form_ms": None, "form_taps": None}


def _whole(number: Any, most: int) -> bool:
    return type(number) is int and 0 < number <= most


@dataclass(frozen=True, slots=True)
class FormTimes:
    """Medians of the stops that were timed: seconds and taps. How many those are."""

    stops: int
    seconds: float = 0
    taps: float = 0

    @property
    def words(self) -> str:
        """`Recording took 9 s and 4 taps (median of 38 stops)`."""
        if self.stops < FEWEST:
            return f"Recording: too few stops to tell how long it took ({self.stops} timed)"
        taps = f"{self.taps:g} tap{'' if self.taps == 1 else 's'}"
        return (
            f"Recording took {int(self.seconds + 0.5)} s and {taps} (median of {self.stops} stops)"
        )


def form_times(sweep_id: str) -> FormTimes:
    """Of a sweep's stops that stand."""
    timed = select(Stop.form_ms, Stop.form_taps).where(
        Stop.sweep_id == sweep_id, Stop.voided.is_(False), Stop.form_ms.is_not(None)
    )
    rows = db.session.execute(timed).all()
    if not rows:
        return FormTimes(0)
    return FormTimes(
        len(rows), median(row.form_ms for row in rows) / 1000, median(row.form_taps for row in rows)
    )
