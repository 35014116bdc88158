"""The return's indicators of a set of sweeps, by name and in order. `z` is "not applicable".

Source: the layout of the Department for Education's open-data files; definitions in core.tally.
"""

from collections.abc import Iterator

from sweep.core.shares import Share
from sweep.core.tally import Rate, Totals, hours_text
from sweep.returns.intervals import beta_quantile, gamma_quantile

NOT_APPLICABLE = "z"

YIELDS = (
    "stops_per_police_officer_hour",
    "truants_per_police_officer_hour",
    "truants_per_officer_hour",
    "minutes_per_truant",
)

Limits = tuple[str | None, str | None, str | None]


def effort(totals: Totals, sweeps_count: int, sites_count: int) -> dict[str, str]:
    """Sweeps, sites, officers and hours (one decimal; minutes are summed before they are rounded)."""
    spent = totals.effort
    return {
        "sweeps_count": str(sweeps_count),
        "sites_count": str(sites_count),
        "police_officers_count": str(len(spent.police_officers)),
        "police_officer_hours": hours_text(spent.police_minutes),
        "ewo_count": str(len(spent.welfare_officers)),
        "ewo_hours": hours_text(spent.welfare_minutes),
        "partner_hours": hours_text(spent.partner_minutes),
        "officer_hours": hours_text(spent.officer_minutes),
    }


def counts(totals: Totals) -> dict[str, int]:
    """Every whole-number indicator of stops, from `encounters_count` on."""
    every = totals.indicators()
    names = list(every)
    return {name: every[name] for name in names[names.index("encounters_count") :]}


def yields(totals: Totals) -> dict[str, Limits]:
    """Each yield as (value, low, high) in text; None where there is none."""
    truants = totals.truants_per_police_officer_hour()
    return {
        "stops_per_police_officer_hour": per_hour(totals.stops_per_police_officer_hour()),
        "truants_per_police_officer_hour": per_hour(truants),
        "truants_per_officer_hour": per_hour(totals.truants_per_officer_hour()),
        "minutes_per_truant": minutes_each(truants),
    }


def per_hour(rate: Rate) -> Limits:
    """Children per hour with the 95 % interval, two decimals."""
    interval = rate.interval(gamma_quantile)
    return (rate.text(), *interval.texts()) if interval else (None, None, None)


def minutes_each(rate: Rate) -> Limits:
    """Minutes for one child with the 95 % interval, whole minutes."""
    interval = rate.minutes_interval(gamma_quantile)
    return (rate.minutes_each(), *interval.texts(0)) if interval else (None, None, None)


def share(of: Share) -> Limits:
    """In a hundred with the 95 % interval, one decimal."""
    interval = of.interval(beta_quantile)
    return (of.text(), *interval.texts(1)) if interval else (None, None, None)


def row(totals: Totals, sweeps_count: int | None, sites_count: int) -> Iterator[tuple[str, str]]:
    """One row's cells in the return's order; without `sweeps_count` a row that has no effort."""
    spent = effort(totals, sweeps_count or 0, sites_count)
    measured, made = counts(totals), yields(totals)
    without = sweeps_count is None
    yield from ((name, NOT_APPLICABLE if without else text) for name, text in spent.items())
    for name, number in measured.items():
        apart = without and name == "encounters_count"
        yield name, NOT_APPLICABLE if apart else str(number)
    for name in YIELDS:
        for suffix, text in zip(("", "_low", "_high"), made[name], strict=True):
            yield name + suffix, NOT_APPLICABLE if without else text or NOT_APPLICABLE
    covered = totals.verification_coverage_percent()
    yield "verification_coverage_percent", covered or NOT_APPLICABLE
