"""Yields of many sites or hours held against one another: what each shows by itself, drawn towards what all show.

A site with two stops says little by itself; ranked by its raw rate it would lead or trail the table by chance. So
each rate is a compromise between its own and the common one, by how much it was watched (partial pooling).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scipy.special import gammaincinv

from sweep.core.rates import Groups, Interval, Rate
from sweep.returns.intervals import gamma_quantile

# So many separate encounters with truanting children must have been likely, at the common rate, before a site's own
# count says more than chance does.
ENOUGH = 5.0


@dataclass(frozen=True, slots=True)
class Watched:
    """One site, hour or both: the children found there by encounter, and the officer-minutes spent."""

    name: str
    rate: Rate


@dataclass(frozen=True, slots=True)
class Drawn:
    """One of them with its estimate, per officer-hour, and its 95 % interval.

    `own` is how much of the estimate is its own rate, from 0 (all of it the common one) to 1; `expected` how many
    separate encounters with truanting children the common rate would have given.
    """

    watched: Watched
    value: float
    interval: Interval
    own: float
    expected: float

    @property
    def enough(self) -> bool:
        """Whether there is enough to tell it from the others."""
        return self.expected >= ENOUGH


@dataclass(frozen=True, slots=True)
class Pool:
    """All of them, highest estimate first. `spread` is the variance between their true rates, 0 where chance
    alone explains how they differ."""

    common: Rate
    spread: float
    drawn: tuple[Drawn, ...]


def pool(cells: Iterable[Watched]) -> Pool | None:
    """Draw each rate towards the common one; None where nothing was watched. Cells without time are left out.

    The global empirical Bayes estimator of Marshall (1991, Applied Statistics 40): with rates rᵢ = nᵢ/hᵢ, the
    common rate m = Σn/Σh and s² = Σhᵢ(rᵢ − m)²/Σh, the variance between true rates is A = s² − m/h̄, never below
    nought; each estimate is m + (rᵢ − m)·A/(A + m/hᵢ). Children met together are no independent events, so
    counts and hours are first divided by the common φ = Σg²/Σg. Intervals are those of the gamma distribution
    that has this mean, with shape m²/A + nᵢ; where A = 0 that of the common rate.
    """
    watched = sorted((cell for cell in cells if cell.rate.minutes > 0), key=lambda cell: cell.name)
    if not watched:
        return None
    common = sum((cell.rate for cell in watched), Rate(Groups(), 0))
    spread = _spread(watched, common)
    drawn = [_draw(cell, common, spread) for cell in watched]
    return Pool(common, spread, tuple(sorted(drawn, key=lambda one: -one.value)))


def _per_hour(rate: Rate) -> float:
    return 60 * rate.children / rate.minutes


def _hours(rate: Rate, phi: float) -> float:
    """Hours of independent watching: children met together are one event."""
    return rate.minutes / 60 / phi


def _spread(watched: Sequence[Watched], common: Rate) -> float:
    phi, mean = common.groups.phi, _per_hour(common)
    hours = [_hours(cell.rate, phi) for cell in watched]
    total = sum(hours)
    squares = sum(
        h * (_per_hour(cell.rate) - mean) ** 2 for h, cell in zip(hours, watched, strict=True)
    )
    return max(0.0, squares / total - mean / (total / len(watched)))


def _draw(cell: Watched, common: Rate, spread: float) -> Drawn:
    mean, phi = _per_hour(common), common.groups.phi
    hours = _hours(cell.rate, phi)
    whole = common.interval(gamma_quantile)
    assert whole is not None  # there is time in all of them
    if spread == 0:
        return Drawn(cell, mean, whole, 0.0, mean * hours)
    own = spread / (spread + mean / hours)
    shape, time = mean**2 / spread + cell.rate.children / phi, mean / spread + hours
    low, high = (float(gammaincinv(shape, p)) / time for p in (0.025, 0.975))
    value = mean + (_per_hour(cell.rate) - mean) * own
    # So skewed a distribution can have its mean beyond its own upper limit.
    return Drawn(cell, value, Interval(low, max(high, value)), own, mean * hours)
