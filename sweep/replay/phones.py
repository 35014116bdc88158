"""Simulated phones: each is enrolled by a code, then sends its outbox in batches, every batch twice."""

import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

from sweep.invented.outbox import Outbox, batches
from sweep.replay.client import Refused, Server

MOST_IN_A_BATCH = 20
_APP = "sweep replay"


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone that may send. `token` is its own; no other phone's outbox goes out under it."""

    url: str
    token: str
    device_id: str
    new_la_code: str


def enrol(url: str, code: str, name: str) -> Phone:
    """Redeem an enrol code like a phone does."""
    with Server(url) as server:
        said = {
            "code": code,
            "enrol_id": str(uuid.uuid4()),
            "device": {"name": name, "app_version": _APP},
        }
        answer = server.post("/enrol", said)
    return Phone(url, answer["token"], answer["device_id"], answer["authority"]["new_la_code"])


def send_all(
    phones: Sequence[Phone], outboxes: Sequence[Outbox], rng: Random, sent: Callable[[int], None]
) -> int:
    """Send every outbox from its own phone, all at once; returns how many batches went out (each twice).

    `sent` hears how many operations went, twice, with each batch. Raises Refused where an operation was
    not taken in, or where its second sending was not answered as the first one's duplicate.
    """
    cut = [batches(outbox.texts, MOST_IN_A_BATCH, rng) for outbox in outboxes]
    with ThreadPoolExecutor(max(1, len(phones))) as pool:
        senders = [
            pool.submit(_send, phone, outbox, own, sent)
            for phone, outbox, own in zip(phones, outboxes, cut, strict=True)
        ]
        for sender in senders:
            sender.result()
    return sum(map(len, cut))


def _send(
    phone: Phone, outbox: Outbox, cut: Sequence[Sequence[str]], sent: Callable[[int], None]
) -> None:
    unsent = len(outbox.texts)
    with Server(phone.url, phone.token) as server:
        for texts in cut:
            envelope = _envelope(texts, unsent, outbox.made)
            first = server.post("/sync/push", envelope)
            again = server.post("/sync/push", envelope)
            check_taken(first["results"])
            check_duplicates(first["results"], again["results"])
            unsent -= len(texts)
            sent(len(texts))


def _envelope(texts: Sequence[str], unsent: int, made: int) -> dict[str, Any]:
    return {
        "protocol": 1,
        "batch_id": str(uuid.uuid4()),
        "app_version": _APP,
        "sent_at": datetime.now(UTC).isoformat(),
        "unsent": unsent,
        "made": made,
        "ops": list(texts),
    }


def check_taken(results: Sequence[dict[str, Any]]) -> None:
    """Raises Refused unless every operation is in the ledger and counts."""
    for result in results:
        if result["status"] not in {"accepted", "duplicate"}:
            why = (result["problem"] or {}).get("detail", "")
            raise Refused(
                f"The server answered “{result['status']}” to operation {result['op_id']}. {why} "
                "Was another version of this file replayed here before?"
            )


def check_duplicates(first: Sequence[dict[str, Any]], again: Sequence[dict[str, Any]]) -> None:
    """Raises Refused unless the second answer gives each operation's first receipt as a duplicate."""
    due = [(result["op_id"], "duplicate", result["rev"]) for result in first]
    got = [(result["op_id"], result["status"], result["rev"]) for result in again]
    if got != due:
        raise Refused(f"The same batch sent again was not known. Due: {due}. Answered: {got}.")
