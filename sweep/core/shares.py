"""The share of children stopped who were truanting, with an interval that allows for children met together."""

from collections.abc import Callable
from dataclasses import dataclass

from sweep.core.rates import Groups, Interval, percent_text

# (a, b, probability) -> quantile of the beta distribution
BetaQuantile = Callable[[float, float, float], float]


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of all the children who were met in `groups`; whole children, so that it can be summed."""

    part: int
    groups: Groups

    @property
    def whole(self) -> int:
        """The denominator."""
        return self.groups.children

    def __add__(self, other: "Share") -> "Share":
        """The ratio of the sums."""
        return Share(self.part + other.part, self.groups + other.groups)

    def text(self, decimals: int = 1) -> str | None:
        """In a hundred; None of nothing."""
        return percent_text(self.part, self.whole, decimals)

    def interval(self, beta_quantile: BetaQuantile) -> Interval | None:
        """The 95 % interval in a hundred; None of nothing.

        Clopper and Pearson's exact interval (Biometrika 26, 1934) on part/φ of whole/φ, with
        φ = Σg² / Σg over the encounters of all who were stopped: as if a group were one child.
        With φ = 1 it is theirs itself.
        """
        if not self.whole:
            return None
        part, rest = self.part / self.groups.phi, (self.whole - self.part) / self.groups.phi
        low = beta_quantile(part, rest + 1, 0.025) if part else 0.0
        high = beta_quantile(part + 1, rest, 0.975) if rest else 1.0
        return Interval(100 * low, 100 * high)
