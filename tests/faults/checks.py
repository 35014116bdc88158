"""What must hold when the faults have stopped: the promises I1–I15 and I19 of the protocol."""

import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

from faults.phone import Phone
from faults.server import Request
from faults.street_life import ELSEWHERE
from faults.world import PUSH, Here, Json, World
from sweep.db import scope_to
from sweep.ledger import MERGED

# Rounds of contact within which a queue must be empty once nothing goes wrong any more.
ROUNDS = 4


def drain(world: World) -> None:
    """I19: faults stop, every phone is in sight, and soon nothing waits on any of them.

    What no push is taken of any more comes as a rescue file.
    """
    world.set_server_clock(world.now)
    stuck: dict[str, str] = {}
    for _ in range(ROUNDS):
        for phone in world.phones:
            send(world, phone)
            if phone.shut_out:
                world.rescue(phone)
        if not (stuck := _waiting(world)):
            break
    assert not stuck, f"still waiting after {ROUNDS} rounds without faults: {stuck}"


def _waiting(world: World) -> dict[str, str]:
    return {
        held.op_id: held.state
        for phone in world.phones
        if not phone.shut_out
        for held in phone.disk.held.values()
        if held.doubted or held.state == "unsent"
    }


def contact(world: World, phone: Phone) -> None:
    """One whole contact as the app makes it: ask about what is in doubt, send, fetch."""
    send(world, phone)
    if not phone.away:
        world.pull(phone)


def send(world: World, phone: Phone) -> None:
    """Ask about what is in doubt, then send batch after batch."""
    if phone.away:
        return
    if phone.doubted():
        world.reconcile(phone)
    while True:
        before = len(phone.unsent())
        op_ids = [held.op_id for held in phone.unsent()[:20]]
        batch = phone.batch(op_ids, world.now)
        answer = world.ask(phone, world.request_of(phone, batch))
        heard = world.hear(phone, batch, answer)
        if not heard or not phone.unsent() or len(phone.unsent()) == before:
            break


def check(world: World) -> None:
    """Everything that was promised."""
    here = world.known_here()
    nothing_is_lost(world, here)
    good_ones_count(world)
    stops = world.stops()
    times_are_right(world, stops)
    each_stop_is_there_once(world, stops)
    phones_see_what_the_server_has(world)
    replay_is_free(world, here)
    ledger_makes_the_records(world, stops)
    nothing_reached_the_neighbour(world)


def nothing_is_lost(world: World, here: Here) -> None:
    """I1, I3, I7, I8, I12: every operation saved is on the server to the byte, or parked in sight on its phone.

    Whatever else came under its number took nothing away from it. I9: what was erased is nowhere.
    """
    for op_id, saved in world.saved.items():
        parked = any(
            held.state == "parked" for phone in world.phones if (held := phone.disk.held.get(op_id))
        )
        there = saved.is_in(here)
        if saved.held.record_id in world.erased:
            assert not there, f"I9: erased, and here again: {op_id}"
            continue
        rights = [phone.let_go.get(op_id) for phone in world.phones]
        assert there or parked or saved.excused, f"lost ({rights}): {saved.held.text[:300]}"


def good_ones_count(world: World) -> None:
    """I6: nothing that the database did laid an operation aside as if it were at fault."""
    if not world.mistakes:
        aside = world.sql("SELECT problem FROM quarantine WHERE authority_id = 1")
        assert "could_not_apply" not in str([row.problem for row in aside])


def each_stop_is_there_once(world: World, stops: list[Json]) -> None:
    """I2, I5: one row a stop; where nobody else had a hand in it, it shows its officer's last word."""
    rows = world.sql(
        "SELECT op_id, kind, record_id, base_op, officer_id, standing, body, rev FROM operations"
        " WHERE authority_id = 1 AND erased_at IS NULL ORDER BY rev"
    )
    by_stop: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        if row.standing in MERGED and row.kind.startswith("stop."):
            by_stop[_plain(row.record_id)].append(row)
    created = {
        stop_id
        for stop_id, some in by_stop.items()
        if any(row.kind == "stop.create" for row in some)
    }
    shown = world.sql("SELECT id FROM stops WHERE authority_id = 1")
    assert sorted(_plain(row.id) for row in shown) == sorted(created), "stops and their creates"
    _last_words(stops, by_stop)
    _own_places(stops, by_stop)


def _own_places(stops: list[Json], by_stop: dict[str, list[Any]]) -> None:
    """A stop is where its own officer's phone was; a place from anybody else is flagged."""
    for stop in stops:
        rows = by_stop[_plain(stop["id"])]
        (own,) = {_plain(row.officer_id) for row in rows if row.kind == "stop.create"}
        located = {_plain(row.officer_id) for row in rows if row.kind == "stop.locate"}
        if stop["deleted"] or located <= {own}:
            continue
        assert stop["location"]["lat"] != ELSEWHERE["lat"], f"{stop['id']} is where another stood"
        assert "by_another_officer" in stop["flags"], stop["id"]


def _last_words(stops: list[Json], by_stop: dict[str, list[Any]]) -> None:
    for stop in stops:
        rows = by_stop[_plain(stop["id"])]
        finding, linear = _fold(rows)
        if finding is None:
            continue
        if linear:
            told = "void" if stop["deleted"] else stop["finding"]
            assert told == finding, f"{stop['id']} shows {told}, its last word was {finding}"
            assert "conflict" not in stop.get("flags", ()), stop["id"]


