"""I13: a cursor skips nothing while others write at the same time; a naive one, in the same test, does."""

import itertools
import random
import threading
import time
from collections.abc import Iterator

import pytest
from flask import Flask

from rig.street import Desk, PretendPhone, in_process, record_id
from sweep.access.revs import Revs
from sweep.sync import push as pushing

WRITERS = 6
PUSHES = 8


class NaiveRevs(Revs):
    """Numbers as a sequence gives them out: when asked for, without holding anybody else up."""

    reserved = threading.local()

    def __init__(self, authority_id: int) -> None:
        super().__init__(authority_id)
        self._own = iter(NaiveRevs.reserved.numbers)

    def next(self) -> int:
        number = next(self._own)
        self._row.rev = max(self._row.rev, number)
        return number


@pytest.fixture
def naive(monkeypatch: pytest.MonkeyPatch) -> None:
    """The push draws its numbers before its transaction begins, and takes a while to get there."""
    numbers = itertools.count(1_000)
    real, lock = pushing.incoming, threading.Lock()

    def incoming(text: str):
        with lock:
            NaiveRevs.reserved.numbers = [next(numbers) for _ in range(3)]
        time.sleep(random.random() / 25)
        return real(text)

    monkeypatch.setattr(pushing, "incoming", incoming)
    monkeypatch.setattr(pushing, "Revs", NaiveRevs)


def skipped(app: Flask, phone: PretendPhone) -> set[str]:
    """The stops that a phone, pulling all the while, never heard of though many wrote at once."""
    made = [[phone.stop() for _ in range(PUSHES)] for _ in range(WRITERS)]
    told: set[str] = set()
    writers = [threading.Thread(target=_write, args=(app, phone, texts)) for texts in made]
    for writer in writers:
        writer.start()
    cursor = ""
    while any(writer.is_alive() for writer in writers):
        cursor = _pull(app, phone, cursor, told)
    for writer in writers:
        writer.join()
    _pull(app, phone, cursor, told)
    return {record_id(text) for texts in made for text in texts} - told


def _write(app: Flask, phone: PretendPhone, texts: list[str]) -> None:
    own = PretendPhone(in_process(app), phone.token, phone.officer_id, phone.sweep_id)
    for text in texts:
        own.push(text)


def _pull(app: Flask, phone: PretendPhone, cursor: str, told: set[str]) -> str:
    own = PretendPhone(in_process(app), phone.token, phone.officer_id, phone.sweep_id)
    page = own.pull(cursor)
    told |= {change["id"] for change in page["changes"] if change["type"] == "stop"}
    return str(page["cursor"])


@pytest.fixture
def tidy(app: Flask) -> Iterator[None]:
    """Connections of threads that have ended are given back before the database goes."""
    yield
    with app.app_context():
        from sweep.db import db

        db.engine.dispose()


def test_a_cursor_skips_nothing_while_many_write(
    app: Flask, desk: Desk, phone: PretendPhone, tidy: None
) -> None:
    assert skipped(app, phone) == set()


def test_a_naive_cursor_skips_in_the_same_test(
    app: Flask, desk: Desk, phone: PretendPhone, tidy: None, naive: None
) -> None:
    assert skipped(app, phone), "a sequence would do as well, or this test can't tell"
