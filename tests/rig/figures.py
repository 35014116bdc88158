"""What a test counted (`record_property`), printed at the end of the run, also where several processes ran it."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            if report.when != "call" or not report.user_properties:
                continue
            terminalreporter.section(f"counted by {report.nodeid.rpartition('::')[2]}", sep="-")
            for name, value in report.user_properties:
                terminalreporter.write_line(f"{value!s:>12}  {name}")
