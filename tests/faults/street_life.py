"""What officers and the desk do between faults: stops, corrections, shifts, and things said wrongly."""

from datetime import timedelta
from typing import Any

from faults.phone import Held, Phone
from faults.world import Json, World

FINDINGS = ("truanting", "late", "excluded", "not_absent", "not_established")
COMPANY = ("alone", "parent", "other_adult", "not_recorded")
# Sharper than any fix of the stop's own officer, so that only the rule keeps it away.
ELSEWHERE = {"lat": 52.48, "lon": -1.9, "accuracy_m": 1, "source": "gps"}
# Texts that no server can read as an operation, made from one that it could.
POISON: tuple[tuple[str, str], ...] = (
    ('"accuracy_m": 12', '"accuracy_m": NaN'),
    ('"accuracy_m": 12', '"accuracy_m": 1e999'),
    ('"accuracy_m": 12', '"accuracy_m": ' + "9" * 400),
    ('"accuracy_m": 12', '"accuracy_m": ' + "[" * 3000),
    ('"note": "', '"note": "\ud800'),
    ('"note": "', '"note": "\\u0000'),
    ('"finding": "', '"finding": "not_'),
    ('"kind": "stop.create"', '"kind": "stop.imagine"'),
    ('"stopped_at": "2', '"stopped_at": "x'),
    ('"data": {', '"data": ['),
    ('"finding"', '"found"'),
    ("}}", "}"),
    ('"schema": 1', '"schema": "one"'),
)


def stop(world: World, phone: Phone, **said: Any) -> Held:
    """A new stop, not yet saved."""
    chance, now = world.chance, world.now
    return phone.operation(
        "stop.create",
        {
            "stop_id": phone.new_id(now),
            "sweep_id": world.ground.sweep_id,
            "stopped_at": phone.clock(now),
            "location": {"lat": 52.4128, "lon": -1.778, "accuracy_m": 12, "source": "gps"},
            "finding": chance.choice(FINDINGS),
            "accompanied_by": chance.choice(COMPANY),
            "note": f"seen by {phone.enrolled.device_id[-4:]}",
            **said,
        },
        now,
    )


def save(world: World, phone: Phone, held: Held, *, is_head: bool = False) -> None:
    world.save(phone, held)
    if is_head:
        phone.disk.heads[held.record_id] = held.op_id


def record_stop(world: World, phone: Phone) -> None:
    save(world, phone, stop(world, phone), is_head=True)


def change_stop(world: World, phone: Phone) -> None:
    """An amend or a void of a stop that this phone shows, on what its screen showed last."""
    known = [
        stop_id
        for stop_id, head in phone.disk.heads.items()
        if head in world.saved or ("stop", stop_id) in phone.disk.pulled
    ]
    if not known:
        record_stop(world, phone)
        return
    stop_id = world.chance.choice(known)
    save(world, phone, amend(world, phone, stop_id, phone.disk.heads[stop_id]), is_head=True)


def amend(world: World, phone: Phone, stop_id: str, base_op: str) -> Held:
    """A change of this stop on this base; now and then it is undone as a whole."""
    said: Json = {"stop_id": stop_id, "base_op": base_op, "why": "seen again"}
    if world.chance.random() < 0.15:
        return phone.operation("stop.void", said, world.now)
    changes = {"finding": world.chance.choice(FINDINGS)}
    return phone.operation("stop.amend", {**said, "changes": changes}, world.now)


def late_fix(world: World, phone: Phone) -> None:
    """A better position comes after Save."""
    known = list(phone.disk.heads)
    if not known:
        record_stop(world, phone)
        return
    location = {"lat": 52.41, "lon": -1.77, "accuracy_m": 5, "source": "gps"}
    said = {"stop_id": world.chance.choice(known), "location": location}
    save(world, phone, phone.operation("stop.locate", said, world.now))


def walk(world: World, phone: Phone) -> None:
    """A shift begins and ends."""
    shift_id = phone.new_id(world.now)
    start = phone.operation(
        "shift.start",
        {
            "shift_id": shift_id,
            "sweep_id": world.ground.sweep_id,
            "officer_id": phone.enrolled.officer_id,
            "started_at": phone.clock(world.now),
        },
        world.now,
    )
    save(world, phone, start)
    ended_at = phone.clock(world.now + timedelta(minutes=40))
    said = {"shift_id": shift_id, "ended_at": ended_at, "break_minutes": 5}
    save(world, phone, phone.operation("shift.end", said, world.now))


def poison(world: World, phone: Phone) -> Held:
    """A stop whose text went wrong in some way."""
    held = stop(world, phone)
    right, wrong = world.chance.choice(POISON)
    assert right in held.text, right
    held.text = held.text.replace(right, wrong, 1)
    return held
