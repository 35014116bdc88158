"""What happens to phones: killed, filled, cleared, cloned, put back, set to another year."""

from datetime import timedelta

from faults import street_life
from faults.phone import Disk, Phone
from faults.world import Deed, World

YEARS = timedelta(days=3653)


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
    world.excuse(phone, "the phone's storage was cleared")
    phone.disk, phone.uneven = Disk(phone.disk.epoch), True
    return True


def _old_phone_backup(world: World, phone: Phone) -> bool:
    """The phone goes back to what it held a while ago: old numbers are given out again."""
    snapshot = world.clone_disk(phone)
    for _ in range(2):
        street_life.record_stop(world, phone)
    world.excuse(phone, "the phone was put back", frozenset(snapshot.held))
    phone.disk, phone.uneven = snapshot, True
    return True


def _cloned(world: World, phone: Phone) -> bool:
    """Two phones with one credential and one history, from now on each with its own stops."""
    if len(world.phones) > 4:
        return False
    clone = Phone(phone.enrolled, world.clone_disk(phone), world.chance)
    clone.skew, clone.uneven, phone.uneven = phone.skew, True, True
    clone.let_go, clone.ended = dict(phone.let_go), phone.ended
    world.phones.append(clone)
    street_life.record_stop(world, clone)
    return True


def _clock_years_off(world: World, phone: Phone) -> bool:
    phone.skew = world.chance.choice([YEARS, -YEARS, timedelta(hours=1), -timedelta(minutes=7)])
    phone.disk.offset_ms, phone.measured = None, False
    return True


PHONES: dict[str, Deed] = {
    "killed before saving": _killed_before_save,
    "killed before settling": _killed_before_settling,
    "storage full": _quota_full,
    "storage cleared": _storage_cleared,
    "old phone backup": _old_phone_backup,
    "phone cloned": _cloned,
    "clock years off": _clock_years_off,
}
