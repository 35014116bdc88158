"""The intervals of `tests/cases/intervals.json`, which the phone works out without a library, are SciPy's."""

import json
from pathlib import Path
from typing import Any

import pytest
from scipy.stats import chi2

from sweep.core.rates import Groups, Rate
from sweep.returns.intervals import gamma_quantile
from sweep.returns.sentence import TOO_FEW_MINUTES

CASES = json.loads((Path(__file__).parents[1] / "cases" / "intervals.json").read_text())


@pytest.mark.parametrize("case", CASES["limits"], ids=lambda case: str(case["events"]))
def test_limits_are_the_quantiles_of_chi_squared(case: dict[str, float]) -> None:
    events = case["events"]
    low = chi2.ppf(0.025, 2 * events) / 2 if events else 0
    assert case["low"] == pytest.approx(low, rel=1e-9)
    assert case["high"] == pytest.approx(chi2.ppf(0.975, 2 * events + 2) / 2, rel=1e-9)


@pytest.mark.parametrize("case", CASES["yields"], ids=lambda case: case["name"])
def test_the_phones_yield_is_the_servers(case: dict[str, Any]) -> None:
    rate = Rate(Groups.of(case["groups"]), case["minutes"])
    if case["minutes"] < TOO_FEW_MINUTES:
        assert case["one"] is case["two"] is None
        return
    interval = rate.interval(gamma_quantile)
    assert interval is not None
    assert case["one"] == [rate.text(1), *interval.texts(1)]
    assert case["two"] == [rate.text(2), *interval.texts(2)]
