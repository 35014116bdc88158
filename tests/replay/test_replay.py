"""`sweep replay` through real gunicorn: what the server counts is what the file holds."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from replay.files import REAL, SMALL_QUALIFY, SMALL_TOTAL, counted_apart, write_small
from rig.databases import ROOT
from rig.server import LiveServer

# What these show lies in the command, not in the database.
on_sqlite_alone = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SWEEP = Path(sys.executable).with_name("sweep")


def sweep(environ: dict[str, str], *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SWEEP, *words],
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", os.defpath), **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def replayed(environ: dict[str, str], *words: str | Path) -> dict[str, Any]:
    done = sweep(environ, "replay", "--json", *words)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def winter_files(folder: Path) -> list[Path]:
    """Real files of two forces, one of them without any places; the invented one where they are not here."""
    real = [
        REAL / "2020-01-durham-stop-and-search.csv",
        REAL / "2020-02-south-yorkshire-stop-and-search.csv",
    ]
    return real if all(path.is_file() for path in real) else [write_small(folder)]


def test_the_servers_count_equals_the_small_files_however_often_it_is_replayed(
    environ: dict[str, str], tmp_path: Path
) -> None:
    path = write_small(tmp_path)
    first = replayed(environ, path)
    assert first["equal"] is True
    assert first["rows"] == SMALL_TOTAL
    assert first["rows_skipped"] == 7
    assert first["rows_that_qualify"] == first["stopped"] == SMALL_QUALIFY
    assert first["officer_minutes"] > 0
    again = sweep(environ, "replay", path)
    assert again.returncode == 0, again.stderr
    figures = (
        f"{first['stopped']} stopped, {first['truanting']} truanting, {first['officer_hours']}"
    )
    assert f"On the server: {figures} officer-hours" in again.stdout
    assert "The server's count equals the file's." in again.stdout
    assert "Police searches are not truancy stops." in again.stdout
    assert "Replay: Durham, 6 January 2020 (findings invented)" in again.stdout
    assert "line 19: skipped. The date is missing." in again.stderr


def test_the_servers_count_equals_that_of_real_files_where_they_lie_beside_the_project(
    environ: dict[str, str], tmp_path: Path
) -> None:
    files = winter_files(tmp_path)
    answer = replayed(environ, *files)
    assert answer["equal"] is True
    for path, found in zip(files, answer["files"], strict=True):
        assert found["stopped"] == found["rows_that_qualify"]
        if path.parent == REAL:
            assert found["stopped"] == counted_apart(path)


@on_sqlite_alone
def test_a_running_server_elsewhere_is_used_by_address_and_token(
    environ: dict[str, str], live_server: LiveServer, tmp_path: Path
) -> None:
    sweep(environ, "add-authority", "E06000047", "--name", "County Durham")
    added = ("add-user", "jo@durham.example", "--authority", "E06000047", "--role", "coordinator")
    assert sweep(environ, *added).returncode == 0
    token = json.loads(sweep(environ, "token", "--json", "jo@durham.example").stdout)["token"]
    where = ("--url", live_server.origin, "--token", token, "--phones", "3", "--seed", "7")
    answer = replayed(
        {**environ, "DATABASE_URL": "sqlite:////nowhere"}, *where, write_small(tmp_path)
    )
    assert answer["stopped"] == SMALL_QUALIFY
    assert all("(findings invented, seed 7, phones 3)" in each["title"] for each in sweeps(answer))


def sweeps(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for file in answer["files"] for each in file["sweeps"]]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--url", "http://127.0.0.1:9"), "--url and --token go together."),
        (("--token", "x"), "--url and --token go together."),
        (("--url", "http://127.0.0.1:9", "--token", "x", "--authority", "E06000047"), "leave --authority out"),
    ],
)  # fmt: skip
def test_options_that_do_not_go_together_are_refused(
    tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = sweep({"SWEEP_INSTANCE": str(tmp_path)}, "replay", *words, write_small(tmp_path))
    assert done.returncode == 2
    assert sentence in done.stderr


@on_sqlite_alone
def test_a_file_of_an_unknown_force_needs_an_authority(
    environ: dict[str, str], tmp_path: Path
) -> None:
    path = write_small(tmp_path).rename(tmp_path / "mine.csv")
    done = sweep(environ, "replay", path)
    assert done.returncode == 1
    assert "--authority CODE" in done.stderr
    assert replayed(environ, "--authority", "E06000047", path)["stopped"] == SMALL_QUALIFY


def test_a_database_without_tables_is_named_before_anything_is_sent(tmp_path: Path) -> None:
    done = sweep({"SWEEP_INSTANCE": str(tmp_path)}, "replay", write_small(tmp_path))
    assert done.returncode == 1
    assert "sweep db upgrade" in done.stderr
    assert "Traceback" not in done.stderr
