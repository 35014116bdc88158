"""What a sweep cost and what it yielded: officers' time, and each yield with its 95 % interval."""

from collections.abc import Iterator

from sweep.core.codes import HOURS
from sweep.core.rates import Rate
from sweep.core.tally import Totals, hours_text
from sweep.returns import indicators
from sweep.returns.labels import YIELDS
from sweep.returns.published import PROVISIONAL, STOPPED, SUPPRESSED, TRUANTING, Published
from sweep.returns.report import Report
from sweep.returns.rows import NONE, Cell, Range, Row, Table
from sweep.returns.sentence import TOO_FEW_MINUTES


def hours(report: Report) -> Table:
    """Officers, minutes that add up, and hours rounded one by one, by whose they are."""
    spent = report.summary.totals.effort
    kinds = (
        ("police", spent.police_officers, spent.police_minutes),
        ("welfare", spent.welfare_officers, spent.welfare_minutes),
        ("partner", spent.partner_officers, spent.partner_minutes),
    )
    rows = [Row(HOURS[kind].words, _effort(len(who), minutes)) for kind, who, minutes in kinds]
    everybody = frozenset().union(*(who for _, who, _ in kinds))
    rows.append(Row("All", _effort(len(everybody), spent.officer_minutes), "total"))
    note = "Minutes add up exactly; hours are rounded from them one by one, so they may not."
    out = f"At least one officer was out for {hours_text(report.minutes_out)} hours: those are the sweep-hours."
    heads = ("Officers", "Minutes", "Officer-hours")
    return Table("hours", "Officers and officer-hours", heads, tuple(rows), notes=(note, out))


def _effort(officers: int, minutes: int) -> tuple[Cell, ...]:
    return str(officers), str(minutes), hours_text(minutes)


def yields(report: Report) -> Table:
    """Each yield with its 95 % interval, as verified and as recorded; no rows where it is too early for any."""
    heads = ("As verified", "As recorded")
    title = "Yields, with their 95% ranges"
    too_early = report.summary.totals.effort.officer_minutes < TOO_FEW_MINUTES
    return Table("yields", title, heads, () if too_early else tuple(_yield_rows(report)))


def _yield_rows(report: Report) -> Iterator[Row]:
    totals, counts = report.summary.totals, report.counts
    recorded = _recorded(totals)
    for name, limits in indicators.yields(totals).items():
        if _minutes_under(name, totals) < TOO_FEW_MINUTES:
            yield Row(YIELDS[name], (NONE, NONE))
        elif name == "stops_per_police_officer_hour":
            yield Row(YIELDS[name], (ranged(counts, limits, STOPPED),) * 2)
        else:
            was = ranged(counts, recorded[name], PROVISIONAL)
            yield Row(YIELDS[name], (ranged(counts, limits, TRUANTING), was))
    yield Row("Truanting per sweep-hour, with anybody out", _per_sweep_hour(report))
    yield Row("Truanting of 100 children stopped", _of_stopped(report))


def _minutes_under(name: str, totals: Totals) -> int:
    """The time that a yield is over: one may have too little of it where another has enough."""
    spent = totals.effort
    return spent.officer_minutes if name == "truants_per_officer_hour" else spent.police_minutes


def _per_sweep_hour(report: Report) -> tuple[Cell, ...]:
    if report.minutes_out < TOO_FEW_MINUTES:
        return NONE, NONE
    counts, totals = report.counts, report.summary.totals
    whole = Rate(totals.meetings.truanting_provisional, report.minutes_out)
    return (
        ranged(counts, indicators.per_hour(report.truants_per_sweep_hour()), TRUANTING),
        ranged(counts, indicators.per_hour(whole), PROVISIONAL),
    )


def _recorded(totals: Totals) -> dict[str, indicators.Limits]:
    police = totals.truants_per_police_officer_hour(verified=False)
    return {
        "truants_per_police_officer_hour": indicators.per_hour(police),
        "truants_per_officer_hour": indicators.per_hour(totals.truants_per_officer_hour(False)),
        "minutes_per_truant": indicators.minutes_each(police),
    }


def _of_stopped(report: Report) -> tuple[Cell, ...]:
    counts = report.counts
    return (
        ranged(counts, indicators.share(report.truanting_share()), TRUANTING, STOPPED),
        ranged(counts, indicators.share(report.truanting_share(False)), PROVISIONAL, STOPPED),
    )


def ranged(counts: Published, limits: indicators.Limits, *made_of: str) -> Cell:
    """A value with its interval; `c` where it would tell a count that is kept back."""
    return SUPPRESSED if counts.any_hidden(*made_of) else Range(*limits)
