"""What an address asks of a return: as at which moment, typed by a person in boxes or by a script as one text."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time

from sweep.errors import Problem
from sweep.london import LONDON, YEARS, moment_at, read_clock, read_day

BOXES = ("day", "month", "year", "clock")
_END_OF_DAY = time(23, 59, 59, 999999)
_DAY_ALONE = re.compile(r"\d{4}-\d{2}-\d{2}")
_HAS_A_TIME = re.compile(r"[T ]", re.IGNORECASE)
# A plus sign that was not escaped arrives as a space.
_LOST_PLUS = re.compile(r" (?=\d{2}:?\d{2}$)")


class NotRead(Exception):
    """What was typed is no moment. Its text is a sentence."""


def asked_moment(args: Mapping[str, str], now: datetime) -> datetime | None:
    """The moment of `as_at`, None where none is asked. Raises `unreadable_request`.

    2026-11-23 is the end of that day; a time without an offset is London's. What lies ahead has no figures yet, but
    see `today_as_moment`.
    """
    text = args.get("as_at", "").strip()
    if not text:
        return None
    moment = _read(text)
    if moment is None:
        raise Problem(
            "unreadable_request", "as_at is a moment such as 2026-11-23T14:30:00Z, or a day."
        )
    if moment > now:
        raise Problem("unreadable_request", "as_at lies ahead: there are no figures of it yet.")
    return moment


def today_as_moment(args: Mapping[str, str], now: datetime) -> str | None:
    """What today's date alone in `as_at` means: this moment, to be redirected to, so that an address gives the same
    figures for ever. None where anything else is asked."""
    today = now.astimezone(LONDON).date().isoformat()
    return _text(now) if args.get("as_at", "").strip() == today else None


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _read(text: str) -> datetime | None:
    try:
        if _DAY_ALONE.fullmatch(text):
            day = datetime.fromisoformat(text).date()
            moment = datetime.combine(day, _END_OF_DAY, LONDON)
        elif not _HAS_A_TIME.search(text):
            # Python reads 20261123 and 2026-W48 as the first moment of a day. A day here means its end.
            return None
        else:
            moment = datetime.fromisoformat(_LOST_PLUS.sub("+", text))
    except ValueError:
        return None
    if moment.year not in YEARS:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)


def typed_moment(args: Mapping[str, str], now: datetime) -> str | None:
    """`as_at` from the page's boxes, None where all are empty. Raises NotRead with what to type instead.

    A day without a time is the end of that day.
    """
    typed = {box: args.get(f"as_at-{box}", "").strip() for box in BOXES}
    if not any(typed.values()):
        return None
    day = read_day(typed["day"], typed["month"], typed["year"])
    if day is None:
        raise NotRead("The date must be a real day, such as 23 11 2026")
    if not typed["clock"]:
        text, begins = day.isoformat(), moment_at(day, time())
    else:
        clock = read_clock(typed["clock"])
        if clock is None:
            raise NotRead("The time must be a time of day, such as 09:30")
        begins = moment_at(day, clock)
        text = _text(begins)
    if begins > now:
        raise NotRead("The day must be today or before: what lies ahead has no figures yet")
    return text
