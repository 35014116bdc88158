"""The summary's charts, each of the same figures as the table beside it; the PDF draws the same bars its own way."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sweep.core.rates import Rate
from sweep.core.tally import hours_text
from sweep.london import day_text
from sweep.returns import survey
from sweep.returns.charts import (
    Bar,
    Reference,
    Spread,
    bars,
    said_of_bars,
    said_of_spreads,
    spreads,
)
from sweep.returns.indicators import minutes_each, per_hour
from sweep.returns.intervals import gamma_quantile
from sweep.returns.labels import FOUND, WITH
from sweep.returns.published import TRUANTING
from sweep.returns.report import Report
from sweep.returns.rows import Range
from sweep.returns.sentence import TOO_FEW_MINUTES

# Past this a range says no more than that it is wide; the table has it.
MOST_MINUTES = 1000
SIDES = (("plain", "Stopped"), ("truanting", "Truanting"))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as what is to be drawn; bars have a `legend` where things have sides, spreads a `reference`."""

    name: str
    title: str
    bars: tuple[Bar, ...] = ()
    spreads: tuple[Spread, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    reference: Reference | None = None

    def said(self) -> str:
        """All of it in words."""
        if self.spreads:
            return said_of_spreads(self.spreads, self.reference)
        return said_of_bars(self.bars, dict(self.legend))

    def markup(self) -> Markup:
        """As SVG."""
        if self.spreads:
            return spreads(self.name, self.title, self.spreads, self.reference)
        return bars(self.name, self.title, self.bars, self.legend)


def drawings_of(report: Report) -> dict[str, Drawing]:
    """By name; those that have nothing to show are left out."""
    effort = report.summary.totals.effort
    made = {"findings": findings, "accompanied": accompanied, "hours_of_day": hours_of_day}
    drawn = {
        name: draw(report)
        for name, draw in made.items()
        if report.summary.totals.stops.children_stopped
    }
    if effort.officer_minutes:
        drawn["hours"] = hours(report)
    if effort.officer_minutes >= TOO_FEW_MINUTES and not report.counts.any_hidden(TRUANTING):
        drawn["yields"] = yields(report)
        drawn["earlier"] = earlier(report)
    return {name: drawing for name, drawing in drawn.items() if drawing.bars or drawing.spreads}


def _bar(report: Report, label: str, name: str, look: str = "plain") -> Bar:
    """A count that is kept back has its `c` and no length."""
    hidden = report.counts.any_hidden(name)
    return Bar(label, 0 if hidden else report.counts.counts[name], report.counts.text(name), look)


def findings(report: Report) -> Drawing:
    """Findings as verified; truanting stands out."""
    rows = (
        _bar(report, words, TRUANTING, "truanting")
        if name == "truanting"
        else _bar(report, words, f"Total/{name}")
        for name, words in FOUND.items()
    )
    return Drawing("chart-findings", "Children stopped, by finding as verified", tuple(rows))


def accompanied(report: Report) -> Drawing:
    """All stopped, and under it the truanting among them, by who was with the child."""
    rows: list[Bar] = []
    for name, words in WITH.items():
        rows.append(_bar(report, words, f"Total/stopped_{name}"))
        rows.append(_bar(report, "", f"Total/truanting_{name}", "truanting"))
    title = "Children stopped and children truanting, by who was with them"
    return Drawing("chart-accompanied", title, tuple(rows), legend=SIDES)


def hours_of_day(report: Report) -> Drawing:
    """All stopped, and the truanting among them, by hour of the day."""
    rows: list[Bar] = []
    for each in report.parts.hours:
        rows.append(_bar(report, f"{each.hour:02}:00", f"hour {each.hour}/stopped"))
        rows.append(_bar(report, "", f"hour {each.hour}/truanting", "truanting"))
    title = "Children stopped and children truanting, by hour of the day"
    return Drawing("chart-day", title, tuple(rows), legend=SIDES)


def hours(report: Report) -> Drawing:
    """Officer-hours by whose they are."""
    spent = report.summary.totals.effort
    rows = (
        Bar(words, minutes, f"{hours_text(minutes)} h")
        for words, minutes in (
            ("Police", spent.police_minutes),
            ("Education welfare", spent.welfare_minutes),
            ("Partners", spent.partner_minutes),
        )
    )
    return Drawing("chart-hours", "Officer-hours, by whose they are", tuple(rows))


def yields(report: Report) -> Drawing:
    """Truanting an hour with its 95 % interval, over police hours and over all."""
    totals = report.summary.totals
    rows = (
        *_spread("Per police officer-hour", totals.truants_per_police_officer_hour()),
        *_spread("Per officer-hour, all officers", totals.truants_per_officer_hour()),
        *_spread("Per sweep-hour", report.truants_per_sweep_hour()),
    )
    return Drawing("chart-yields", "Children truanting an hour, with the 95% range", spreads=rows)


def _spread(label: str, rate: Rate) -> Iterator[Spread]:
    interval = rate.interval(gamma_quantile)
    if rate.minutes < TOO_FEW_MINUTES or interval is None or interval.high is None:
        return
    text = Range(*per_hour(rate)).text
    yield Spread(f"{label}: {text}", 60 * rate.children / rate.minutes, interval.low, interval.high)


def earlier(report: Report) -> Drawing:
    """Police minutes for one child truanting, here and in earlier sweeps, with the survey's for reference."""
    below = report.counts.below
    rows = list(_minutes("This sweep", report.summary.totals.truants_per_police_officer_hour()))
    for each in report.earlier:
        if not each.kept_back(below):
            rows.extend(_minutes(day_text(each.sweep.starts_at), each.truants))
    reference = Reference(survey.MINUTES_PER_TRUANT, f"2004 survey: {survey.MINUTES_PER_TRUANT}")
    title = (
        "Police minutes for one child truanting, with the 95% range where it ends"
        f" below {MOST_MINUTES}"
    )
    return Drawing("chart-earlier", title, spreads=tuple(rows), reference=reference)


def _minutes(label: str, rate: Rate) -> Iterator[Spread]:
    """Nothing where none was found, or next to none, since its upper end would flatten all the others."""
    interval = rate.minutes_interval(gamma_quantile)
    if rate.minutes < TOO_FEW_MINUTES or interval is None:
        return
    if interval.high is None or interval.high > MOST_MINUTES:
        return
    text = Range(*minutes_each(rate)).text
    yield Spread(f"{label}: {text}", rate.minutes / rate.children, interval.low, interval.high)
