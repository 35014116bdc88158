"""Is there school on a day? By the calendar week and the terms that an authority has brought in.

The phone asks the same (`static/pwa/src/core/law.ts`); `tests/cases/school_days.json` holds both to one answer.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sweep.core.flags import Flag, flag

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class SchoolTerm:
    """A term, both days included; `days_off` are the ISO dates within it on which schools are closed."""

    first_day: date
    last_day: date
    days_off: Collection[str] = ()


def no_school_on(day: date, terms: Sequence[SchoolTerm]) -> bool:
    """Whether schools are known to be closed on a day (a day in London).

    Saturdays and Sundays always; else the terms decide. Before the first and after the last of them
    nobody can say, so False.
    """
    if day.weekday() >= _SATURDAY:
        return True
    for term in terms:
        if term.first_day <= day <= term.last_day:
            return day.isoformat() in term.days_off
    return any(term.last_day < day for term in terms) and any(
        day < term.first_day for term in terms
    )


def day_flags(day: date, terms: Sequence[SchoolTerm]) -> tuple[Flag, ...]:
    """What is odd about the day of a stop."""
    return (flag("no_school_day"),) if no_school_on(day, terms) else ()
