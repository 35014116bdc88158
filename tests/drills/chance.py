"""How often a drill does what it does, and the chances it takes, so that both can be repeated."""

import os
import random
from collections.abc import Callable

import pytest

Note = Callable[[str, object], None]


def short_and_long(variable: str, short: int, long: int) -> pytest.MarkDecorator:
    """Runs a test with `how_many` twice: `short` in every run, `long` under torture. `variable` sets either."""
    said = os.environ.get(variable)
    return pytest.mark.parametrize(
        "how_many",
        [
            pytest.param(int(said or short), id="short"),
            pytest.param(int(said or long), id="long", marks=pytest.mark.torture),
        ],
    )


def chances(note: Note) -> random.Random:
    """Chances from `SWEEP_DRILL_SEED`, or from a seed that is noted with the run."""
    seed = int(os.environ.get("SWEEP_DRILL_SEED") or random.SystemRandom().getrandbits(32))
    note("SWEEP_DRILL_SEED", seed)
    return random.Random(seed)
