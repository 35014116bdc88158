"""A sweep's title without the day it was for, to plan another one like it. No database."""

import re
from datetime import date

# What sets a day apart from the rest: spaces, a comma, a dash, a bracket, the word “on”.
_BEFORE = r"(?:[\s,;:–—(\[-]*(?:\bon\s+)?)"
# A weekday alone is a day only after one of these: Shrove Tuesday and a Monday market are none.
_APART = r"(?:\s*[,;:–—(\[-]\s*|\s+on\s+)"


def without_day(title: str, day: date) -> str:
    """The title without that day, however it is written: `High Street, Tue 13 May 2026` → `High Street`.

    Words of any other day stay. A title that is a day alone stays as it is: an empty one would say less.
    """
    kept = re.sub(_pattern(day), "", title, flags=re.IGNORECASE).strip(" ,;:–—-")
    return kept or title


def _pattern(day: date) -> str:
    """With its weekday, its year or both; in words either way round, or in numbers. The weekday alone at the end."""
    weekday = f"(?:{day:%A}|{day:%a})"
    month = f"(?:{day:%B}|{day:%b})"
    number = rf"0?{day.day}(?:st|nd|rd|th)?"
    year = rf"(?:,?\s+{day.year})?"
    figures = rf"0?{day.day}([./-])0?{day.month}\1(?:{day.year}|{day:%y})"
    dates = rf"(?:{number}\s+{month}{year}|{month}\s+{number}{year}|{figures}|{day.isoformat()})"
    dated = rf"{_BEFORE}\b(?:{weekday}\b,?\s*)?{dates}(?!\w)[)\]]?"
    return rf"{dated}|{_APART}{weekday}[)\]]?$"
