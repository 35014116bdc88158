"""A typed plan → the words of the API, so that one schema judges page and script alike.

What can't be put into those words at all (a day that is none, half a GeoJSON) is said by field.
"""

import json
from datetime import date
from typing import Any

from marshmallow import Schema

from sweep.access.officers import NewOfficer
from sweep.london import moment_at, read_clock, read_day
from sweep.sweeps.moments import BOXES
from sweep.sweeps.plan_errors import Wrong, all_wrong
from sweep.sweeps.plan_form import Form, Row, rows_of

OFFICER_WORDS = {
    "name": "Enter a name or collar number, at most 120 characters",
    "role": "Choose what kind of officer this is",
    "employer": "An employer’s name has at most 120 characters",
}


class Typed:
    """`said`: the plan for `NewSweep`; `new_officers`: rows to add first; `unread`: sentences by field."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self.unread: dict[str, str] = {}
        self.new_officers = rows_of(form, "new_officers")
        self.said = self._plan()
        for number, row in enumerate(self.new_officers):
            for box in NewOfficer().validate(row):
                self.unread[f"new_officers-{number}-{box}"] = OFFICER_WORDS[box]

    def wrong(self, schema: Schema) -> dict[str, Wrong]:
        """By field. An unread moment has its sentence in `unread`, so the schema may miss it."""
        said = {name: value for name, value in self.said.items() if value is not None}
        return all_wrong(schema.validate(said, partial=("starts_at", "ends_at")), self.unread)

    def _plan(self) -> dict[str, Any]:
        first = self._day("starts_at")
        # Most sweeps end on the day they begin.
        last = self._day("ends_at") if self._any("ends_at", BOXES[:3]) else first
        return {
            "title": self._text("title"),
            "kind": self._text("kind"),
            "starts_at": self._moment("starts_at", first),
            "ends_at": self._moment("ends_at", last),
            "sites": self._rows("sites"),
            "officer_ids": self._form.getlist("officer_ids"),
            "authorisation": self._authorisation(),
        }

    def _authorisation(self) -> dict[str, Any]:
        return {
            "superintendent": self._text("superintendent"),
            "reference": self._text("reference"),
            "given_at": self._optional_moment("given_at"),
            "area": self._area(),
            "starts_at": self._optional_moment("power_starts_at"),
            "ends_at": self._optional_moment("power_ends_at"),
            "premises": self._rows("premises"),
        }

    def _rows(self, name: str) -> list[Row]:
        """Without empty boxes, which the schema then calls missing."""
        rows = rows_of(self._form, name)
        return [{box: text for box, text in row.items() if text} for row in rows]

    def _text(self, name: str) -> str:
        return self._form.get(name, "").strip()

    def _any(self, name: str, boxes: tuple[str, ...]) -> bool:
        return any(self._text(f"{name}-{box}") for box in boxes)

    def _day(self, name: str) -> date | None:
        boxes = [self._text(f"{name}-{box}") for box in BOXES[:3]]
        day = read_day(*boxes)
        if day is None:
            self.unread[name] = (
                "The date must be a real day, such as 23 11 2026"
                if any(boxes)
                else "Enter the day, such as 23 11 2026"
            )
        return day

    def _moment(self, name: str, day: date | None) -> str | None:
        clock = read_clock(self._text(f"{name}-clock"))
        if clock is None:
            self.unread.setdefault(name, "Enter the time, such as 09:30")
        if day is None or clock is None:
            return None
        return moment_at(day, clock).isoformat()

    def _optional_moment(self, name: str) -> str | None:
        return self._moment(name, self._day(name)) if self._any(name, BOXES) else None

    def _area(self) -> Any:
        typed = self._text("area")
        try:
            return _geometry(json.loads(typed)) if typed else None
        except (ValueError, RecursionError):
            self.unread["area"] = "The area is not whole GeoJSON: copy all of it, braces included"
            return None


def _geometry(drawn: Any) -> Any:
    """Drawing tools wrap the one shape in a Feature, or in a collection of one."""
    if isinstance(drawn, dict) and drawn.get("type") == "FeatureCollection":
        features = drawn.get("features")
        drawn = features[0] if isinstance(features, list) and len(features) == 1 else drawn
    if isinstance(drawn, dict) and drawn.get("type") == "Feature":
        return drawn.get("geometry")
    return drawn
