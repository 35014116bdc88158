"""A day and a time of day in a form's four boxes, London time: filled in, and read back."""

from datetime import datetime

from werkzeug.datastructures import MultiDict

from sweep.london import LONDON, moment_at, read_clock, read_day

Form = MultiDict[str, str]

BOXES = ("day", "month", "year", "clock")


def put_moment(form: Form, name: str, moment: datetime | None) -> None:
    """Fill in the boxes of `name`; none where there is no moment."""
    if moment is None:
        return
    here = moment.astimezone(LONDON)
    parts = (str(here.day), str(here.month), str(here.year), f"{here:%H:%M}")
    for box, text in zip(BOXES, parts, strict=True):
        form[f"{name}-{box}"] = text


def read_moment(form: Form, name: str) -> datetime | None:
    """The moment in UTC, or None where the boxes hold none."""
    texts = [form.get(f"{name}-{box}", "") for box in BOXES]
    day, clock = read_day(*texts[:3]), read_clock(texts[3])
    return moment_at(day, clock) if day is not None and clock is not None else None


def is_empty(form: Form, name: str) -> bool:
    """Whether nothing was typed into any of the boxes."""
    return not any(form.get(f"{name}-{box}", "").strip() for box in BOXES)
