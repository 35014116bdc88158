"""What people and apps say wrongly or twice, and what the desk does to phones and to the quarantine."""

import json

from faults import checks, street_life
from faults.phone import Phone
from faults.server import Request
from faults.world import Deed, World
from sweep.db import scope_to
from sweep.errors import Problem
from sweep.sync.erasing import erase


def _poison(world: World, phone: Phone) -> bool:
    """An operation nobody can read, between good ones: those arrive."""
    before = phone.unsent()
    street_life.record_stop(world, phone)
    world.save(phone, street_life.poison(world, phone))
    street_life.record_stop(world, phone)
    sent = [*before[:5], *phone.unsent()[-3:]]
    world.chance.shuffle(sent)
    batch = phone.batch([held.op_id for held in sent], world.now)
    answer = world.ask(phone, world.request_of(phone, batch))
    world.hear(phone, batch, answer)
    return True


def _too_big(world: World, phone: Phone) -> bool:
    world.save(phone, street_life.stop(world, phone, note="x" * 40_000))
    return True


def _no_sweep(world: World, phone: Phone) -> bool:
    street_life.save(world, phone, street_life.stop(world, phone, sweep_id=None), is_head=True)
    return True


def _number_used_again(world: World, phone: Phone) -> bool:
    """Other content under the id of an operation that was made before."""
    own = [saved.held for saved in world.saved.values() if saved.phone is phone]
    if not own:
        own.append(street_life.stop(world, phone))
        street_life.save(world, phone, own[0])
    text = world.chance.choice(own).text.replace("seen", "heard", 1)
    body = {"protocol": 1, "batch_id": "forged", "ops": [text]}
    raw = json.dumps(body).encode("utf-8", "surrogatepass")
    world.ask(phone, Request("/api/v1/sync/push", phone.enrolled.token, raw))
    return True


def _change_sent_first(world: World, phone: Phone) -> bool:
    """An amend reaches the server before the stop that it changes."""
    made = street_life.stop(world, phone)
    world.save(phone, made)
    change = street_life.amend(world, phone, made.record_id, made.op_id)
    street_life.save(world, phone, change, is_head=True)
    for op_id in (change.op_id, made.op_id):
        if op_id in [held.op_id for held in phone.unsent()]:
            batch = phone.batch([op_id], world.now)
            world.hear(phone, batch, world.ask(phone, world.request_of(phone, batch)))
    return True


def _changed_twice_over(world: World, phone: Phone) -> bool:
    """One stop is amended on two phones and at the desk, all having seen the same."""
    others = [each for each in world.phones if each is not phone and not each.away]
    heads = [
        (stop_id, op_id) for stop_id, op_id in phone.disk.heads.items() if op_id in world.saved
    ]
    if not others:
        return False
    if not heads:
        street_life.record_stop(world, phone)
        held = phone.unsent()[-1]
        heads = [(held.record_id, held.op_id)]
    stop_id, head = world.chance.choice(heads)
    for each in (phone, world.chance.choice(others)):
        world.save(each, street_life.amend(world, each, stop_id, head))
    changes = {"finding": "late"}
    said = {"stop_id": stop_id, "base_op": head, "changes": changes, "why": "asked"}
    world.desk_push("stop.amend", said)
    return True


def _placed_by_a_colleague(world: World, phone: Phone) -> bool:
    """A phone sends a sharp place for a stop that another officer recorded."""
    officer = phone.enrolled.officer_id
    others = [
        saved.held.record_id
        for saved in world.saved.values()
        if '"kind": "stop.create"' in saved.held.text and saved.phone.enrolled.officer_id != officer
    ]
    if not others:
        return False
    said = {"stop_id": world.chance.choice(others), "location": street_life.ELSEWHERE}
    street_life.save(world, phone, phone.operation("stop.locate", said, world.now))
    return True


def _put_back(world: World, phone: Phone) -> bool:
    """The desk removes a stop and puts it back, or puts back one that a phone removed."""
    _, answer = world.desk("GET", f"/sweeps/{world.ground.sweep_id}/stops")
    if not answer["stops"]:
        return False
    shown = world.chance.choice(answer["stops"])
    head = shown["head"]
    for kind in ("stop.restore",) if shown["deleted"] else ("stop.void", "stop.restore"):
        said = {"stop_id": shown["id"], "base_op": head, "why": "one child, or two?"}
        head = world.desk_push(kind, said)["op_id"]
    return True


