"""One integer formula rounds everything, in both languages."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rig.truths import truths
from sweep.core.tally import decimal_text, hours_text, percent_text, round_half_up


@pytest.mark.parametrize("case", truths("rounding"), ids=lambda case: str(case["text"]))
def test_a_ratio_is_rounded_half_up(case: dict) -> None:
    assert round_half_up(case["numerator"], case["denominator"], case["decimals"]) == case["text"]


@given(st.integers(0, 10**9), st.integers(1, 10**6), st.integers(0, 4))
def test_rounding_is_off_by_half_a_digit_at_most(part: int, whole: int, decimals: int) -> None:
    error = Fraction(round_half_up(part, whole, decimals)) - Fraction(part, whole)
    half = Fraction(1, 2 * 10**decimals)
    assert -half < error <= half


@pytest.mark.parametrize(
    ("part", "whole", "decimals"), [(-1, 2, 0), (1, 0, 0), (1, -2, 0), (1, 2, -1)]
)
def test_what_the_formula_cannot_do_is_refused(part: int, whole: int, decimals: int) -> None:
    with pytest.raises(ValueError, match="round_half_up needs"):
        round_half_up(part, whole, decimals)


def test_a_percentage_of_nobody_is_not_applicable() -> None:
    assert percent_text(0, 0) is None
    assert percent_text(3, 8) == "37.5"


def test_minutes_are_summed_before_they_are_rounded_to_hours() -> None:
    assert hours_text(200 + 200) == "6.7"
    assert hours_text(0) == "0.0"


def test_a_limit_is_rounded_by_the_floor_of_a_half_more() -> None:
    assert decimal_text(0.16395, 2) == "0.16"
    assert decimal_text(1.125, 2) == "1.13"
    assert decimal_text(3.0, 0) == "3"
