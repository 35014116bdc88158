"""The text of one operation → what it says, or why it can't be taken. Touches no database."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sweep.core.operation import Clock, KeptOut, Meaning
from sweep.fields import is_uuid
from sweep.stops import operations as stop_operations
from sweep.sweeps import operations as shift_operations

SCHEMAS = (1, 1)
LONGEST_OP = 32 * 1024

READERS: dict[str, Callable[[Mapping[str, Any], Clock], Meaning]] = {
    **stop_operations.READERS,
    **shift_operations.READERS,
}
# What each sort of author may push; the rest of what they push lies in quarantine.
COORDINATORS_MAY = frozenset(READERS)
PHONES_MAY = COORDINATORS_MAY - stop_operations.DESK_ONLY - shift_operations.DESK_ONLY
VERIFIERS_MAY = stop_operations.VERIFIERS_MAY

_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_OP_ID = re.compile(rf'"op_id"\s*:\s*"({_UUID})"'.encode())
_LONGEST_OFFSET = 200 * 365 * 24 * 3600 * 1000
# No phone makes so many; one number beyond all sense would be a gap of millions.
BIGGEST_SEQ = 10_000_000
_SEQ = re.compile(rb'"seq"\s*:\s*(\d{1,8})\b')


@dataclass(frozen=True, slots=True)
class Incoming:
    """One operation as it came. `said_id` is its id as sent, to be echoed; `op_id` as kept.

    `header` is its JSON object, or None when it is unreadable; then `op_id` is what could be found.
    """

    body: bytes
    sha256: str
    said_id: str | None
    header: Mapping[str, Any] | None

    @property
    def op_id(self) -> str | None:
        return self.said_id.lower() if self.said_id else None

    @property
    def too_big(self) -> bool:
        return len(self.body) > LONGEST_OP

    @property
    def kind(self) -> str:
        """The kind where we know it, else empty: an unknown one may be any text at all."""
        kind = self.header.get("kind") if self.header else None
        return kind if isinstance(kind, str) and kind in READERS else ""

    @property
    def seq(self) -> int | None:
        """Its number on its phone, as far as that can be found."""
        if self.header is None:
            found = _SEQ.search(self.body)
            seq = int(found.group(1)) if found else None
        else:
            seq = self.header.get("seq")
        return seq if type(seq) is int and 0 < seq < BIGGEST_SEQ else None

    @property
    def claimed_record(self) -> str | None:
        """The stop or shift that it names, however little else can be read."""
        if not self.kind:
            return self._claimed("stop_id") or self._claimed("shift_id")
        return self._claimed("stop_id" if self.kind.startswith("stop.") else "shift_id")

    @property
    def claimed_sweep(self) -> str | None:
        """The sweep that it names, however little else can be read."""
        return self._claimed("sweep_id")

    def _claimed(self, name: str) -> str | None:
        said = self.header.get("data") if self.header else None
        named = said.get(name) if isinstance(said, dict) else None
        return named.lower() if isinstance(named, str) and is_uuid(named) else None


def incoming(text: str) -> Incoming:
    """An operation's text, hashed over its exact bytes and opened as far as it opens."""
    # A half of a surrogate pair has no UTF-8; keeping it lets the rest of the batch go on.
    return opened(text.encode("utf-8", "surrogatepass"))


def opened(body: bytes) -> Incoming:
    """The same from the bytes as they are kept."""
    sha256 = hashlib.sha256(body).hexdigest()
    header = _open(body) if len(body) <= LONGEST_OP else None
    said_id = header.get("op_id") if header else None
    if not isinstance(said_id, str) or not re.fullmatch(_UUID, said_id):
        found = _OP_ID.search(body)
        said_id, header = (found.group(1).decode() if found else None), None
    return Incoming(body, sha256, said_id, header)


def _open(body: bytes) -> Mapping[str, Any] | None:
    try:
        opened = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return None
    return opened if isinstance(opened, dict) else None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def meaning(came: Incoming, clock: Clock) -> Meaning:
    """What the operation says. Raises KeptOut where it must lie in quarantine."""
    if came.header is None:
        raise KeptOut("unreadable")
    schema = came.header.get("schema")
    if type(schema) is not int or not SCHEMAS[0] <= schema <= SCHEMAS[1]:
        raise KeptOut("unknown_schema", f"Its schema is {str(schema)[:20]}; known is {SCHEMAS[1]}.")
    if not came.kind:
        raise KeptOut("unknown_kind")
    sent = came.header.get("data")
    if not isinstance(sent, dict):
        raise KeptOut("field_missing", "data: an operation without data says nothing.")
    found = READERS[came.kind](sent, clock)
    first = came.header.get("mends_op")
    return replace(found, stands_for=first) if isinstance(first, str) else found


def offset_ms(came: Incoming, received_at: datetime, sent_at: datetime | None) -> int:
    """Server minus phone in milliseconds, as the phone last measured it.

    Where it did not, receipt minus `sent_at`; where that is unknown too, nothing.
    """
    clock = came.header.get("clock") if came.header else None
    said = clock.get("offset_ms") if isinstance(clock, dict) else None
    if isinstance(said, int | float) and abs(said) < _LONGEST_OFFSET:
        return int(said)
    if sent_at is None:
        return 0
    return round((received_at - sent_at) / timedelta(milliseconds=1))
