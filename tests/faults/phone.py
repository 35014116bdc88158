"""A pretend phone that keeps the protocol's rules for phones, and can be killed at every step.

`Disk` is what IndexedDB holds; all else is lost when the app is. A kill falls between its transactions.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from faults.ground import Enrolled

KEPT = timedelta(hours=72)
Json = dict[str, Any]


@dataclass
class Held:
    """One operation on the phone: unsent, sent or parked."""

    op_id: str
    seq: int
    sweep_id: str | None
    record_id: str
    text: str
    state: str = "unsent"
    status: str = ""
    rev: int | None = None
    epoch: str = ""
    settled_at: datetime | None = None
    doubted: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass
class Disk:
    epoch: str
    made: int = 0
    rev: int = 0
    held: dict[str, Held] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    offset_ms: int | None = None
    cursor: str = ""
    pulled: dict[tuple[str, str], Json] = field(default_factory=dict)


@dataclass(frozen=True)
class Batch:
    """A push that is under way."""

    batch_id: str
    op_ids: tuple[str, ...]
    body: bytes


class Phone:
    """One enrolment. `away` once it was reported lost: wiped, and nothing more is expected of it."""

    def __init__(self, enrolled: Enrolled, disk: Disk, chance: Random) -> None:
        self.enrolled = enrolled
        self.disk = disk
        self.chance = chance
        self.skew = timedelta(0)
        # Whether its clock was measured against a server whose own clock was right.
        self.measured = False
        self.away = False
        # What the desk said of this enrolment: "left" or "lost".
        self.ended = ""
        # Signed off so long ago that its last pushes were not taken any more.
        self.shut_out = False
        # Its storage was cleared, copied or put back: gaps and double numbers are to be expected.
        self.uneven = False
        # What left the phone, and by which right.
        self.let_go: dict[str, str] = {}

    @property
    def in_use(self) -> bool:
        """Whether the server heeds it as any officer's phone."""
        return not (self.away or self.ended)

    def new_id(self, now: datetime) -> str:
        """A UUIDv7 by this phone's clock."""
        ms = max(0, int((now + self.skew).timestamp() * 1000))
        number = (ms & (2**48 - 1)) << 80 | 7 << 76 | self.chance.getrandbits(12) << 64
        number |= 2 << 62 | self.chance.getrandbits(62)
        text = f"{number:032x}"
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))

    def operation(self, kind: str, said: Json, now: datetime, schema: int = 1) -> Held:
        """The next operation, not yet on the disk."""
        clock = None
        if self.disk.offset_ms is not None:
            clock = {"offset_ms": self.disk.offset_ms, "offset_age_s": 5}
        whole = {
            "op_id": self.new_id(now),
            "kind": kind,
            "schema": schema,
            "seq": self.disk.made + 1,
            "at": self.clock(now),
            "clock": clock,
            "data": said,
        }
        text = json.dumps(whole)
        record_id = str(said.get("stop_id") or said.get("shift_id"))
        return Held(whole["op_id"], whole["seq"], said.get("sweep_id"), record_id, text)

    def clock(self, now: datetime) -> str:
        return (now + self.skew).isoformat(timespec="milliseconds")

    def save(self, *made: Held) -> None:
        """One strict transaction: operations and their numbers, whole or not at all."""
        for held in made:
            self.disk.held[held.op_id] = held
            self.disk.made += 1

    def unsent(self) -> list[Held]:
        return [held for held in self.disk.held.values() if held.state == "unsent"]

    def doubted(self) -> list[Held]:
        return [held for held in self.disk.held.values() if held.doubted]

    def batch(self, op_ids: list[str], now: datetime) -> Batch:
        """A push of these; what the phone says of itself goes with it."""
        waiting = [held for held in self.disk.held.values() if held.state != "sent"]
        holds: dict[str, int] = {}
        for held in waiting:
            if held.sweep_id:
                holds[held.sweep_id] = holds.get(held.sweep_id, 0) + 1
        batch_id = self.new_id(now)
        sent = {
            "protocol": 1,
            "batch_id": batch_id,
            "app_version": "fault",
            "sent_at": self.clock(now),
            "unsent": len(waiting),
            "made": self.disk.made,
            "held": holds,
            "ops": [self.disk.held[op_id].text for op_id in op_ids],
        }
        return Batch(batch_id, tuple(op_ids), json.dumps(sent).encode("utf-8", "surrogatepass"))

    def settle(self, batch: Batch, status: int, body: bytes, now: datetime | None) -> bool:
        """Rules 2–4: what this answer to that push means. True where it was our server's answer.

        `now` is when it came; None for one that is too old to measure the clock by.
        """
        answer = read(body) if status == 200 else None
        if not answer or answer.get("protocol") != 1 or answer.get("batch_id") != batch.batch_id:
            return False
        server_time = datetime.fromisoformat(answer["server_time"])
        if now is not None:
            offset = server_time - (now + self.skew)
            self.disk.offset_ms = round(offset / timedelta(milliseconds=1))
        if self._meets(answer):
            for result in answer["results"]:
                held = self.disk.held.get(result["op_id"])
                if held and held.state == "unsent" and held.op_id in batch.op_ids:
                    _settle(held, result, answer["epoch"], server_time)
            self._let_go(answer, server_time)
        return True

    def _meets(self, answer: Json) -> bool:
        """False where the answer is another epoch's, which then is the phone's and settles nothing."""
        if answer["epoch"] != self.disk.epoch:
            self.doubt_all()
            self.disk.epoch, self.disk.rev, self.disk.cursor = answer["epoch"], 0, ""
            self.disk.pulled = {}
            return False
        if answer["rev"] < self.disk.rev:
            self.doubt_all()
        self.disk.rev = answer["rev"]
        return True

    def doubt_all(self) -> None:
        """The server may have lost what it had: all that is held is to be asked about."""
        for held in self.disk.held.values():
            if held.state == "sent":
                held.state, held.doubted = "unsent", True

    def reconciled(self, status: int, body: bytes) -> bool:
        """Heed the answer to a reconcile; False where it was none of ours."""
        answer = read(body) if status == 200 else None
        if not answer or "results" not in answer or answer["epoch"] != self.disk.epoch:
            return False
        server_time = datetime.fromisoformat(answer["server_time"])
        for result in answer["results"]:
            held = self.disk.held.get(result["op_id"])
            if held is None or not held.doubted:
                continue
            held.doubted = False
            if result["state"] in ("have", "quarantined"):
                held.state, held.status = "sent", result["state"]
                held.rev, held.epoch = result["rev"], answer["epoch"]
                held.settled_at = server_time
            elif result["state"] == "erased":
                del self.disk.held[held.op_id]
                self.let_go[held.op_id] = "erased"
        return True

    def _let_go(self, answer: Json, server_time: datetime) -> None:
        """Rule 3: what this epoch's server has, and a verified backup too or for three days."""
        for held in list(self.disk.held.values()):
            if held.state != "sent" or held.epoch != answer["epoch"]:
                continue
            durable = held.rev is not None and answer["durable_rev"] >= held.rev
            if durable and held.status != "quarantined":
                self.let_go[held.op_id] = "durable"
            elif held.settled_at and server_time - held.settled_at >= KEPT:
                self.let_go[held.op_id] = "three days"
            else:
                continue
            del self.disk.held[held.op_id]

    def pulled(self, status: int, body: bytes) -> bool:
        """Take in one page of changes; True where another should be asked for."""
        if status == 410:
            self.disk.cursor, self.disk.pulled = "", {}
            return True
        page = read(body) if status == 200 else None
        if not page or page.get("epoch") != self.disk.epoch:
            return False
        pending = {held.record_id for held in self.unsent()}
        for change in page["changes"]:
            self.disk.pulled[change["type"], change["id"]] = change
            if change.get("head") and change["id"] not in pending:
                self.disk.heads[change["id"]] = change["head"]
        self.disk.cursor = page["cursor"]
        return bool(page["more"])


def _settle(held: Held, result: Json, epoch: str, server_time: datetime) -> None:
    status = result["status"]
    if status == "retry":
        return
    held.doubted = False
    held.status = status
    if status == "refused":
        held.state = "parked"
        return
    held.state, held.rev, held.epoch, held.settled_at = "sent", result["rev"], epoch, server_time


def read(body: bytes) -> Json | None:
    """The JSON object that came, or None where it was something else or only half of one."""
    try:
        found = json.loads(body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
