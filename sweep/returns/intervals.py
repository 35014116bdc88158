"""The numerical functions that `core` may not import, and the comparison of two yields.

SciPy's regularised incomplete gamma and beta functions take fractional counts, which is what
dividing by φ gives, and need no iteration of ours.
"""

from dataclasses import dataclass
from typing import Literal

from scipy.special import betainc, betaincinv, gammaincinv

from sweep.core.rates import Rate

Verdict = Literal["higher", "lower", "too_close_to_tell", "no_hours"]

# Said of two yields only below this chance of so large a difference between equal ones.
CERTAIN_ENOUGH = 0.05


def gamma_quantile(shape: float, probability: float) -> float:
    """Quantile of the gamma distribution with scale 1, for `core.rates.yield_interval`."""
    return float(gammaincinv(shape, probability))


def beta_quantile(a: float, b: float, probability: float) -> float:
    """Quantile of the beta distribution, for `core.shares`."""
    return float(betaincinv(a, b, probability))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether the first yield is higher or lower than the second, and how sure that is.

    `p_value` is None where one of them has no hours, because then there is nothing to compare.
    """

    verdict: Verdict
    p_value: float | None


def compare(one: Rate, other: Rate) -> Comparison:
    """Two rates of independent encounters, by the conditional exact binomial test.

    Given all children counted, the first one's share is binomial with the share of time spent
    there, if both rates are equal (Przyborowski and Wilenski 1940). Children met together are
    allowed for as in the interval: counts are divided by one φ = Σg² / Σg over the encounters of
    both, and the tails are taken from the incomplete beta function, which accepts the fractions
    that gives. Two-sided by doubling the smaller tail. With φ = 1 it is the plain exact test.
    """
    if one.minutes <= 0 or other.minutes <= 0:
        return Comparison("no_hours", None)
    both = one + other
    share = one.minutes / both.minutes
    p_value = _two_sided(one.children / both.groups.phi, both.children / both.groups.phi, share)
    if p_value >= CERTAIN_ENOUGH:
        return Comparison("too_close_to_tell", p_value)
    # Cross-multiplied, so that equal rates can't differ by a rounding.
    is_higher = one.children * other.minutes > other.children * one.minutes
    return Comparison("higher" if is_higher else "lower", p_value)


def _two_sided(successes: float, trials: float, share: float) -> float:
    failures = trials - successes
    at_least = float(betainc(successes, failures + 1, share)) if successes > 0 else 1.0
    at_most = float(betainc(failures, successes + 1, 1 - share)) if failures > 0 else 1.0
    return min(1.0, 2 * min(at_least, at_most))
