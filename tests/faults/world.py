"""One schedule's world: the server room, the phones, the desk, the time, and what must be true in the end."""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import time_machine
from sqlalchemy import text

from faults.ground import MORNING, Ground
from faults.phone import Batch, Disk, Held, Phone, read
from faults.server import Answer, Request, ServerRoom
from rig.rescue import sealed
from sweep.db import db
from sweep.keeping.preparing import prepare

Json = dict[str, Any]
# All bytes that the server holds, by the id that they bear.
Here = dict[str, set[bytes]]
PUSH, RECONCILE, PULL, RESCUE = (
    f"/api/v1/sync/{call}" for call in ("push", "reconcile", "pull", "rescue")
)

GONE_WITH_PHONE = "gone with the phone"
# Rights to let go that promise nothing about a restore.
_UNSURE = {"three days", "erased", GONE_WITH_PHONE}


@dataclass
class Saved:
    """An operation for which somebody read "Saved". `excused`: why it need not be anywhere."""

    held: Held
    phone: Phone
    at: datetime
    # The phone's clock was measured after it was last set wrong.
    clock_known: bool
    excused: str = ""

    def is_in(self, here: Here) -> bool:
        """Whether the server has it, to the byte."""
        as_queued = self.held.text.encode("utf-8", "surrogatepass")
        return as_queued in here.get(self.held.op_id, ())


@dataclass
class Late:
    """An answer that has not arrived yet."""

    phone: Phone
    batch: Batch
    answer: Answer


@dataclass
class Copy:
    """A copy of the database: `revs` are what it holds; `verified` raised the durable rev."""

    name: str
    verified: bool
    epoch: str


