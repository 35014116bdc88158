"""The same stops for both sides: operations as a phone sends them, and as rows of a table."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from rig.street import PretendPhone, new_id

FINDINGS = ("truanting", "legitimately_absent", "late", "excluded", "not_absent")
COMPANY = ("alone", "parent", "other_adult")
COLUMNS = (
    *("op_id", "body", "stop_id", "sweep_id", "encounter_id", "stopped_at", "lat", "lon"),
    *("accuracy_m", "source", "finding", "accompanied_by", "phase", "outcome", "note"),
)


def make_stops(phone: PretendPhone, number: int) -> list[str]:
    """So many different stops in this phone's outbox, as operations' texts."""
    return [
        phone.stop(
            FINDINGS[i % len(FINDINGS)],
            COMPANY[i % len(COMPANY)],
            encounter_id=new_id(),
            phase="secondary",
            outcome="no_action",
            note="",
        )
        for i in range(number)
    ]


def as_row(text: str) -> tuple[Any, ...]:
    """What `sqlite3.executemany` is given: the operation's own bytes, and the stop's columns."""
    operation = json.loads(text)
    said = operation["data"]
    where = said["location"]
    known = {**said, **where, "op_id": operation["op_id"], "body": text.encode()}
    return tuple(known[name] for name in COLUMNS)


def in_batches(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), size):
        yield texts[start : start + size]
