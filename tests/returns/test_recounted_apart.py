"""Every number of a summary, recounted from a file that anyone can download, by SQL written from the rules.

An invented file with every oddity and, where it lies here, a real month's busiest day are replayed and some schools
answer. Nothing of our own arithmetic takes part. `tests/recounted` does the same with all files.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import make_server

from recounted.held import Server
from replay.files import REAL, write_small
from sweep.replay.days import Making
from sweep.replay.forces import AUTHORITIES, force_of, spoken
from sweep.replay.rows import read_rows
from sweep.replay.run import Target, replay_file


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is shown lies in the arithmetic, not in the database."""
    return sqlite_url


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The invented file, and the day with the most children of a real month where that lies here."""
    folder = tmp_path / "files"
    folder.mkdir()
    found, real = (
        [write_small(folder, broken=False)],
        REAL / "2020-01-south-yorkshire-stop-and-search.csv",
    )
    if real.is_file():
        head, *lines = real.read_text("utf-8").splitlines(keepends=True)
        # Only children stopped in school hours become stops.
        days = Counter(row.day.isoformat() for row in read_rows(real).qualifying)
        ((day, _),) = days.most_common(1)
        found.append(folder / real.name)
        found[-1].write_text(
            head + "".join(line for line in lines if line.split(",")[1][:10] == day)
        )
    return found


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The application behind a real socket, in this process: to start gunicorn takes longer than all the rest."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def replayed(app: Flask, address: str, files: list[Path]) -> Server:
    """A server with the files and some schools' answers."""
    server = Server.of(app, files[0].parent)
    for file in files:
        force = force_of(file) or ""
        token = server.desks[AUTHORITIES[force].new_la_code].token
        to = Target(address, token, spoken(force))
        assert replay_file(file, read_rows(file), to, Making(), lambda _: lambda _: None).equal
    assert server.let_schools_answer(files[0].parent) > 1
    return server


def test_every_number_is_that_of_the_files(replayed: Server, files: list[Path]) -> None:
    folder = files[0].parent
    held = replayed.hold(folder)
    assert held.stops > len(files)
    assert held.differences == []
    # A row that says something else is found: the first girl in school hours was a boy.
    first = files[0]
    first.write_text(first.read_text("utf-8").replace(",Female,", ",Male,", 1), "utf-8")
    assert replayed.hold(folder).differences != []
