"""What the network, proxies and strangers do to a push. Each deed returns the name of what really happened."""

import gzip
import json
from collections.abc import Callable
from functools import cache

from faults import street_life
from faults.phone import Batch, Phone
from faults.server import Answer, Request
from faults.world import PUSH, Late, World

# A phone that was reported lost, or signed off long ago, is heard no further.
_TURNED_AWAY = 403

Deed = Callable[[World, Phone, Batch], bool]


def _good(world: World, phone: Phone, batch: Batch) -> bool:
    world.hear(phone, batch, world.ask(phone, world.request_of(phone, batch)))
    return True


def _gzipped(world: World, phone: Phone, batch: Batch) -> bool:
    request = world.request_of(phone, batch, gzipped=True)
    world.hear(phone, batch, world.ask(phone, request))
    return True


def _sent_twice(world: World, phone: Phone, batch: Batch) -> bool:
    request = world.request_of(phone, batch)
    answers = [world.ask(phone, request), world.ask(phone, request)]
    world.hear(phone, batch, world.chance.choice(answers))
    return True


def _request_lost(world: World, phone: Phone, batch: Batch) -> bool:
    return True


def _answer_lost(world: World, phone: Phone, batch: Batch) -> bool:
    world.ask(phone, world.request_of(phone, batch))
    return True


def _body_cut(world: World, phone: Phone, batch: Batch) -> bool:
    """The connection breaks inside the body: Content-Length promised more."""
    whole = world.request_of(phone, batch, gzipped=world.chance.random() < 0.5)
    assert whole.body is not None
    end = world.chance.randrange(len(whole.body))
    cut = Request(whole.path, whole.token, whole.body[:end], whole.headers, len(whole.body))
    answer = world.ask(phone, cut)
    assert answer is None or answer.status != 200, "half a push was taken for a whole one"
    world.hear(phone, batch, answer)
    return True


def _body_shortened(world: World, phone: Phone, batch: Batch) -> bool:
    """A proxy passes on half and says that this is all."""
    whole = world.request_of(phone, batch, gzipped=world.chance.random() < 0.5)
    assert whole.body is not None
    end = world.chance.randrange(len(whole.body))
    world.hear(
        phone,
        batch,
        world.ask(phone, Request(whole.path, whole.token, whole.body[:end], whole.headers)),
    )
    return True


def _answer_cut(world: World, phone: Phone, batch: Batch) -> bool:
    answer = world.ask(phone, world.request_of(phone, batch))
    if answer is None:
        return False
    end = world.chance.randrange(len(answer.body.rstrip()))
    heard = world.hear(phone, batch, Answer(answer.status, answer.body[:end]))
    assert not heard, "half an answer was taken for a whole one"
    return True


def _portal(status: int, body: bytes) -> Deed:
    def deed(world: World, phone: Phone, batch: Batch) -> bool:
        assert not world.hear(phone, batch, Answer(status, body)), body
        return True

    return deed


def _other_json(world: World, phone: Phone, batch: Batch) -> bool:
    """Valid JSON that is not our answer, some of it much like it."""
    like_ours = {"protocol": 1, "batch_id": "another", "epoch": phone.disk.epoch, "results": []}
    body = json.dumps(world.chance.choice([{}, [], {"ok": True}, {"protocol": 1}, like_ours]))
    assert not world.hear(phone, batch, Answer(200, body.encode()))
    return True


def _old_answer(world: World, phone: Phone, batch: Batch) -> bool:
    """A proxy replays what it answered this phone before."""
    old = world.answers.get(phone.enrolled.token)
    if old is None:
        return False
    world.ask(phone, world.request_of(phone, batch))
    assert not world.hear(phone, batch, old), "an old answer was taken for this one"
    return True


def _answer_late(world: World, phone: Phone, batch: Batch) -> bool:
    answer = world.ask(phone, world.request_of(phone, batch))
    if answer is not None:
        world.late.append(Late(phone, batch, answer))
    return True


