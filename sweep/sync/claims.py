"""What a text calls its own record, and what else it names. Touches no database.

An erasure takes what claims the record, never what only mentions it: every stop of a shift names the shift. A text
claims what it calls `stop_id` and, where it is of a shift and names no stop, `shift_id`, wherever that stands in it
and however the number is spelled. Damaged bytes claim what can still be read of that.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sweep.sync.reading import SCHEMAS, Incoming

_HEX = r"[0-9a-fA-F]"
_NUMBER = re.compile(rf"(?<!{_HEX}){_HEX}{{8}}-?(?:{_HEX}{{4}}-?){{3}}{_HEX}{{12}}(?!{_HEX})")
_PAIR = re.compile(r'"(\w{2,20})"\s*:\s*"([^"]{0,200})"')
# Named by records that are not about them.
_REFERENCES = frozenset(
    (
        *("encounter_id", "sweep_id", "officer_id", "device_id", "acted_by"),
        *("base_op", "op_id", "mends", "mends_op"),
    )
)
_WRAPPED = " \t\r\n{}()<>'"
# (name of what it stands in, its own name, its text)
_Said = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """The records that a text calls its own, and the numbers of operations that it bears.

    In lower case with dashes; what is no such number stands as it was written: it claims something else.
    """

    records: frozenset[str]
    op_ids: frozenset[str]


def claim_of(came: Incoming) -> Claim:
    """What this text claims."""
    op_ids = frozenset({came.op_id} if came.op_id else ())
    if record := _understood(came):
        return Claim(frozenset({record}), op_ids)
    kind, pairs = _read(came.body)
    stops, shifts = _called(pairs, "stop"), _called(pairs, "shift")
    if came.header is None:
        op_ids |= frozenset(_number(text) for _, name, text in pairs if name == "op_id")
    return Claim(stops or (shifts if kind.startswith("shift.") else frozenset()), op_ids)


def named_in(body: bytes) -> frozenset[str]:
    """Every number in these bytes that might be their own record's: all but what plainly is something else's."""
    kind, pairs = _read(body)
    known = _REFERENCES
    if kind.startswith("stop.") or _called(pairs, "stop"):
        known |= {"shift_id"}
    plain = [text for _, name, text in pairs if name not in known]
    return frozenset(_number(found) for text in plain for found in _NUMBER.findall(text))


def _understood(came: Incoming) -> str | None:
    """The record of a text of a stop that this version can read: what else it says claims nothing."""
    if came.header is None or not came.kind.startswith("stop."):
        return None
    schema = came.header.get("schema")
    known = type(schema) is int and SCHEMAS[0] <= schema <= SCHEMAS[1]
    return came.claimed_record if known else None


def _called(pairs: list[_Said], sort: str) -> frozenset[str]:
    """What is called the number of a stop (or shift): as `stop_id`, or as the `id` of a `stop`."""
    return frozenset(
        _number(text)
        for within, name, text in pairs
        if name == f"{sort}_id" or (name == "id" and within in (sort, f"{sort}s"))
    )


def _number(text: str) -> str:
    """A number as it is kept, however it is spelled; anything else as it is."""
    bare = text.strip(_WRAPPED).lower().removeprefix("urn:uuid:").replace("-", "")
    if not re.fullmatch(r"[0-9a-f]{32}", bare):
        return text
    return "-".join((bare[:8], bare[8:12], bare[12:16], bare[16:20], bare[20:]))


def _read(body: bytes) -> tuple[str, list[_Said]]:
    """The kind, where it says one, and every text in it."""
    # Two bytes a letter is how some damage looks.
    text = body.replace(b"\0", b"").decode("utf-8", "replace")
    try:
        pairs = list(_texts(json.loads(text)))
    except (ValueError, RecursionError):
        pairs = [("", name, said) for name, said in _PAIR.findall(text)]
        pairs.append(("", "", _PAIR.sub(" ", text)))
    kinds = [said for within, name, said in pairs if (within, name) == ("", "kind")]
    return (kinds[0] if kinds else ""), pairs


def _texts(opened: Any) -> Iterator[_Said]:
    """Names are told as texts too: a number may stand as one."""
    open_parts: list[tuple[str, str, Any]] = [("", "", opened)]
    while open_parts:
        within, name, part = open_parts.pop()
        if isinstance(part, str):
            yield within, _as_named(name), part
        elif isinstance(part, dict):
            for inner, value in part.items():
                yield name, "", inner
                open_parts.append((name, inner, value))
        elif isinstance(part, list):
            open_parts += [(within, name, value) for value in part]


def _as_named(name: str) -> str:
    """`stopId` and `STOP_ID` are `stop_id`."""
    bare = name.lower().replace("_", "").replace("-", "")
    return _NAMES.get(bare, name)


_NAMES = {
    name.replace("_", ""): name for name in (*_REFERENCES, "stop_id", "shift_id", "stop", "shift")
}
