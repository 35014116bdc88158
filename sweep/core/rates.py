"""Rates, percentages and intervals, and the one way any of them is rounded.

Whole counts and whole minutes go in, text comes out. Python's `round` and JavaScript's `toFixed`
disagree on halves, so both languages use the integer formula of `round_half_up` instead.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

# (shape, probability) -> quantile of the gamma distribution with scale 1
GammaQuantile = Callable[[float, float], float]


def round_half_up(numerator: int, denominator: int, decimals: int = 0) -> str:
    """`numerator / denominator` with so many decimals, halves up: (2n·10^d + m) div 2m.

    Exact for numerators of zero or more and denominators above zero; ValueError otherwise.
    JavaScript gives the same text as long as 2n·10^d stays below 2^53.
    """
    if numerator < 0 or denominator <= 0 or decimals < 0:
        raise ValueError("round_half_up needs numerator >= 0, denominator > 0, decimals >= 0")
    scaled = (2 * numerator * 10**decimals + denominator) // (2 * denominator)
    return _with_point(scaled, decimals)


def decimal_text(value: float, decimals: int) -> str:
    """A limit of an interval as text: floor(value·10^d + ½), the same in both languages."""
    return _with_point(math.floor(value * 10**decimals + 0.5), decimals)


def _with_point(scaled: int, decimals: int) -> str:
    if decimals == 0:
        return str(scaled)
    whole, part = divmod(scaled, 10**decimals)
    return f"{whole}.{part:0{decimals}d}"


def percent_text(part: int, whole: int, decimals: int = 1) -> str | None:
    """`part` in a hundred of `whole`, one decimal; None where there is no whole."""
    return None if whole == 0 else round_half_up(100 * part, whole, decimals)


def hours_text(minutes: int, decimals: int = 1) -> str:
    """Whole minutes as hours. Sum minutes first, round once."""
    return round_half_up(minutes, 60, decimals)


@dataclass(frozen=True, slots=True)
class Groups:
    """Children met together: how many encounters, children in them, and Σg² of their sizes."""

    encounters: int = 0
    children: int = 0
    squares: int = 0

    @classmethod
    def of(cls, sizes: Iterable[int]) -> "Groups":
        """From the number of counted children of each encounter; empty ones are left out."""
        counted = [size for size in sizes if size > 0]
        return cls(len(counted), sum(counted), sum(size * size for size in counted))

    def __add__(self, other: "Groups") -> "Groups":
        """Of two sets of encounters that share none."""
        return Groups(
            self.encounters + other.encounters,
            self.children + other.children,
            self.squares + other.squares,
        )

    @property
    def phi(self) -> float:
        """φ = Σg² / Σg, how much children met together inflate the spread; 1 if none counted."""
        return self.squares / self.children if self.children else 1.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval per hour, or in minutes; `high` is None where there is no upper limit."""

    low: float
    high: float | None

    def texts(self, decimals: int = 2) -> tuple[str, str | None]:
        """Both limits as text."""
        high = None if self.high is None else decimal_text(self.high, decimals)
        return decimal_text(self.low, decimals), high


def yield_interval(
    children: int, minutes: int, phi: float, gamma_quantile: GammaQuantile
) -> Interval | None:
    """Garwood's exact 95 % interval on n/φ in h/φ, per hour; None without time.

    Children met together are not independent; dividing count and time by φ counts groups as if
    they were single. With φ = 1 it is Garwood (1936) itself. Source: F. Garwood, Fiducial limits
    for the Poisson distribution, Biometrika 28; φ as in quasi-Poisson practice.
    """
    if minutes <= 0:
        return None
    events, hours = children / phi, minutes / 60 / phi
    low = gamma_quantile(events, 0.025) / hours if children else 0.0
    return Interval(low, gamma_quantile(events + 1, 0.975) / hours)


@dataclass(frozen=True, slots=True)
class Rate:
    """Children per hour, kept as whole children and whole minutes so that it can be summed."""

    groups: Groups
    minutes: int

    @property
    def children(self) -> int:
        """The numerator."""
        return self.groups.children

    def __add__(self, other: "Rate") -> "Rate":
        """The ratio of the sums, never the mean of the ratios."""
        return Rate(self.groups + other.groups, self.minutes + other.minutes)

    def text(self, decimals: int = 2) -> str | None:
        """Per hour; None without time."""
        if self.minutes <= 0:
            return None
        return round_half_up(60 * self.children, self.minutes, decimals)

    def minutes_each(self, decimals: int = 0) -> str | None:
        """Minutes for one child; None where none was counted or there was no time."""
        if self.minutes <= 0 or self.children == 0:
            return None
        return round_half_up(self.minutes, self.children, decimals)

    def interval(self, gamma_quantile: GammaQuantile) -> Interval | None:
        """The 95 % interval per hour; None without time."""
        return yield_interval(self.children, self.minutes, self.groups.phi, gamma_quantile)

    def minutes_interval(self, gamma_quantile: GammaQuantile) -> Interval | None:
        """The same turned over, in minutes for one child; open above where none was counted."""
        per_hour = self.interval(gamma_quantile)
        if per_hour is None or per_hour.high is None:
            return None
        return Interval(60 / per_hour.high, 60 / per_hour.low if per_hour.low > 0 else None)
