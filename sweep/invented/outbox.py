"""A simulated phone's outbox: operations as JSON texts, the same to the byte whenever they are made again."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random
from typing import Any


def repeatable_id(moment: datetime, *words: str) -> str:
    """A UUIDv7 (RFC 9562) of this moment whose random bits are a hash of `words`.

    So records that are made again get the ids they had, and the ledger knows them.
    """
    milliseconds = int(moment.timestamp() * 1000)
    chance = hashlib.sha256("\x1f".join(words).encode()).digest()
    raw = bytearray(milliseconds.to_bytes(6, "big") + chance[:10])
    raw[6] = raw[6] & 0x0F | 0x70
    raw[8] = raw[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(raw)))


class Outbox:
    """What one phone recorded, in order. Its clock agrees with the server's.

    `made` is the highest `seq` given out; a phone that was used before goes on after it.
    """

    def __init__(self, phone: str, made: int = 0) -> None:
        self.phone = phone
        self.made = made
        self.texts: list[str] = []

    def record(self, kind: str, at: datetime, said: Mapping[str, Any]) -> str:
        """Queue an operation; returns its id, which follows from all that it says."""
        self.made += 1
        clock = {"seq": self.made, "clock": {"offset_ms": 0, "offset_age_s": 0}}
        op_id, text = operation_text(self.phone, kind, at, said, clock)
        self.texts.append(text)
        return op_id


def operation_text(
    author: str, kind: str, at: datetime, said: Mapping[str, Any], clock: Mapping[str, Any]
) -> tuple[str, str]:
    """An operation's id and JSON text. A desk's has no `clock` and no `seq`, so there `clock` is empty."""
    op_id = repeatable_id(at, author, kind, json.dumps(said, sort_keys=True))
    operation = {
        "op_id": op_id,
        "kind": kind,
        "schema": 1,
        "at": at.isoformat(timespec="milliseconds"),
        **clock,
        "data": said,
    }
    return op_id, json.dumps(operation)


def batches(texts: Sequence[str], most: int, rng: Random) -> list[list[str]]:
    """The texts in order, cut into batches of 1 to `most`."""
    cut: list[list[str]] = []
    at = 0
    while at < len(texts):
        size = rng.randint(1, most)
        cut.append(list(texts[at : at + size]))
        at += size
    return cut
