"""What the person running the tests asked to leave out, and the rule that nothing else may be."""

from collections.abc import Iterator

import pytest

from rig.programs import WITHOUT, left_out

_skipped: list[str] = []


def skip_if_left_out(name: str) -> None:
    """Skip the present test when `SWEEP_TEST_WITHOUT` names `name`; otherwise its need must be met."""
    if name in left_out():
        pytest.skip(f"{WITHOUT} names {name}")


@pytest.hookimpl(tryfirst=True)  # before -m chooses among them
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that uses a browser or PostgreSQL carries the marker, whether its author remembered or not."""
    for item in items:
        asked_for = set(getattr(item, "fixturenames", ()))
        if asked_for & {"playwright", "firefox_phone", "webkit_phone"}:
            item.add_marker("browser")
        if asked_for & {"postgresql_url", "postgres_server"}:
            item.add_marker("postgresql")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        _note(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped:
        _note(report)


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    if _skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in _skipped:
        terminalreporter.write_line(f"SKIPPED UNASKED, which fails the run: {line}", red=True)


def _note(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
    if f"{WITHOUT} names" not in reason:
        _skipped.append(f"{report.nodeid}: {reason}")
