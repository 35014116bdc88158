"""What the other tests stand on does what it promises them."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import text

from rig.asked import skip_if_left_out
from rig.postgres import PostgresServer
from rig.server import LiveServer
from sweep.db import db


def connect(server: PostgresServer, database: str) -> psycopg.Connection:
    address = server.address(database).replace("postgresql+psycopg", "postgresql")
    return psycopg.connect(address, autocommit=True)


def test_a_committed_row_outlives_a_crash_of_the_database(postgres_server: PostgresServer) -> None:
    postgres_server.create_database("crash")
    with connect(postgres_server, "crash") as connection:
        connection.execute("CREATE TABLE stop AS SELECT 1 AS id")
    postgres_server.restart()
    with connect(postgres_server, "crash") as connection:
        assert connection.execute("SELECT id FROM stop").fetchone() == (1,)
    postgres_server.drop_database("crash")


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_a_database_of_its_own(app: Flask, turn: int) -> None:
    with app.app_context():
        db.session.execute(text(f"CREATE TABLE left_by_{turn} (id integer)"))
        db.session.commit()
        with pytest.raises(Exception, match=f"left_by_{3 - turn}"):
            db.session.execute(text(f"SELECT id FROM left_by_{3 - turn}"))


def test_the_real_server_comes_back_after_kill_9_on_the_same_address(
    live_server: LiveServer,
) -> None:
    live_server.kill()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{live_server.origin}/healthz")
    live_server.start()
    with urllib.request.urlopen(f"{live_server.origin}/healthz") as answer:
        assert answer.status == 200


@pytest.mark.postgresql
def test_killed_tests_leave_no_server_behind() -> None:
    skip_if_left_out("postgresql")
    text = (
        "from rig.postgres import PostgresServer; print(PostgresServer().port, flush=True); input()"
    )
    tests = subprocess.Popen(
        [sys.executable, "-c", text],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with tests:
        assert tests.stdout is not None
        port = int(tests.stdout.readline())
        assert _listens(port)
        tests.kill()
    # The clean-up is another process's, and comes in its own time.
    assert any(not _listens(port) or time.sleep(0.05) for _ in range(1200))


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0
