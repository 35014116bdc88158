"""What happens to the server room, to phones, and among people."""

import json
from collections.abc import Callable
from datetime import timedelta

from faults import street_life
from faults.phone import Disk, Phone
from faults.server import Request
from faults.world import World

# A deed on the world, by one of the phones; False where there was nothing to do it to.
Deed = Callable[[World, Phone], bool]
YEARS = timedelta(days=3653)


# ---- the server room


def _restarted(world: World, phone: Phone) -> bool:
    world.room.restart()
    return True


def _trapped(what: str) -> Deed:
    """The push meets its end at any one of the statements that it is made of."""

    def deed(world: World, phone: Phone) -> bool:
        op_ids = [held.op_id for held in phone.unsent()[:20]]
        batch = phone.batch(op_ids, world.now)
        request = world.request_of(phone, batch)
        answer, sprung = world.room.spring(world.chance.randint(1, 14), what, request)
        world.watch(answer)
        if sprung and answer is not None:
            assert answer.status in (200, 500, 503), answer.body
            retry = answer.status != 503 or b"database_away" in answer.body
            assert retry, answer.body
        world.hear(phone, batch, answer)
        return sprung

    return deed


def _killed_at_commit(world: World, phone: Phone) -> bool:
    batch = phone.batch([held.op_id for held in phone.unsent()[:20]], world.now)
    world.room.kill_at_commit = True
    answer = world.ask(phone, world.request_of(phone, batch))
    world.room.kill_at_commit = False
    world.hear(phone, batch, answer)
    return answer is None


def _killed_after_commit(world: World, phone: Phone) -> bool:
    batch = phone.batch([held.op_id for held in phone.unsent()[:20]], world.now)
    world.ask(phone, world.request_of(phone, batch))
    world.room.stop()
    return True


def _backed_up(world: World, phone: Phone) -> bool:
    world.copy(verified=True)
    return True


def _replica_lags(world: World, phone: Phone) -> bool:
    world.copy(verified=False)
    return True


def _backup_restored(world: World, phone: Phone) -> bool:
    newest = world.newest_verified()
    if newest is None:
        return False
    world.put_back(newest)
    return True


def _old_copy_restored(world: World, phone: Phone) -> bool:
    """Failover to a replica that missed the last commits, or a backup that is not the newest."""
    if not world.copies:
        return False
    world.put_back(world.chance.choice(world.copies))
    return True


def _server_clock_steps(world: World, phone: Phone) -> bool:
    world.set_server_clock(world.now + world.chance.choice([-1, 1]) * timedelta(hours=1))
    return True


# ---- phones


def _killed_before_save(world: World, phone: Phone) -> bool:
    """Nothing was written, and nobody read "Saved"."""
    street_life.stop(world, phone)
    return True


def _killed_before_settling(world: World, phone: Phone) -> bool:
    """The answer came, but the app was ended before it was written down."""
    batch = phone.batch([held.op_id for held in phone.unsent()[:20]], world.now)
    world.ask(phone, world.request_of(phone, batch))
    return True


def _quota_full(world: World, phone: Phone) -> bool:
    """Several are tapped; the storage takes none of them, and none says "Saved"."""
    for _ in range(2):
        street_life.stop(world, phone)
    return True


def _storage_cleared(world: World, phone: Phone) -> bool:
    if phone.uneven or phone.away:
        return False
    world.excuse(phone, "the phone's storage was cleared")
    phone.disk, phone.uneven = Disk(phone.disk.epoch), True
    return True


def _old_phone_backup(world: World, phone: Phone) -> bool:
    """The phone goes back to what it held a while ago: old numbers are given out again."""
    if phone.uneven or phone.away:
        return False
    snapshot = world.clone_disk(phone)
    for _ in range(2):
        street_life.record_stop(world, phone)
    world.excuse(phone, "the phone was put back", frozenset(snapshot.held))
    phone.disk, phone.uneven = snapshot, True
    return True


