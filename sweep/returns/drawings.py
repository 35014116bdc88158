"""The summary's charts, each drawn from the same totals as the table beside it."""

from collections.abc import Iterator

from markupsafe import Markup

from sweep.core.tally import Rate, Totals, hours_text
from sweep.returns.charts import Bar, Spread, bars, spreads
from sweep.returns.indicators import per_hour
from sweep.returns.intervals import gamma_quantile
from sweep.returns.labels import FOUND, WITH


def charts_of(totals: Totals) -> dict[str, Markup | None]:
    """By name; None where there is nothing to draw."""
    stopped, hours = totals.stops.children_stopped, totals.effort.officer_minutes
    return {
        "accompanied": accompanied_chart(totals) if stopped else None,
        "findings": findings_chart(totals) if stopped else None,
        "yields": yields_chart(totals) if hours else None,
        "hours": hours_chart(totals) if hours else None,
    }


def findings_chart(totals: Totals) -> Markup:
    """Findings as verified; truanting stands out."""
    found = totals.as_verified.by_name()
    rows = [
        Bar(words, found[name], str(found[name]), "truanting" if name == "truanting" else "plain")
        for name, words in FOUND.items()
    ]
    return bars("chart-findings", "Children stopped, by finding as verified", rows)


def accompanied_chart(totals: Totals) -> Markup:
    """All stopped, and under it the truanting among them, by who was with the child."""
    stopped, found = totals.stops.by_name(), totals.as_verified.by_name()
    rows = []
    for name, words in WITH.items():
        all_stopped, truanting = stopped[f"stopped_{name}"], found[f"truanting_{name}"]
        rows.append(Bar(words, all_stopped, str(all_stopped)))
        rows.append(Bar("", truanting, str(truanting), "truanting"))
    title = "Children stopped and children truanting, by who was with them"
    return bars("accompanied", title, rows, (("plain", "Stopped"), ("truanting", "Truanting")))


def hours_chart(totals: Totals) -> Markup:
    """Officer-hours by whose they are."""
    spent = totals.effort
    rows = [
        Bar(words, minutes, f"{hours_text(minutes)} h")
        for words, minutes in (
            ("Police", spent.police_minutes),
            ("Education welfare", spent.welfare_minutes),
            ("Partners", spent.partner_minutes),
        )
    ]
    return bars("chart-hours", "Officer-hours, by whose they are", rows)


def yields_chart(totals: Totals) -> Markup:
    """Truanting an hour with its 95 % interval, over police hours and over all."""
    police, everybody = totals.truants_per_police_officer_hour(), totals.truants_per_officer_hour()
    rows = [
        *_spread("Per police officer-hour", police),
        *_spread("Per officer-hour, all officers", everybody),
    ]
    title = "Children truanting an hour, with the 95% range"
    return spreads("chart-yields", title, rows)


def _spread(label: str, rate: Rate) -> Iterator[Spread]:
    interval = rate.interval(gamma_quantile)
    if interval is None or interval.high is None:
        return
    value, low, high = per_hour(rate)
    text = f"{value} ({low}–{high})"
    yield Spread(f"{label}: {text}", 60 * rate.children / rate.minutes, interval.low, interval.high)
