"""A machine without a browser or PostgreSQL is told the line that installs them; nothing is left out in silence."""

import os
from pathlib import Path

import pytest

import machine
from rig import programs
from steps import Trouble


@pytest.fixture
def no_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with PostgreSQL and without a browser, where we are not root."""
    browser = machine.Need("browser", ("chromium",), lambda: None)
    database = machine.Need("postgresql", ("postgresql",), lambda: Path("/usr/bin"))
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


def test_an_engine_that_takes_several_packages_is_named_with_all_of_them(
    monkeypatch: pytest.MonkeyPatch, no_chromium: None
) -> None:
    engine = machine.Need("webkit", ("webkit2gtk-driver", "xvfb"), lambda: None)
    monkeypatch.setattr(machine, "NEEDS", (engine,))
    with pytest.raises(Trouble, match=r"apt-get install --yes webkit2gtk-driver xvfb$"):
        machine.provide_needs()


@pytest.mark.parametrize("missing", ["WebKitWebDriver", "Xvfb"])
def test_webkit_is_there_only_with_its_driver_and_a_display(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setattr(programs.shutil, "which", lambda name: None if name == missing else name)
    monkeypatch.setattr(programs, "SYSTEM_PYTHON", "/bin/true")
    assert programs.webkit() is None


def test_webkit_is_there_only_where_the_systems_python_can_show_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(programs.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(programs, "SYSTEM_PYTHON", "/bin/true")
    assert programs.webkit() == Path("/usr/bin/WebKitWebDriver")
    for without in ("/bin/false", "/no/python3"):
        monkeypatch.setattr(programs, "SYSTEM_PYTHON", without)
        assert programs.webkit() is None


def test_the_small_disk_that_only_root_may_mount_may_be_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SWEEP_TEST_WITHOUT", "tmpfs")
    assert machine.left_out() == {"tmpfs"}
    monkeypatch.setenv("SWEEP_TEST_WITHOUT", "sundries")
    with pytest.raises(Trouble, match="not sundries"):
        machine.left_out()