def _cloned(world: World, phone: Phone) -> bool:
    """Two phones with one credential and one history, from now on each with its own stops."""
    if len(world.phones) > 3 or phone.away:
        return False
    clone = Phone(phone.enrolled, world.clone_disk(phone), world.chance)
    clone.skew, clone.uneven, phone.uneven = phone.skew, True, True
    clone.let_go = dict(phone.let_go)
    world.phones.append(clone)
    street_life.record_stop(world, clone)
    return True


def _clock_years_off(world: World, phone: Phone) -> bool:
    phone.skew = world.chance.choice([YEARS, -YEARS, timedelta(hours=1), -timedelta(minutes=7)])
    phone.disk.offset_ms, phone.measured = None, False
    return True


# ---- what is said


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
        return False
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
        if phone.disk.held[op_id].state == "unsent":
            batch = phone.batch([op_id], world.now)
            world.hear(phone, batch, world.ask(phone, world.request_of(phone, batch)))
    return True


def _changed_twice_over(world: World, phone: Phone) -> bool:
    """One stop is amended on two phones and at the desk, all having seen the same."""
    others = [each for each in world.phones if each is not phone and not each.away]
    heads = [
        (stop_id, op_id) for stop_id, op_id in phone.disk.heads.items() if op_id in world.saved
    ]
    if not heads or not others:
        return False
    stop_id, head = world.chance.choice(heads)
    for each in (phone, world.chance.choice(others)):
        world.save(each, street_life.amend(world, each, stop_id, head))
    changes = {"finding": "late"}
    said = {"stop_id": stop_id, "base_op": head, "changes": changes, "why": "asked"}
    world.desk_push("stop.amend", said)
    return True


def _newer_schema(world: World, phone: Phone) -> bool:
    """An app that is ahead of the server."""
    held = street_life.stop(world, phone)
    held.text = held.text.replace('"schema": 1', '"schema": 7')
    world.save(phone, held)
    return True


# ---- people


def _signed_off(world: World, phone: Phone) -> bool:
    if phone.signed_off or phone.away or _in_use(world) < 2:
        return False
    phone.signed_off = True
    path = f"/devices/{phone.enrolled.device_id}/revoke"
    return world.desk("POST", path, {"reason": "left"})[0] == 200


def _reported_lost(world: World, phone: Phone) -> bool:
    if phone.away or phone.signed_off or phone.uneven or _in_use(world) < 2:
        return False
    path = f"/devices/{phone.enrolled.device_id}/revoke"
    status, _ = world.desk("POST", path, {"reason": "lost"})
    batch = phone.batch([], world.now)
    world.hear(phone, batch, world.ask(phone, world.request_of(phone, batch)))
    return status == 200 and phone.away


def _in_use(world: World) -> int:
    return sum(not (phone.away or phone.signed_off) for phone in world.phones)


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


SERVER: dict[str, Deed] = {
    "server restarted": _restarted,
    "killed inside a transaction": _trapped("killed"),
    "killed at commit": _killed_at_commit,
    "killed between commit and answer": _killed_after_commit,
    "database locked": _trapped("database is locked"),
    "disk full": _trapped("database or disk is full"),
    "write error": _trapped("disk I/O error"),
    "a mistake in our own code": _trapped("our own mistake"),
    "backup": _backed_up,
    "replica lags": _replica_lags,
    "newest backup restored": _backup_restored,
    "older copy restored": _old_copy_restored,
    "server's clock steps": _server_clock_steps,
}
PHONES: dict[str, Deed] = {
    "killed before saving": _killed_before_save,
    "killed before settling": _killed_before_settling,
    "storage full": _quota_full,
    "storage cleared": _storage_cleared,
    "old phone backup": _old_phone_backup,
    "phone cloned": _cloned,
    "clock years off": _clock_years_off,
}
PEOPLE: dict[str, Deed] = {
    "poison among good ones": _poison,
    "operation too big": _too_big,
    "no sweep named": _no_sweep,
    "number used again": _number_used_again,
    "change before its stop": _change_sent_first,
    "changed on two phones and at the desk": _changed_twice_over,
    "newer schema": _newer_schema,
    "phone signed off": _signed_off,
    "phone reported lost": _reported_lost,
    "off the roster and on again": _off_the_roster,
    "quarantine decided": _decided,
}