class World:
    """Everything of one schedule. Faults are counted in `fired` when they really happened."""

    def __init__(self, room: ServerRoom, ground: Ground, seed: str, fired: Counter[str]) -> None:
        self.room = room
        self.ground = ground
        self.chance = Random(seed)
        self.fired = fired
        room.put_back("ground")
        self.journal: Path = room.app.config["SWEEP"].journal_path
        self.journal.unlink(missing_ok=True)
        self._travel = time_machine.travel(MORNING, tick=False)
        self._clock = self._travel.start()
        self.now = self.server_clock = MORNING
        self.phones = [
            Phone(enrolled, Disk(ground.epoch), self.chance) for enrolled in ground.phones
        ]
        self.saved: dict[str, Saved] = {}
        self.requests: list[tuple[Phone, Request]] = []
        self.answers: dict[str, Answer] = {}
        self.late: list[Late] = []
        self.copies: list[Copy] = []
        self.highest: dict[str, int] = {}
        # Faults of our own code: only they may lay a good operation aside.
        self.mistakes = 0
        # Records of which nothing may be anywhere any more.
        self.erased: set[str] = set()

    def end(self) -> None:
        self.room.stop()
        self._travel.stop()

    def pass_time(self, span: timedelta) -> None:
        """Time goes on for everybody, the server's clock too."""
        self.now += span
        self.set_server_clock(self.now)

    def set_server_clock(self, moment: datetime) -> None:
        self.server_clock = moment
        self._clock.move_to(moment, tick=False)

    # ---- the desk

    def desk(self, method: str, path: str, body: Any = None) -> tuple[int, Json]:
        """One call of the coordinator's scripts, through a good line."""
        raw = None if body is None else json.dumps(body).encode()
        request = Request(f"/api/v1{path}", self.ground.desk, raw)
        answer = self.room.ask(request)
        assert answer is not None
        return answer.status, json.loads(answer.body or b"null")

    def desk_push(self, kind: str, said: Json) -> Json:
        """One operation of the desk's."""
        op = {
            "op_id": self.phones[0].new_id(self.now),
            "kind": kind,
            "schema": 1,
            "at": self.now.isoformat(),
            "data": said,
        }
        body = {"protocol": 1, "batch_id": op["op_id"], "ops": [json.dumps(op)]}
        status, answer = self.desk("POST", "/sync/push", body)
        assert status == 200, answer
        return dict(answer["results"][0])

    def patch_roster(self, officer_ids: list[str]) -> None:
        raw = json.dumps({"officer_ids": officer_ids}).encode()
        path = f"/api/v1/sweeps/{self.ground.sweep_id}"
        answer = self.room.ask(Request(path, self.ground.desk, raw, method="PATCH"))
        assert answer is not None
        assert answer.status == 200, answer.body

    def stops(self) -> list[Json]:
        """Every stop of the sweep that the server shows, voided ones too."""
        status, answer = self.desk("GET", f"/sweeps/{self.ground.sweep_id}/stops")
        assert status == 200, answer
        return list(answer["stops"])

    # ---- phones

    def save(self, phone: Phone, *made: Held) -> None:
        """The phone writes these and says "Saved"."""
        phone.save(*made)
        for held in made:
            clock_known = phone.measured and not phone.uneven
            self.saved[held.op_id] = Saved(held, phone, self.now, clock_known)

    def request_of(self, phone: Phone, batch: Batch, *, gzipped: bool = False) -> Request:
        body, headers = batch.body, {}
        if gzipped:
            body, headers = gzip.compress(body), {"Content-Encoding": "gzip"}
        request = Request(PUSH, phone.enrolled.token, body, headers)
        self.requests.append((phone, request))
        return request

    def ask(self, phone: Phone, request: Request) -> Answer | None:
        """Ask, and hold what the server says of its revs against what it said before."""
        answer = self.room.ask(request)
        self.watch(answer)
        return answer

    def watch(self, answer: Answer | None) -> None:
        """I14: within an epoch the authority's rev never falls from one answer to the next."""
        if answer is None or answer.status != 200:
            return
        said = json.loads(answer.body)
        if "epoch" in said and "rev" in said:
            before = self.highest.get(said["epoch"], 0)
            assert said["rev"] >= before, "the authority's rev fell within an epoch"
            self.highest[said["epoch"]] = said["rev"]

    def hear(
        self, phone: Phone, batch: Batch, answer: Answer | None, *, late: bool = False
    ) -> bool:
        """The answer reaches the phone. False where it was not our server's."""
        if answer is None or phone.away:
            return False
        self.answers[phone.enrolled.token] = answer
        if answer.status == 403 and self._wipes(phone, batch, answer):
            return True
        phone.shut_out = answer.status == 403 and b"device_left" in answer.body
        heard = phone.settle(batch, answer.status, answer.body, None if late else self.now)
        if heard and not late:
            phone.measured = self.server_clock == self.now
        return heard

    def _wipes(self, phone: Phone, batch: Batch, answer: Answer) -> bool:
        said = read(answer.body) or {}
        if said.get("code") != "device_lost" or said.get("batch_id") != batch.batch_id:
            return False
        self.excuse(phone, "wiped: it was reported lost")
        phone.away, phone.disk = True, Disk(phone.disk.epoch)
        return True

    def excuse(self, phone: Phone, why: str, but: frozenset[str] = frozenset()) -> None:
        """What this phone held and no server has may now be gone, by no fault of ours."""
        here = self.known_here()
        for op_id in phone.disk.held.keys() - but:
            phone.let_go[op_id] = GONE_WITH_PHONE
            # What a phone calls sent may be from before a restore.
            if op_id in self.saved and not self.saved[op_id].is_in(here):
                self.saved[op_id].excused = self.saved[op_id].excused or why

    def reconcile(self, phone: Phone) -> bool:
        """Ask about all that is in doubt."""
        asked = [{"op_id": held.op_id, "sha256": held.sha256} for held in phone.doubted()]
        body = json.dumps({"ops": asked}).encode()
        answer = self.ask(phone, Request(RECONCILE, phone.enrolled.token, body))
        return answer is not None and phone.reconciled(answer.status, answer.body)

    def pull(self, phone: Phone) -> None:
        """Page after page."""
        for _ in range(10):
            path = f"{PULL}?cursor={phone.disk.cursor}"
            answer = self.room.ask(Request(path, phone.enrolled.token))
            if answer is None or not phone.pulled(answer.status, answer.body):
                return

    def rescue(self, phone: Phone) -> None:
        """The desk takes in all that this phone holds, sent or not, as the file that its officer sent.

        A phone that is shut out does not learn that the server went back to a backup. What is too big for the
        server stays on the phone, in sight.
        """
        whole = list(phone.disk.held.values())
        inside = {
            "sweep_rescue": 1,
            "token": phone.enrolled.token,
            "made": phone.disk.made,
            "unsent": len(phone.unsent()),
            "ops": [held.text for held in whole],
        }
        file = sealed(self.ground.rescue_key, inside).encode()
        answer = self.room.ask(Request(RESCUE, self.ground.desk, file))
        assert answer is not None
        assert answer.status == 200, answer.body
        for held, result in zip(whole, json.loads(answer.body)["results"], strict=True):
            if result["status"] == "refused":
                held.state = "parked"

    def late_answers_arrive(self) -> None:
        """All that are still on their way, in any order."""
        late, self.late = self.late, []
        self.chance.shuffle(late)
        for one in late:
            self.hear(one.phone, one.batch, one.answer, late=True)

    # ---- copies

    def copy(self, *, verified: bool) -> None:
        """A backup (then its revs are durable), or a replica that lags behind from now on."""
        name = f"copy_{len(self.copies)}"
        self.room.keep(name)
        self.copies.append(Copy(name, verified, self.epoch()))
        if verified:
            self.sql("UPDATE authorities SET durable_rev = rev")

    def put_back(self, copy: Copy) -> None:
        """Restore it as `sweep restore` does; whatever nobody can bring again is excused."""
        newest = self.newest_verified()
        older = newest is not None and self.copies.index(copy) < self.copies.index(newest)
        self.room.put_back(copy.name)
        with self.room.app.app_context():
            prepare([self.journal], self.server_clock)
        self.copies = self.copies[: self.copies.index(copy) + 1]
        self.late.clear()
        here = self.known_here()
        for op_id, saved in self.saved.items():
            rights = {phone.let_go.get(op_id) for phone in self.phones}
            unsure = older or rights & _UNSURE
            if unsure and not saved.is_in(here) and not self._on_a_phone(op_id):
                saved.excused = saved.excused or "no phone has it, and only an older copy came back"

    def _on_a_phone(self, op_id: str) -> bool:
        return any(op_id in phone.disk.held for phone in self.phones)

    def newest_verified(self) -> Copy | None:
        return next((copy for copy in reversed(self.copies) if copy.verified), None)

    # ---- the database, looked at directly

    def sql(self, statement: str, **values: Any) -> list[Any]:
        with self.room.app.app_context(), db.engine.begin() as connection:
            result = connection.execute(text(statement), values)
            return list(result) if result.returns_rows else []

    def epoch(self) -> str:
        return str(self.sql("SELECT epoch FROM server")[0][0])

    def known_here(self) -> Here:
        """All bytes that Solihull's ledger and quarantine hold, by the id that they bear."""
        found: defaultdict[str, set[bytes]] = defaultdict(set)
        for table in ("operations", "quarantine"):
            for op_id, body in self.sql(
                f"SELECT op_id, body FROM {table} WHERE authority_id = 1 AND op_id IS NOT NULL"
            ):
                found[_uuid(op_id)].add(bytes(body))
        return found

    def clone_disk(self, phone: Phone) -> Disk:
        return deepcopy(phone.disk)


def _uuid(value: Any) -> str:
    plain = str(value).replace("-", "")
    return "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))


# Something that happens, to one of the phones; False where there was nothing to do it to.
Deed = Callable[[World, Phone], bool]
