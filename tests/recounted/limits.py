"""Rates and shares with their 95 % ranges, by textbook formulas of SciPy's distributions, and halves rounded up."""

from dataclasses import dataclass

from scipy.stats import beta, chi2

Limits = dict[str, float | None]


@dataclass(frozen=True)
class Groups:
    """Children who were met together: how many, and the sum of the squares of their groups' sizes."""

    children: int
    squares: int

    @property
    def phi(self) -> float:
        return self.squares / self.children if self.children else 1.0


def half_up(value: float, decimals: int) -> float:
    """Figures are of whole children and minutes: what is next to a half is one."""
    return int(value * 10**decimals + 0.5 + 1e-9) / 10**decimals


def garwood(groups: Groups, minutes: int) -> tuple[float, float]:
    """An hour's limits by their chi-squared form, on n/φ in h/φ."""
    events, scale = groups.children / groups.phi, groups.phi * 60 / minutes
    low = float(chi2.ppf(0.025, 2 * events)) / 2 if events else 0.0
    return low * scale, float(chi2.ppf(0.975, 2 * events + 2)) / 2 * scale


def per_hour(groups: Groups, minutes: int) -> Limits:
    if not minutes:
        return _shown(None, None, None, 2)
    return _shown(groups.children * 60 / minutes, *garwood(groups, minutes), 2)


def minutes_each(groups: Groups, minutes: int) -> Limits:
    """Of none there is no value and no upper end."""
    if not minutes:
        return _shown(None, None, None, 0)
    low, high = garwood(groups, minutes)
    value = minutes / groups.children if groups.children else None
    return _shown(value, 60 / high, 60 / low if groups.children else None, 0)


def of_hundred(part: int, groups: Groups) -> Limits:
    """Clopper and Pearson's limits on x/φ of n/φ."""
    if not groups.children:
        return _shown(None, None, None, 1)
    got, rest = part / groups.phi, (groups.children - part) / groups.phi
    low = float(beta.ppf(0.025, got, rest + 1)) if got else 0.0
    high = float(beta.ppf(0.975, got + 1, rest)) if rest else 1.0
    return _shown(100 * part / groups.children, 100 * low, 100 * high, 1)


def _shown(value: float | None, low: float | None, high: float | None, decimals: int) -> Limits:
    named = {"value": value, "low": low, "high": high}
    return {name: None if one is None else half_up(one, decimals) for name, one in named.items()}


def percent(part: int, whole: int) -> float | None:
    return half_up(100 * part / whole, 1) if whole else None


def verdict(one: tuple[Groups, int], other: tuple[Groups, int]) -> str:
    """Two rates by the exact conditional test on counts over φ of both together; tails of the beta distribution."""
    (mine, my_minutes), (theirs, their_minutes) = one, other
    if not my_minutes or not their_minutes:
        return "no_hours"
    both = Groups(mine.children + theirs.children, mine.squares + theirs.squares)
    got, rest = mine.children / both.phi, theirs.children / both.phi
    share = my_minutes / (my_minutes + their_minutes)
    at_least = float(beta.cdf(share, got, rest + 1)) if got else 1.0
    at_most = float(beta.sf(share, got + 1, rest)) if rest else 1.0
    if min(1.0, 2 * min(at_least, at_most)) >= 0.05:
        return "too_close_to_tell"
    higher = mine.children * their_minutes > theirs.children * my_minutes
    return "higher" if higher else "lower"
