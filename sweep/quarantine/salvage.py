"""What can still be read of an operation's bytes, whole or damaged. For people to look at; decides nothing."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sweep.sync.reading import READERS, SCHEMAS

_NAMED = re.compile(r'"(\w{1,40})"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d{1,18}(?:\.\d{1,18})?(?![\d.]))')
# Inside `location`, whose braces may be what is broken.
_OF_A_PLACE = ("lat", "lon", "accuracy_m", "fix_age_s", "source", "why_none")
# What only an operation's head names.
_OF_THE_HEAD = ("op_id", "kind", "schema", "seq", "at", "offset_ms", "offset_age_s")
_LONGEST_OFFSET = 10**13  # ms: some 300 years


@dataclass(frozen=True, slots=True)
class Said:
    """What bytes say. `head` is their JSON object, None where they are none; `kind` is empty if not known.

    `content` is the operation's data, or what was found of them. `newer` is true where an app newer
    than this server wrote it; `offset_ms` is server minus phone as the phone measured it, 0 where it did not.
    """

    head: Mapping[str, Any] | None
    kind: str
    content: Mapping[str, Any]
    newer: bool = False
    offset_ms: int = 0

    @property
    def changes(self) -> Mapping[str, Any]:
        """What a correction sets anew; empty for anything else."""
        said = self.content.get("changes")
        return said if isinstance(said, dict) else {}

    @property
    def makes_a_record(self) -> bool:
        return self.kind in ("stop.create", "shift.start")


def read(body: bytes) -> Said:
    """What these bytes say, as far as they can be read."""
    text = body.decode("utf-8", "replace")
    try:
        head = json.loads(text, parse_constant=str)
    except (ValueError, RecursionError):
        return _found_in(text)
    if not isinstance(head, dict):
        return Said(None, "", {})
    content, schema, clock = head.get("data"), head.get("schema"), head.get("clock")
    return Said(
        head,
        _kind(head.get("kind")),
        content if isinstance(content, dict) else {},
        type(schema) is int and schema > SCHEMAS[1],
        _offset(clock.get("offset_ms") if isinstance(clock, dict) else None),
    )


def _found_in(text: str) -> Said:
    """Whatever still looks like a named answer, the first of each name."""
    found: dict[str, Any] = {}
    for name, value in _NAMED.findall(text):
        found.setdefault(name, _value(value))
    content = {
        name: value
        for name, value in found.items()
        if name not in (*_OF_A_PLACE, *_OF_THE_HEAD) and value is not None
    }
    if place := {name: found[name] for name in _OF_A_PLACE if name in found}:
        content["location"] = place
    return Said(None, _kind(found.get("kind")), content, offset_ms=_offset(found.get("offset_ms")))


def _kind(said: Any) -> str:
    return said if isinstance(said, str) and said in READERS else ""


def _offset(said: Any) -> int:
    return int(said) if isinstance(said, int | float) and abs(said) < _LONGEST_OFFSET else 0


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
