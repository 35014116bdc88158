"""A plan's form: its boxes, as flat text by field name, empty, typed, or filled from a stored plan.

Lists are rows: `sites-0-name`, `sites-0-lat`, …; moments are four boxes: `starts_at-day`, …
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from sweep.london import LONDON
from sweep.sweeps.models import Authorisation, Sweep
from sweep.sweeps.moments import put_moment
from sweep.sweeps.title_day import without_day

Form = MultiDict[str, str]
Row = dict[str, str]

ROWS = {
    "sites": ("name", "lat", "lon", "radius_m"),
    "new_officers": ("name", "role", "employer"),
    "premises": ("name", "lat", "lon"),
}
USUAL_RADIUS_M = "250"

_FILLED_IN = {"radius_m": USUAL_RADIUS_M}
_MOST_ROWS = 200
_DEGREES = {"lat", "lon"}
# Both have a fraction: `52,41` is one number as much of Europe writes it. The page's script reads it alike.
_PAIR = re.compile(r"([-+]?\d{1,2}\.\d+)\s*[,;\s]\s*([-+]?\d{1,3}\.\d+)", re.ASCII)


def empty() -> Form:
    """A new plan: school hours, everything else to be typed."""
    return MultiDict({"kind": "local", "starts_at-clock": "09:00", "ends_at-clock": "15:00"})


def rows_of(form: Form, name: str) -> list[Row]:
    """The rows of a list in which anything was typed, in order."""
    found = []
    for number in range(_MOST_ROWS):
        row = {box: form.get(f"{name}-{number}-{box}", "").strip() for box in ROWS[name]}
        if any(text and text != _FILLED_IN.get(box) for box, text in row.items()):
            found.append(_pair_split(row))
    return found


def _pair_split(row: Row) -> Row:
    """Maps give `52.41, −1.77` as one text to copy; pasted into the first box it fills both boxes anew."""
    row = {box: text.replace("−", "-") if box in _DEGREES else text for box, text in row.items()}
    pair = _PAIR.fullmatch(row.get("lat", ""))
    if pair:
        return {**row, "lat": pair[1], "lon": pair[2]}
    return row


def as_typed(sweep: Sweep) -> Form:
    """A stored plan as its form."""
    form: Form = MultiDict({"title": sweep.title, "kind": sweep.kind})
    put_moment(form, "starts_at", sweep.starts_at)
    put_moment(form, "ends_at", sweep.ends_at)
    _put_rows(
        form,
        "sites",
        [{box: getattr(site, box) for box in ROWS["sites"]} for site in sweep.sites],
    )
    form.setlist("officer_ids", [entry.officer_id for entry in sweep.roster])
    if sweep.authorisation is not None:
        _put_authorisation(form, sweep.authorisation, sweep)
    return form


# A direction is for one period: whoever plans anew must get a new one.
_NOT_COPIED = ("superintendent", "reference", "given_at", "power_starts_at", "power_ends_at")


def as_copy(sweep: Sweep) -> Form:
    """A plan like a stored one, for another day: without its day, in the title too, and without its direction."""
    form = as_typed(sweep)
    for name in list(form):
        part, _, box = name.partition("-")
        if part in _NOT_COPIED or (part in ("starts_at", "ends_at") and box != "clock"):
            del form[name]
    form["title"] = without_day(sweep.title, sweep.starts_at.astimezone(LONDON).date())
    return form


def _put_authorisation(form: Form, given: Authorisation, sweep: Sweep) -> None:
    form["superintendent"], form["reference"] = given.superintendent, given.reference
    form["area"] = json.dumps(given.area) if given.area else ""
    put_moment(form, "given_at", given.given_at)
    # Left empty where it is the sweep's own, so that it follows when the sweep is moved.
    if (given.starts_at, given.ends_at) != (sweep.starts_at, sweep.ends_at):
        put_moment(form, "power_starts_at", given.starts_at)
        put_moment(form, "power_ends_at", given.ends_at)
    _put_rows(form, "premises", given.premises)


def _put_rows(form: Form, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    for number, row in enumerate(rows):
        for box in ROWS[name]:
            form[f"{name}-{number}-{box}"] = str(row[box])