def _answers_reordered(world: World, phone: Phone, batch: Batch) -> bool:
    """Two pushes, one after the other; their answers come the other way round."""
    first = world.ask(phone, world.request_of(phone, batch))
    street_life.record_stop(world, phone)
    other = phone.batch([held.op_id for held in phone.unsent()[-2:]], world.now)
    second = world.ask(phone, world.request_of(phone, other))
    world.hear(phone, other, second)
    world.hear(phone, batch, first)
    return first is not None and second is not None


def _two_tabs(world: World, phone: Phone, batch: Batch) -> bool:
    """Two senders at once with the same operations, each with a batch of its own."""
    other = phone.batch(list(batch.op_ids), world.now)
    first = world.ask(phone, world.request_of(phone, batch))
    second = world.ask(phone, world.request_of(phone, other))
    world.hear(phone, other, second)
    world.hear(phone, batch, first)
    return True


def _bomb(world: World, phone: Phone, batch: Batch) -> bool:
    """Far more than a phone may send, well packed; nothing of it is taken in."""
    request = Request(PUSH, phone.enrolled.token, _packed_bomb(), {"Content-Encoding": "gzip"})
    answer = world.ask(phone, request)
    assert answer is not None
    assert answer.status in (413, _TURNED_AWAY), answer.body
    return True


@cache
def _packed_bomb() -> bytes:
    return gzip.compress(b'{"protocol": 1, "batch_id": "b", "ops": [' + b'"",' * 2_000_000)


def _deep(world: World, phone: Phone, batch: Batch) -> bool:
    answer = world.ask(phone, Request(PUSH, phone.enrolled.token, b"[" * 100_000))
    assert answer is not None
    assert answer.status in (400, _TURNED_AWAY), answer.body
    return True


def _replayed(world: World, phone: Phone, batch: Batch) -> bool:
    """Somebody who listened sends an old request once more."""
    if not world.requests:
        return _answer_lost(world, phone, batch)
    owner, request = world.chance.choice(world.requests)
    world.ask(owner, request)
    return True


def _sent_by_another(world: World, phone: Phone, batch: Batch) -> bool:
    """Another phone's credential brings these very operations first."""
    others = [each for each in world.phones if each is not phone and each.in_use]
    other = world.chance.choice(others or [phone])
    world.ask(other, Request(PUSH, other.enrolled.token, batch.body))
    return other is not phone


def _sent_to_another_authority(world: World, phone: Phone, batch: Batch) -> bool:
    """Another authority's credential brings them: there they are of no sweep, here they are unheard of."""
    answer = world.room.ask(Request(PUSH, world.ground.neighbour.token, batch.body))
    if answer is None or answer.status != 200:
        return False
    said = [each["status"] for each in json.loads(answer.body)["results"]]
    kinds = {"accepted", "duplicate", "quarantined", "refused"}
    assert set(said) <= kinds
    return bool(said)


NETWORK: dict[str, Deed] = {
    "a good line": _good,
    "a gzip body": _gzipped,
    "request sent twice": _sent_twice,
    "request lost": _request_lost,
    "answer lost after commit": _answer_lost,
    "request body cut off": _body_cut,
    "request body shortened": _body_shortened,
    "answer cut mid-JSON": _answer_cut,
    "captive portal: 200 HTML": _portal(200, b"<html>Welcome to the cafe</html>"),
    "captive portal: 302": _portal(302, b""),
    "captive portal: 511": _portal(511, b"<html>Sign in</html>"),
    "empty 204": _portal(204, b""),
    "other JSON": _other_json,
    "an old answer replayed": _old_answer,
    "answer late": _answer_late,
    "answers reordered": _answers_reordered,
    "two tabs": _two_tabs,
    "gzip bomb": _bomb,
    "JSON 100 000 deep": _deep,
    "an old request replayed": _replayed,
    "sent by another phone first": _sent_by_another,
    "sent to another authority": _sent_to_another_authority,
}
