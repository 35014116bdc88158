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
        words = json.dumps(said, sort_keys=True)
        operation = {
            "op_id": repeatable_id(at, self.phone, kind, words),
            "kind": kind,
            "schema": 1,
            "seq": self.made,
            "at": at.isoformat(timespec="milliseconds"),
            "clock": {"offset_ms": 0, "offset_age_s": 0},
            "data": said,
        }
        self.texts.append(json.dumps(operation))
        return str(operation["op_id"])


def batches(texts: Sequence[str], most: int, rng: Random) -> list[list[str]]:
    """The texts in order, cut into batches of 1 to `most`."""
    cut: list[list[str]] = []
    at = 0
    while at < len(texts):
        size = rng.randint(1, most)
        cut.append(list(texts[at : at + size]))
        at += size
    return cut
