"""A push cut off at every byte of its way there and of its way back: nothing is lost, nothing is doubled.

    .venv/bin/pytest tests/drills/test_every_byte.py -m "browser and not torture"     a sample of the bytes
    .venv/bin/pytest tests/drills/test_every_byte.py -m torture                       every one

`SWEEP_DRILL_BYTES` sets how many bytes of each way a sample has, `SWEEP_DRILL_STOPS` how many stops lose their first
answer. What is cut off leaves its stop waiting, so one stop suffers every byte of a request, another of an answer.
"""

import random

import pytest

from drills.chance import Note, chances, short_and_long
from drills.spoiling import cut_answer, cut_request
from drills.street import Street

ALL = 1_000_000


def sample(length: int, how_many: int, chance: random.Random) -> list[int]:
    """Byte numbers from 0 to `length`, evenly apart from a random one on; all of them where so many are asked for."""
    step = max(1, (length + 1) // how_many)
    start = chance.randrange(step)
    return list(range(start, length + 1, step))


@pytest.fixture
def lengths(street: Street) -> tuple[int, int]:
    """How many bytes a push of one stop has, and its answer, on this very street."""
    street.record()
    street.thumb.all_is_sent()
    return len(street.proxy.last_request), len(street.proxy.last_answer)


@short_and_long("SWEEP_DRILL_BYTES", 30, ALL)
def test_a_request_cut_off_at_any_byte_leaves_its_stop_waiting_and_sent_once_at_last(
    street: Street, lengths: tuple[int, int], how_many: int, record_property: Note
) -> None:
    places = sample(lengths[0], how_many, chances(record_property))
    street.suffer(*map(cut_request, places))
    street.all_arrives_once()
    assert street.proxy.did["cut_in_request"] == len(places)
    record_property("bytes of a request at which it was cut", len(places))


@short_and_long("SWEEP_DRILL_BYTES", 15, ALL)
def test_an_answer_cut_off_at_any_byte_settles_nothing_and_is_given_again(
    street: Street, lengths: tuple[int, int], how_many: int, record_property: Note
) -> None:
    # From the second on the answer says `duplicate`, a letter more than `accepted`.
    places = sample(lengths[1], how_many, chances(record_property))
    ways = [cut_answer(place, politely=end) for place in places for end in (False, True)]
    street.suffer(*ways)
    street.all_arrives_once()
    assert street.proxy.did["cut_in_answer"] == len(ways)
    record_property("bytes of an answer at which it was cut, by a reset and by an end", len(places))


@short_and_long("SWEEP_DRILL_STOPS", 5, 100)
def test_a_first_answer_cut_off_at_any_byte_leaves_its_stop_counted_once(
    street: Street, lengths: tuple[int, int], how_many: int, record_property: Note
) -> None:
    places = sample(lengths[1] - 1, how_many, chances(record_property))
    for place in places:
        street.suffer(cut_answer(place))
        street.thumb.all_is_sent()
    street.all_arrives_once()
    assert street.proxy.did["cut_in_answer"] == len(places)
    record_property("stops whose first answer was cut", len(places))