def _fold(rows: list[Any]) -> tuple[str | None, bool]:
    """What a straight chain of changes ends with; False where it forks or something is missing."""
    by_base = defaultdict(list)
    head = finding = None
    gone = False
    for row in rows:
        said = json.loads(row.body)["data"]
        if row.kind == "stop.create":
            head, finding = _plain(row.op_id), said["finding"]
        elif row.kind in ("stop.amend", "stop.void", "stop.restore", "stop.verify"):
            by_base[_plain(row.base_op)].append((row.kind, _plain(row.op_id), said))
    left = sum(map(len, by_base.values()))
    while head in by_base:
        if len(by_base[head]) > 1:
            return ("void" if gone else finding), False
        kind, head, said = by_base[head][0]
        left -= 1
        if kind in ("stop.void", "stop.restore"):
            gone = kind == "stop.void"
        elif kind == "stop.amend" and "finding" in said["changes"]:
            finding = said["changes"]["finding"]
    return ("void" if gone else finding), left == 0


def phones_see_what_the_server_has(world: World) -> None:
    """I13: page after page through everything, a phone knows what a fresh one would be told."""
    active = [phone for phone in world.phones if phone.in_use]
    for phone in world.chance.sample(active, min(1, len(active))):
        world.pull(phone)
        fresh = Phone(phone.enrolled, world.clone_disk(phone), world.chance)
        fresh.disk.cursor, fresh.disk.pulled = "", {}
        world.pull(fresh)
        told, afresh = _standing(phone), _standing(fresh)
        assert told == afresh, f"the cursor skipped something: {told.items() ^ afresh.items()}"


def _standing(phone: Phone) -> dict[Any, str]:
    return {
        key: json.dumps(change, sort_keys=True)
        for key, change in phone.disk.pulled.items()
        if not change["deleted"]
    }


def replay_is_free(world: World, here: Here) -> None:
    """I4: everything sent once more changes nothing, and gets its first receipt."""
    texts = [saved.held.text for saved in world.saved.values() if saved.is_in(here)]
    rev = "SELECT rev FROM authorities WHERE id = 1"
    receipts = (
        "SELECT rev FROM operations WHERE authority_id = 1"
        " UNION ALL SELECT rev FROM quarantine WHERE authority_id = 1"
    )
    before, given = world.sql(rev), {row.rev for row in world.sql(receipts)}
    for status, receipt in _push_all(world, texts):
        assert status in ("duplicate", "quarantined"), f"a replay was {status}"
        assert receipt in given, "a replay got another receipt"
    assert world.sql(rev) == before


def _push_all(world: World, texts: list[str]) -> list[tuple[str, int]]:
    """By a phone that is none of theirs: a replay is known by its bytes, whoever sends it."""
    active = [phone for phone in world.phones if phone.in_use]
    if not texts or not active:
        return []
    got = []
    for start in range(0, len(texts), 200):
        body = {"protocol": 1, "batch_id": "replay", "ops": texts[start : start + 200]}
        raw = json.dumps(body).encode("utf-8", "surrogatepass")
        answer = world.room.ask(Request(PUSH, active[-1].enrolled.token, raw))
        assert answer is not None
        assert answer.status == 200, answer.body
        got += [(each["status"], each["rev"]) for each in json.loads(answer.body)["results"]]
    return got


def ledger_makes_the_records(world: World, stops: list[Json]) -> None:
    """The ledger is the truth: stops, shifts and totals made from it alone are those that are shown.

    I2: and they count each stop that stands once.
    """
    from sweep.keeping.recount import recounted

    with world.room.app.app_context():
        scope_to(1)
        found = recounted(1, datetime.now(UTC))
    assert found.equal, found
    standing = sum(not stop["deleted"] for stop in stops)
    assert [sweep.children_stopped for sweep in found.sweeps] == [standing]


def nothing_reached_the_neighbour(world: World) -> None:
    """I10: the other authority has what its own phone sent, and none of it counts for anybody else."""
    body = {"protocol": 1, "batch_id": "n", "ops": []}
    raw = json.dumps(body).encode()
    answer = world.room.ask(Request(PUSH, world.ground.neighbour.token, raw))
    assert answer is not None
    assert answer.status == 200
    path = f"/api/v1/sweeps/{world.ground.neighbour_sweep}/stops"
    shown = world.room.ask(Request(path, world.ground.neighbour_desk))
    assert shown is not None
    assert json.loads(shown.body)["stops"] == []


def times_are_right(world: World, stops: list[Json]) -> None:
    """I15: a phone that had measured its clock tells the true time, however wrong that clock is."""
    true = {
        saved.held.record_id: saved.at
        for saved in world.saved.values()
        if saved.clock_known and '"kind": "stop.create"' in saved.held.text
    }
    for stop in stops:
        if stop["deleted"] or stop["id"] not in true:
            continue
        said = datetime.fromisoformat(stop["stopped_at"])
        assert abs(said - true[stop["id"]]) < timedelta(seconds=2), (stop["id"], said)


def _plain(value: Any) -> str:
    return str(value).replace("-", "") if value is not None else ""
