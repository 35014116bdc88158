"""Fixtures every test may ask for are made in tests/rig; here is only what holds for the whole run."""

import gc
import os

import hypothesis
import pytest

from rig.memory import run_folder

# Each after those it stands on, so that pytest can rewrite their assertions.
pytest_plugins = [
    "rig.asked",
    "rig.chromium",
    "rig.databases",
    "rig.figures",
    "rig.application",
    "rig.street",
    "rig.pages",
    "rig.seat",
    "rig.webdriver",
    "rig.glass",
    "rig.engines",
]

# A slow machine is no wrong answer, and a failure must be found again from what it printed.
hypothesis.settings.register_profile("sweep", deadline=None, print_blob=True)
hypothesis.settings.load_profile("sweep")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """`tmp_path` lies in the run's own folder, in memory where there is plenty: each fsync of a journal is felt."""
    config.option.basetemp = config.option.basetemp or str(run_folder() / "tests")


def pytest_collection_finish() -> None:
    """What is imported by now stays to the end; collecting garbage would look through it again and again."""
    gc.collect()
    gc.freeze()
    # A tenth of the time of a schedule of faults otherwise goes into looking for what isn't there.
    gc.set_threshold(100_000, 50, 100)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each process begins with one of the few tests that take minutes, so that none is left alone with it at the end.

    `--dist worksteal` deals the list out in equal runs of neighbours, one to each process.
    """
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    longest = [item for item in items if item.get_closest_marker("faults")]
    items[:] = [item for item in items if item not in longest]
    whole = len(items) + len(longest)
    # PostgreSQL's takes twice as long as SQLite's, and the first process is never the one that is given less.
    for turn, item in enumerate(sorted(longest, key=lambda item: "postgresql" not in item.name)):
        items.insert(turn % processes * whole // processes, item)
