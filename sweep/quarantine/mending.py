"""What a person filled in → the mended operation's text. All else stays as it came."""

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from uuid_utils.compat import uuid7

from sweep.core.codes import reasons_of
from sweep.fields import is_uuid
from sweep.london import moment_at, read_clock, read_day
from sweep.pages import Fault
from sweep.quarantine.in_words import wrong_answers
from sweep.quarantine.mend_form import NEEDED, Form, asked, filled_in, readable_place
from sweep.quarantine.salvage import Said
from sweep.stops.answers import CODED, LABELS, NUMBERS, TIMES
from sweep.sweeps.moments import BOXES

# What no database text takes.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_NO_PLACE = {"lat": None, "lon": None, "source": "none", "why_none": "unavailable"}
_LONGEST_BREAK = 24 * 60
_CHOOSE = {
    "sweep_id": "Choose the sweep",
    "officer_id": "Choose the officer",
    "finding": "Choose the finding",
    "accompanied_by": "Choose who was with the child",
    "location": "Choose the place",
}


class Mending:
    """A filled-in form read. `faults` by name say what is still wrong; where there are none, `text` is whole."""

    def __init__(self, said: Said, form: Form, *, fresh: bool) -> None:
        """`fresh` gives the new record a number of its own, where its own is taken."""
        self._said, self._form = said, form
        self._before = filled_in(said)
        self.faults: dict[str, Fault] = {}
        answers = {name: self._answer(name) for name in asked(said)}
        self._check_reason(answers)
        self._check_changes(answers)
        self.text = "" if self.faults else self._text(answers, fresh=fresh)

    def _answer(self, name: str) -> Any:
        typed = self._form.get(name, "").strip()
        if name in TIMES:
            return self._moment(name)
        if name == "location":
            return self._place(typed)
        if name == "break_minutes":
            return self._minutes(typed)
        if name == "note":
            return _UNSTORABLE.sub("", typed)[:20_000]
        if not typed:
            self._needs(name)
            return None
        good = typed in CODED[name] if name in CODED else is_uuid(typed)
        return typed if good else self._fault(name, f"Choose again: {LABELS[name].lower()}")

    def _needs(self, name: str) -> None:
        if name in NEEDED and not self._said.changes:
            self._fault(name, _CHOOSE.get(name, f"Choose: {LABELS[name].lower()}"))

    def _fault(self, name: str, words: str) -> None:
        self.faults[name] = Fault(words, f"#{name}-day" if name in TIMES else f"#{name}")

    def _place(self, typed: str) -> Any:
        value = self._said.changes.get("location", self._said.content.get("location"))
        if typed == "keep" and (place := readable_place(value)):
            return {**place, "source": "gps"}
        if typed == "none":
            return _NO_PLACE
        return self._needs("location")

    def _minutes(self, typed: str) -> Any:
        if not typed:
            return None if self._said.changes else 0
        if typed.isdecimal() and len(typed) <= 4 and int(typed) <= _LONGEST_BREAK:
            return int(typed)
        return self._fault("break_minutes", "Enter the breaks in whole minutes, such as 15")

    def _moment(self, name: str) -> Any:
        """The text that came where it was not touched; else the time typed, on the phone's own clock."""
        boxes = [self._form.get(f"{name}-{box}", "").strip() for box in BOXES]
        if boxes == [self._before.get(f"{name}-{box}", "") for box in BOXES] and any(boxes):
            return self._said.changes.get(name, self._said.content.get(name))
        if not any(boxes) and self._said.changes:
            return None
        day, clock = read_day(*boxes[:3]), read_clock(boxes[3])
        if day is None or clock is None:
            label = LABELS[name].lower()
            return self._fault(name, f"Enter the day and time: {label}, such as 23 11 2026, 09:30")
        return _on_its_clock(moment_at(day, clock), self._said.offset_ms)

    def _check_reason(self, answers: Mapping[str, Any]) -> None:
        finding, reason = answers.get("finding"), answers.get("reason")
        if finding and reason and reason not in reasons_of(finding):
            self._fault("reason", "Choose a reason of this finding, or none")

    def _set_anew(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """What a correction changes, less what is left as it was."""
        given = {name: value for name, value in answers.items() if value is not None}
        left = {name for name in asked(self._said) if name not in given} - _emptied(self._said)
        return _without({**self._said.changes, **given}, _dropped(self._said) | left)

    def _check_changes(self, answers: Mapping[str, Any]) -> None:
        if self._said.changes and not self._set_anew(answers):
            name = asked(self._said)[0]
            self._fault(name, f"It changes nothing like this. Choose: {LABELS[name].lower()}")

    def _text(self, answers: Mapping[str, Any], *, fresh: bool) -> str:
        said = self._said
        if said.changes:
            content = {**said.content, "changes": self._set_anew(answers)}
        else:
            content = {**said.content, **answers}
            _number(said, content, fresh=fresh)
        content = _without(content, _dropped(said) - {"base_op", "stop_id", "shift_id"})
        head = said.head or {"clock": {"offset_ms": said.offset_ms}}
        whole = {**head, "kind": said.kind, "schema": 1, "data": content}
        return json.dumps(whole, ensure_ascii=False)


def _on_its_clock(moment: datetime, offset_ms: int) -> str:
    return (moment - timedelta(milliseconds=offset_ms)).isoformat()


def _emptied(said: Said) -> set[str]:
    """What a correction sets to nothing, and means it."""
    empty = {name for name, value in said.changes.items() if value is None}
    return empty - wrong_answers(said).keys()


def _dropped(said: Said) -> set[str]:
    """What can't be read and no form asks for."""
    return wrong_answers(said).keys() - set(asked(said))


def _without(content: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in names}


def _number(said: Said, content: dict[str, Any], *, fresh: bool) -> None:
    """A new record without a number that can be used gets one; also where its own is another's."""
    own = "stop_id" if said.kind == "stop.create" else "shift_id"
    for name in NUMBERS:
        if name in content and not (isinstance(content[name], str) and is_uuid(content[name])):
            del content[name]
    if said.makes_a_record and (fresh or own not in content):
        content[own] = str(uuid7())
