"""A machine without Chromium or PostgreSQL is told the line that installs them; nothing is left out in silence."""

import os
from pathlib import Path

import pytest

import machine
from steps import Trouble


@pytest.fixture
def no_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with PostgreSQL and without a browser, where we are not root."""
    browser = machine.Need("browser", "chromium", lambda: None)
    database = machine.Need("postgresql", "postgresql", lambda: Path("/usr/bin"))
    monkeypatch.setattr(machine, "NEEDS", (browser, database))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.delenv("SWEEP_TEST_WITHOUT", raising=False)


@pytest.mark.usefixtures("no_chromium")
def test_the_line_that_installs_what_is_missing_is_named() -> None:
    with pytest.raises(Trouble, match=r"as root: apt-get install --yes chromium$"):
        machine.provide_needs()


@pytest.mark.usefixtures("no_chromium")
def test_the_way_to_do_without_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Trouble):
        machine.provide_needs()
    assert "SWEEP_TEST_WITHOUT=browser make test" in capsys.readouterr().out


@pytest.mark.usefixtures("no_chromium")
def test_what_was_asked_to_be_left_out_is_not_missed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SWEEP_TEST_WITHOUT", "browser")
    machine.provide_needs()
    machine.say_left_out()
    assert "Left out because SWEEP_TEST_WITHOUT asks for it: browser." in capsys.readouterr().out


def test_the_small_disk_that_only_root_may_mount_may_be_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SWEEP_TEST_WITHOUT", "tmpfs")
    assert machine.left_out() == {"tmpfs"}
    monkeypatch.setenv("SWEEP_TEST_WITHOUT", "sundries")
    with pytest.raises(Trouble, match="not sundries"):
        machine.left_out()
