"""Times as people here read and type them: Europe/London, 24 hours, in words. Stored times stay UTC."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
# Time zones and databases break near the ends of what a date can hold, and no sweep is there.
YEARS = range(1900, 2200)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# 9, 9:30, 9.30, 0930, 9am, 2:30 pm
_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?", re.IGNORECASE)


def date_text(day: date) -> str:
    """`23 Nov 2026`, for tables."""
    return f"{day.day} {day:%b %Y}"


def day_text(moment: datetime) -> str:
    """`Mon 23 November 2026`."""
    here = moment.astimezone(LONDON)
    return f"{here:%a} {here.day} {here:%B %Y}"


def clock_text(moment: datetime) -> str:
    """`09:05`."""
    return f"{moment.astimezone(LONDON):%H:%M}"


def moment_text(moment: datetime) -> str:
    """`09:05 on Mon 23 November 2026`."""
    return f"{clock_text(moment)} on {day_text(moment)}"


def span_text(starts_at: datetime, ends_at: datetime) -> str:
    """`Mon 23 November 2026, 09:00 to 15:00`; both days where they differ."""
    begins, ends = f"{day_text(starts_at)}, {clock_text(starts_at)}", clock_text(ends_at)
    if day_text(starts_at) == day_text(ends_at):
        return f"{begins} to {ends}"
    return f"{begins} to {day_text(ends_at)}, {ends}"


def read_day(day: str, month: str, year: str) -> date | None:
    """A date from three boxes. Months may be named, years have two digits; None if it is no date
    of `YEARS`.
    """
    named = month.strip().lower()[:3]
    number = str(_MONTHS.index(named) + 1) if named in _MONTHS else month.strip()
    years = f"20{year.strip()}" if len(year.strip()) == 2 else year.strip()
    try:
        read = date(int(years), int(number), int(day.strip()))
    except (ValueError, OverflowError):
        return None
    return read if read.year in YEARS else None


def read_clock(text: str) -> time | None:
    """A time of day as people type it: 9, 9:30, 9.30, 0930, 9am, 2:30 pm; None if it is none."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def moment_at(day: date, clock: time) -> datetime:
    """That time of day in London, as UTC."""
    return datetime.combine(day, clock, LONDON).astimezone(UTC)
