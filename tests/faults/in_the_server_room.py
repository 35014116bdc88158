"""What happens to the server: restarts, kills, faults of its disk and database, backups and restores."""

from datetime import timedelta

from faults import checks, street_life
from faults.phone import Phone
from faults.server import OUR_MISTAKE
from faults.world import Deed, World


def _restarted(world: World, phone: Phone) -> bool:
    world.room.restart()
    return True


def _trapped(what: str) -> Deed:
    """The push meets its end at any one of the statements that it is made of."""

    def deed(world: World, phone: Phone) -> bool:
        street_life.record_stop(world, phone)
        op_ids = [held.op_id for held in phone.unsent()[-20:]]
        batch = phone.batch(op_ids, world.now)
        request = world.request_of(phone, batch)
        answer, sprung = world.room.spring(world.chance.randint(1, 12), what, request)
        world.watch(answer)
        if sprung and answer is not None:
            assert answer.status in (200, 500, 503), answer.body
            retry = answer.status != 503 or b"database_away" in answer.body
            assert retry, answer.body
        world.mistakes += sprung and what == OUR_MISTAKE
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
    """Work goes on after the backup; then the disk is lost."""
    newest = world.newest_verified()
    if newest is None:
        world.copy(verified=True)
        checks.contact(world, phone)
    world.put_back(newest or world.copies[-1])
    return True


def _old_copy_restored(world: World, phone: Phone) -> bool:
    """Failover to a replica that missed the last commits, or a backup that is not the newest."""
    if not world.copies:
        world.copy(verified=False)
        checks.contact(world, phone)
    world.put_back(world.chance.choice(world.copies))
    return True


def _server_clock_steps(world: World, phone: Phone) -> bool:
    world.set_server_clock(world.now + world.chance.choice([-1, 1]) * timedelta(hours=1))
    return True


SERVER: dict[str, Deed] = {
    "server restarted": _restarted,
    "killed inside a transaction": _trapped("killed"),
    "killed at commit": _killed_at_commit,
    "killed between commit and answer": _killed_after_commit,
    "database locked": _trapped("database is locked"),
    "disk full": _trapped("database or disk is full"),
    "write error": _trapped("disk I/O error"),
    "a mistake in our own code": _trapped(OUR_MISTAKE),
    "backup": _backed_up,
    "replica lags": _replica_lags,
    "newest backup restored": _backup_restored,
    "older copy restored": _old_copy_restored,
    "server's clock steps": _server_clock_steps,
}