def _newer_schema(world: World, phone: Phone) -> bool:
    """An app that is ahead of the server."""
    held = street_life.stop(world, phone)
    held.text = held.text.replace('"schema": 1', '"schema": 7')
    world.save(phone, held)
    return True


def _signed_off(world: World, phone: Phone) -> bool:
    return _ended(world, phone, "left")


def _reported_lost(world: World, phone: Phone) -> bool:
    if not _ended(world, phone, "lost"):
        return False
    batch = phone.batch([], world.now)
    world.hear(phone, batch, world.ask(phone, world.request_of(phone, batch)))
    return phone.away


def _ended(world: World, phone: Phone, reason: str) -> bool:
    """The desk ends this enrolment, and with it all copies of the phone; one phone at least stays in use."""
    device_id = phone.enrolled.device_id
    copies = [each for each in world.phones if each.enrolled.device_id == device_id]
    if phone.ended or not any(each.in_use for each in world.phones if each not in copies):
        return False
    for each in copies:
        each.ended = reason
    return world.desk("POST", f"/devices/{device_id}/revoke", {"reason": reason})[0] == 200


def _rescue_file(world: World, phone: Phone) -> bool:
    """The desk gets what the phone could not send, and at times the same file again; the phone sends it too."""
    street_life.record_stop(world, phone)
    for _ in range(world.chance.randint(1, 2)):
        world.rescue(phone)
    return True


def _off_the_roster(world: World, phone: Phone) -> bool:
    """Taken off and put on again: losing and gaining sight are changes too."""
    officers = [each.enrolled.officer_id for each in world.phones[:3]]
    fewer = [officer for officer in officers if officer != phone.enrolled.officer_id]
    for some in (fewer, officers):
        world.patch_roster(some)
        world.pull(phone)
    return True


def _decided(world: World, phone: Phone) -> bool:
    """The desk looks at what lies in quarantine: one counts, one is mended, one is discarded."""
    _no_sweep(world, phone)
    checks.send(world, phone)
    _, answer = world.desk("GET", "/quarantine")
    kept = answer["kept"]
    if not kept:
        return False
    one = world.chance.choice(kept)
    wish = {"action": "apply", "why": "asked", "sweep_id": world.ground.sweep_id}
    status, _ = world.desk("POST", f"/quarantine/{one['sha256']}", wish)
    if status == 409:
        discard = {"action": "discard", "why": "nothing can be made of it"}
        status, _ = world.desk("POST", f"/quarantine/{one['sha256']}", discard)
    assert status == 200
    return True


def _erased(world: World, phone: Phone) -> bool:
    """One of the phone's records is erased on the server, whatever is still under way of it."""
    street_life.record_stop(world, phone)
    checks.send(world, phone)
    mine = {saved.held.record_id for saved in world.saved.values() if saved.phone is phone}
    known = sorted(mine - world.erased)
    if not known:
        return False
    record_id = world.chance.choice(known)
    with world.room.app.app_context():
        scope_to(1)
        try:
            erase(1, record_id, "asked by the parent", world.server_clock)
        except Problem:
            return False  # nothing of it has arrived
    world.erased.add(record_id)
    return True


PEOPLE: dict[str, Deed] = {
    "poison among good ones": _poison,
    "operation too big": _too_big,
    "no sweep named": _no_sweep,
    "number used again": _number_used_again,
    "change before its stop": _change_sent_first,
    "changed on two phones and at the desk": _changed_twice_over,
    "removed at the desk and put back": _put_back,
    "placed by a colleague": _placed_by_a_colleague,
    "newer schema": _newer_schema,
    "phone signed off": _signed_off,
    "phone reported lost": _reported_lost,
    "rescue file brought in": _rescue_file,
    "off the roster and on again": _off_the_roster,
    "quarantine decided": _decided,
    "record erased": _erased,
}
