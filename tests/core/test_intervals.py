"""Intervals of yields, their coverage, and when one yield may be called higher than another."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2

from sweep.core.tally import Groups, Interval, Rate, yield_interval
from sweep.returns.intervals import compare, gamma_quantile


def alone(children: int, hours: float) -> Rate:
    return Rate(Groups.of([1] * children), int(hours * 60))


def test_a_minute_is_time_enough_to_divide_by_and_none_is_not() -> None:
    one, none = Rate(Groups.of([1]), 1), Rate(Groups.of([1]), 0)
    assert (one.text(), one.minutes_each()) == ("60.00", "1")
    assert (none.text(), none.minutes_each()) == (None, None)


@given(st.integers(0, 400), st.integers(1, 20_000))
def test_children_met_alone_get_garwoods_own_interval(children: int, minutes: int) -> None:
    interval = yield_interval(children, minutes, 1.0, gamma_quantile)
    assert interval is not None
    low = chi2.ppf(0.025, 2 * children) / 2 if children else 0
    high = chi2.ppf(0.975, 2 * children + 2) / 2
    assert interval.low * minutes / 60 == pytest.approx(low, rel=1e-6)
    assert interval.high * minutes / 60 == pytest.approx(high, rel=1e-6)


def test_none_found_in_22_and_a_half_hours_is_at_most_0_16_an_hour() -> None:
    nothing = alone(0, 22.5)
    interval = nothing.interval(gamma_quantile)
    assert interval is not None
    assert interval.texts() == ("0.00", "0.16")
    assert nothing.minutes_each() is None
    turned = nothing.minutes_interval(gamma_quantile)
    assert turned is not None
    assert turned.texts(0) == ("366", None)


def test_minutes_for_one_child_have_the_same_interval_turned_over() -> None:
    interval = alone(9, 12).minutes_interval(gamma_quantile)
    assert interval is not None
    assert interval.texts(0) == ("42", "175")


def test_no_time_gives_no_interval() -> None:
    assert alone(0, 0).interval(gamma_quantile) is None
    assert alone(3, 0).minutes_interval(gamma_quantile) is None


def test_groups_widen_the_interval_but_not_the_yield() -> None:
    together, apart = Rate(Groups.of([4, 4, 1]), 720), alone(9, 12)
    wide, narrow = together.interval(gamma_quantile), apart.interval(gamma_quantile)
    assert together.text() == apart.text() == "0.75"
    assert wide is not None
    assert narrow is not None
    assert wide.low < narrow.low < narrow.high < wide.high


def test_phi_is_one_when_nobody_was_counted_or_everyone_was_alone() -> None:
    assert Groups().phi == Groups.of([0, 0]).phi == Groups.of([1, 1, 1]).phi == 1
    assert Groups.of([4, 4, 1]).phi == pytest.approx(33 / 9)


@given(st.lists(st.integers(1, 6), max_size=40), st.integers(1, 5_000))
def test_the_yield_always_lies_inside_its_interval(sizes: list[int], minutes: int) -> None:
    rate = Rate(Groups.of(sizes), minutes)
    interval = rate.interval(gamma_quantile)
    assert interval is not None
    assert interval.low <= 60 * rate.children / minutes <= interval.high


def coverage(truanting: float, encounters: int, draws: int) -> tuple[float, float]:
    """Share of simulated sweeps whose plain, and whose own, interval holds the true rate.

    Groups of one to four, each size equally likely; each child truanting by chance.
    """
    chance = numpy.random.default_rng(2026)
    minutes, true_rate = 600, encounters * 2.5 * truanting / 10
    held = numpy.zeros(2)
    for _ in range(draws):
        sizes = chance.integers(1, 5, size=chance.poisson(encounters))
        groups = Groups.of(map(int, chance.binomial(sizes, truanting)))
        for which, phi in enumerate((1.0, groups.phi)):
            interval = yield_interval(groups.children, minutes, phi, gamma_quantile)
            held[which] += _holds(interval, true_rate)
    plain, own = held / draws
    return float(plain), float(own)


def _holds(interval: Interval | None, rate: float) -> bool:
    assert interval is not None
    assert interval.high is not None
    return interval.low <= rate <= interval.high


def test_truanting_in_groups_is_covered_by_our_interval_and_not_by_the_plain_one() -> None:
    plain, own = coverage(truanting=0.5, encounters=30, draws=4_000)
    assert 0.83 <= plain <= 0.87
    assert 0.94 <= own <= 0.96


def test_all_stopped_in_groups_are_covered_where_the_plain_interval_does_still_worse() -> None:
    plain, own = coverage(truanting=1.0, encounters=30, draws=4_000)
    assert plain < 0.80
    assert 0.94 <= own <= 0.96


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 40), st.integers(1, 40))
def test_the_comparison_of_children_met_alone_is_the_exact_binomial_test(
    first: int, second: int, hours_first: int, hours_second: int
) -> None:
    comparison = compare(alone(first, hours_first), alone(second, hours_second))
    trials, share = first + second, hours_first / (hours_first + hours_second)
    tails = [
        binomtest(first, trials, share, alternative=side).pvalue if trials else 1.0
        for side in ("less", "greater")
    ]
    assert comparison.p_value == pytest.approx(min(1.0, 2 * min(tails)), rel=1e-9)


def test_a_plain_difference_is_called_higher_and_from_the_other_side_lower() -> None:
    many, few = alone(40, 10), alone(10, 10)
    assert compare(many, few).verdict == "higher"
    assert compare(few, many).verdict == "lower"
    assert compare(few, many).p_value == pytest.approx(compare(many, few).p_value)


def test_a_small_difference_is_too_close_to_tell() -> None:
    assert compare(alone(9, 12), alone(6, 12)).verdict == "too_close_to_tell"
    assert compare(alone(0, 5), alone(0, 5)).verdict == "too_close_to_tell"


def test_the_same_difference_made_by_a_few_groups_is_too_close_to_tell() -> None:
    singly = compare(alone(24, 10), alone(8, 10))
    in_groups = compare(Rate(Groups.of([4] * 6), 600), Rate(Groups.of([4] * 2), 600))
    assert singly.verdict == "higher"
    assert in_groups.verdict == "too_close_to_tell"


def test_a_sweep_without_hours_cannot_be_compared() -> None:
    comparison = compare(alone(3, 0), alone(3, 5))
    assert (comparison.verdict, comparison.p_value) == ("no_hours", None)


def test_equal_yields_are_called_different_in_at_most_one_sweep_of_twenty() -> None:
    chance = numpy.random.default_rng(2027)

    def sweep(encounters: float, minutes: int) -> Rate:
        sizes = chance.integers(1, 5, size=chance.poisson(encounters))
        return Rate(Groups.of(map(int, sizes)), minutes)

    verdicts = [compare(sweep(30, 600), sweep(20, 400)).verdict for _ in range(2_000)]
    assert sum(verdict != "too_close_to_tell" for verdict in verdicts) / 2_000 < 0.055
