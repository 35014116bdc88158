"""What in a plan deserves a second look before the day. Told, never refused: the coordinator knows what is meant."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sweep.core.power import Period, may_use_power
from sweep.core.school_days import SchoolTerm, no_school_on
from sweep.london import LONDON, day_text, span_text
from sweep.places import square_km
from sweep.sweeps.models import Authorisation, Sweep

_SATURDAY = 5
# As large as a city. Directions are given for town centres, estates and parks.
LARGE_KM2 = 100


def cautions_of(sweep: Sweep, terms: Sequence[SchoolTerm]) -> tuple[str, ...]:
    """The sentences about a stored plan, the weightiest first."""
    given = sweep.authorisation
    return (
        *_days(sweep, terms),
        *_size(given),
        *_period(sweep, given),
        *_power(sweep),
        *_premises(given),
    )


def _days(sweep: Sweep, terms: Sequence[SchoolTerm]) -> Iterator[str]:
    """Whether any day of it is one without school."""
    first = sweep.starts_at.astimezone(LONDON).date()
    last = sweep.ends_at.astimezone(LONDON).date()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    closed = [day for day in days if no_school_on(day, terms)]
    if not closed:
        return
    if len(days) == 1:
        yield f"There is no school on {day_text(sweep.starts_at)}: {_why(first)}."
    elif len(closed) == len(days):
        yield "There is no school on any day of it, by the calendar and your terms."
    else:
        listed = ", ".join(f"{day:%a} {day.day} {day:%B}" for day in closed[:5])
        yield f"There is no school on {len(closed)} of its {len(days)} days: {listed}."


def _why(day: date) -> str:
    return "it is a weekend" if day.weekday() >= _SATURDAY else "your terms have a day off then"


def _size(given: Authorisation | None) -> Iterator[str]:
    """A direction is for an area that officers patrol; a corner that was set by mistake makes it a county."""
    if given is None or given.area is None:
        return
    size = square_km(given.area)
    if size > LARGE_KM2:
        yield (
            f"The authorised area is about {size:,.0f} km², more than officers walk. Is every corner where it"
            " should be? Phones tell officers that they are inside it."
        )


def _period(sweep: Sweep, given: Authorisation | None) -> Iterator[str]:
    if given is None or not (given.superintendent or given.reference or given.given_at):
        return
    power = Period(given.starts_at, given.ends_at)
    if not (power.holds(sweep.starts_at) and power.holds(sweep.ends_at)):
        yield (
            f"The authorisation is for {span_text(given.starts_at, given.ends_at)}, which does not cover"
            " the whole sweep: outside it nobody may be removed."
        )


def _power(sweep: Sweep) -> Iterator[str]:
    if sweep.roster and not any(may_use_power(entry.officer.role) for entry in sweep.roster):
        yield "Nobody on the roster may use section 16: no child can be taken anywhere against their will."


def _premises(given: Authorisation | None) -> Iterator[str]:
    if given is not None and given.area and not given.premises:
        yield (
            "There is no designated place, so phones offer removal to a school only. Name a place where a"
            " school may not be open to the child."
        )
