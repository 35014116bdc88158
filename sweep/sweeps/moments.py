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


def read_moment(form: Form, name: str, was: datetime | None = None) -> datetime | None:
    """The moment in UTC, or None where the boxes hold none. `was` is the one that they were filled in with.

    Boxes that still say the same mean that very moment: they hold no seconds, and in the hour that comes twice when
    clocks go back they don't say which of the two.
    """
    texts = [form.get(f"{name}-{box}", "") for box in BOXES]
    day, clock = read_day(*texts[:3]), read_clock(texts[3])
    if day is None or clock is None:
        return None
    if was and was.astimezone(LONDON).replace(second=0, microsecond=0, tzinfo=None) == (
        datetime.combine(day, clock)
    ):
        return was
    return moment_at(day, clock)


def is_empty(form: Form, name: str) -> bool:
    """Whether nothing was typed into any of the boxes."""
    return not any(form.get(f"{name}-{box}", "").strip() for box in BOXES)
